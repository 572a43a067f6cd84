package io.github.tolokaconnect.events;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** Arbitrary records of the contract, built from their components, so that a new component is covered at once. */
final class AnyRecord {

    private static final StringArbitrary TEXT =
            Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12);
    private static final StringArbitrary WORD =
            Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(8);
    // Half a surrogate pair is written as a value, but not as the name of a field.
    private static final StringArbitrary FIELD_NAME =
            Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(8);
    private static final Arbitrary<RawJson> OBJECT = Combinators.combine(TEXT, Arbitraries.integers())
            .as((text, number) ->
                    raw("{ \"text\": " + quoted(text) + ",\n \"number\":" + number + ".50e1, \"of\" : [{}, null] }"));

    private static final Map<Class<?>, Arbitrary<?>> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(
                    UUID.class,
                    Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                            .as(UUID::new)),
            Map.entry(
                    Instant.class,
                    Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli)),
            Map.entry(
                    Duration.class, Arbitraries.longs().between(-1000, 1L << 40).map(Duration::ofMillis)),
            Map.entry(
                    BigDecimal.class,
                    Arbitraries.bigDecimals()
                            .between(new BigDecimal("-1000000000000"), new BigDecimal("1000000000000"))
                            .ofScale(2)),
            Map.entry(int.class, Arbitraries.integers().between(1, Integer.MAX_VALUE)),
            Map.entry(Integer.class, Arbitraries.integers().between(1, Integer.MAX_VALUE)),
            Map.entry(long.class, Arbitraries.longs().between(0, Long.MAX_VALUE)),
            Map.entry(Long.class, Arbitraries.longs().between(0, Long.MAX_VALUE)),
            Map.entry(double.class, Arbitraries.doubles().between(0, 1e6)),
            Map.entry(Double.class, Arbitraries.doubles().between(0, 1e6)),
            Map.entry(boolean.class, Arbitraries.of(true, false)),
            Map.entry(Boolean.class, Arbitraries.of(true, false)),
            Map.entry(RawJson.class, OBJECT),
            Map.entry(
                    SourceRange.class,
                    Combinators.combine(
                                    TEXT,
                                    Arbitraries.integers().between(0, 99),
                                    Arbitraries.integers().between(1, 9999))
                            .as((topic, partition, records) ->
                                    new SourceRange(topic, partition, records, 3L * records, records))));

    private static final Map<String, Arbitrary<?>> BY_NAME = Map.of(
            "name", WORD,
            "progress", Arbitraries.integers().between(0, 100),
            "confidence", Arbitraries.doubles().between(0, 1),
            "sha256", hexadecimal(),
            "inputSha256", hexadecimal(),
            "params", Arbitraries.of(RawJson.EMPTY_ARRAY, raw("[ 1.10, \"\\u0000\", [] ]")),
            "raw",
                    Arbitraries.oneOf(List.of(
                            OBJECT,
                            Arbitraries.of(raw("17"), raw("-1.50"), raw("true"), raw("\"a\\\"b\""), raw("[]")))));

    private AnyRecord() {}

    static <T> Arbitrary<T> of(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<@Nullable Object>> parts =
                Stream.of(components).map(AnyRecord::component).toList();
        return Combinators.combine(parts).as(values -> create(type, components, values.toArray()));
    }

    private static Arbitrary<@Nullable Object> component(RecordComponent component) {
        Arbitrary<@Nullable Object> values = values(component).asGeneric();
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? values.injectNull(0.3) : values;
    }

    private static Arbitrary<?> values(RecordComponent component) {
        if (component.getName().equals("value") && component.getType() == String.class) {
            return WORD;
        }
        Arbitrary<?> byName = BY_NAME.get(component.getName());
        if (byName != null) {
            return byName;
        }
        if (component.getAnnotatedType() instanceof AnnotatedParameterizedType collection) {
            AnnotatedType[] of = collection.getAnnotatedActualTypeArguments();
            Arbitrary<?> elements = ofType((Class<?>) of[of.length - 1].getType());
            return component.getType() == Map.class
                    ? Arbitraries.maps(FIELD_NAME, elements).ofMaxSize(3)
                    : elements.list().ofMinSize(1).ofMaxSize(3);
        }
        return ofType(component.getType());
    }

    private static Arbitrary<?> ofType(Class<?> type) {
        Arbitrary<?> known = BY_TYPE.get(type);
        if (known != null) {
            return known;
        }
        return type.isEnum() ? Arbitraries.of(type.getEnumConstants()) : of(type);
    }

    private static <T> T create(Class<T> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static Arbitrary<String> hexadecimal() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
    }

    private static RawJson raw(String json) {
        return RawJson.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return Contract.JSON.getNodeFactory().textNode(text).toString();
    }
}
