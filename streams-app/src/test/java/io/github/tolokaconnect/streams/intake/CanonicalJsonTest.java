package io.github.tolokaconnect.streams.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void sortsFieldsAndLeavesOutWhiteSpace() {
        assertThat(canonical(tree("{ 'b' : [ 1, {'z': null, 'y': true} ], 'a' : 'ü' }")))
                .isEqualTo("{\"a\":\"ü\",\"b\":[1,{\"y\":true,\"z\":null}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e2, 100",
        "-0.0, 0",
        "0e5, 0",
        "0.10, 0.1",
        "1E-3, 0.001",
        "12345678901234567890, 12345678901234567890",
        "1e400, 1E+400",
        "10e399, 1E+400"
    })
    void writesEachNumberInOneWay(String written, String expected) {
        assertThat(canonical(tree(written))).isEqualTo(expected);
    }

    @Property(tries = 200)
    void ignoresTheOrderOfFields(@ForAll("values") JsonNode value, @ForAll Random random) {
        assertThat(canonical(shuffled(value, random))).isEqualTo(canonical(value));
    }

    @Property(tries = 200)
    void ignoresHowNumbersAreSpelt(@ForAll BigDecimal number, @ForAll("zeros") int zeros) {
        BigDecimal longer = number.setScale(number.scale() + zeros);

        assertThat(canonical(DecimalNode.valueOf(longer))).isEqualTo(canonical(DecimalNode.valueOf(number)));
    }

    @Property(tries = 200)
    void keepsWhatTheValueMeans(@ForAll("values") JsonNode value) {
        JsonNode read = tree(canonical(value));

        assertThat(read.equals(CanonicalJsonTest::order, value)).isTrue();
    }

    @Property(tries = 200)
    void tellsDifferentNumbersApart(@ForAll BigDecimal some, @ForAll BigDecimal other) {
        assertThat(canonical(DecimalNode.valueOf(some)).equals(canonical(DecimalNode.valueOf(other))))
                .isEqualTo(some.compareTo(other) == 0);
    }

    @Provide
    Arbitrary<Integer> zeros() {
        return Arbitraries.integers().between(0, 60);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.bigDecimals().map(DecimalNode::valueOf),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.strings().alpha().ofMaxLength(5).map(NODES::textNode),
                Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true)));
        return Arbitraries.recursive(() -> leaves, CanonicalJsonTest::wrapped, 0, 3);
    }

    private static Arbitrary<JsonNode> wrapped(Arbitrary<JsonNode> inner) {
        return Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> {
                    ArrayNode array = NODES.arrayNode();
                    list.forEach(array::add);
                    return array;
                }),
                Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(3), inner)
                        .ofMaxSize(4)
                        .map(fields -> {
                            ObjectNode object = NODES.objectNode();
                            fields.forEach(object::set);
                            return object;
                        }));
    }

    private static JsonNode shuffled(JsonNode value, Random random) {
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(element -> array.add(shuffled(element, random)));
            return array;
        }
        if (value.isObject()) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(value.properties());
            Collections.shuffle(fields, random);
            ObjectNode object = NODES.objectNode();
            fields.forEach(field -> object.set(field.getKey(), shuffled(field.getValue(), random)));
            return object;
        }
        return value;
    }

    private static int order(JsonNode some, JsonNode other) {
        if (some.isNumber() && other.isNumber()) {
            return some.decimalValue().compareTo(other.decimalValue());
        }
        return some.equals(other) ? 0 : 1;
    }

    /** JSON may be written with single quotes. */
    private static JsonNode tree(String text) {
        return RawJson.of(text.replace('\'', '"').getBytes(UTF_8)).toNode();
    }

    private static String canonical(JsonNode value) {
        return new String(CanonicalJson.bytes(value), UTF_8);
    }
}
