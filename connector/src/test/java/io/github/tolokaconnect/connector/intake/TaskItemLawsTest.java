package io.github.tolokaconnect.connector.intake;

import static io.github.tolokaconnect.connector.intake.IntakeFixture.accepted;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.reader;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.record;
import static io.github.tolokaconnect.connector.intake.IntakeFixture.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class TaskItemLawsTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private final TaskReader asTask = reader();
    private final TaskReader withOverlap = reader("task.overlap", "7");
    private final TaskReader asInputValues = reader("task.mapping", "input-values");

    /** A task as its producer wrote it: {@code input} is the text of its input values. */
    record Written(String json, String input, boolean statesOverlap) {}

    @Provide
    Arbitrary<String> space() {
        return Arbitraries.of("", "", "", " ", "\n", "\t ", "\r\n  ");
    }

    private Arbitrary<String> text() {
        var plain = Arbitraries.strings()
                .withChars("aé漢\u0416 /{}[]:,")
                .withCharRange('0', 'z')
                .ofMaxLength(8)
                .map(text -> text.replace("\\", "\\\\"));
        var special = Arbitraries.of("\\u00e9", "\\\"", "\\\\", "😀", "\\ud83d\\ude00", "}", "\\n");
        return Combinators.combine(plain, special).as((one, other) -> "\"" + one + other + "\"");
    }

    private Arbitrary<String> value() {
        return Arbitraries.lazyOf(
                this::text,
                () -> Arbitraries.of("null", "true", "false", "0", "-1.50", "1e5", "12345678901234567890"),
                () -> value().list().ofMaxSize(3).map(values -> "[" + String.join(" ,", values) + "]"),
                this::object);
    }

    private Arbitrary<String> object() {
        return Combinators.combine(
                        text().list().ofMaxSize(3).uniqueElements(TaskItemLawsTest::decoded), value(), space())
                .as((names, value, space) -> names.stream()
                        .map(name -> name + space + ":" + value)
                        .collect(Collectors.joining("," + space, "{" + space, space + "}")));
    }

    /** The name that a JSON string stands for, which two spellings may share. */
    private static String decoded(String text) {
        try {
            return JSON.readValue(text, String.class);
        } catch (JsonProcessingException notGenerated) {
            throw new AssertionError(notGenerated);
        }
    }

    @Provide
    Arbitrary<String> inputs() {
        return object();
    }

    @Provide
    Arbitrary<Written> tasks() {
        var pool = Arbitraries.of("\"2\"", "\"pool_9\"", "\"\\u0033\"", "null").injectNull(0.4);
        var overlap = Arbitraries.of(
                        "\"overlap\":3", "\"overlap\" : 30000", "\"infinite_overlap\":true", "\"overlap\" :\tnull")
                .injectNull(0.5);
        var extra = Combinators.combine(Arbitraries.of("id", "trait é", "origin_task_id"), value())
                .as((name, value) -> "\"" + name + "\":" + value)
                .injectNull(0.5);
        return Combinators.combine(object(), pool, overlap, extra, space(), Arbitraries.randoms())
                .as((input, poolId, stated, other, space, random) -> {
                    var members = members(input, poolId, stated, other, space);
                    Collections.shuffle(members, random);
                    var json = space + "{" + space + String.join(space + "," + space, members) + space + "}" + space;
                    return new Written(json, input, stated != null && !stated.endsWith("null"));
                });
    }

    private static List<String> members(
            String input, @Nullable String pool, @Nullable String overlap, @Nullable String extra, String space) {
        var members = new ArrayList<String>();
        members.add("\"input_values\"" + space + ":" + space + input);
        if (pool != null) {
            members.add("\"pool_id\"" + space + ":" + space + pool);
        }
        if (overlap != null) {
            members.add(overlap);
        }
        if (extra != null) {
            members.add(extra);
        }
        return members;
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void writesTheTaskPlusMarkerPlusPool(
            @ForAll("tasks") Written task, @ForAll @IntRange(max = 9_999) int index, @ForAll boolean rerouted)
            throws JsonProcessingException {
        var record = record(task.json.getBytes(UTF_8));
        if (rerouted) {
            record.headers().addString("tk_pool", "elsewhere-1");
        }

        var item = accepted(asTask, record);

        var expected = (ObjectNode) JSON.readTree(task.json);
        if (rerouted
                || expected.path("pool_id").isMissingNode()
                || expected.path("pool_id").isNull()) {
            expected.put("pool_id", rerouted ? "elsewhere-1" : "1");
        }
        expected.put(TaskItem.MARKER, Integer.toString(index));
        assertThat(JSON.readTree(written(item, index))).isEqualTo(expected);
        assertThat(item.pool().value()).isEqualTo(expected.path("pool_id").asText());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void addsTheConfiguredOverlapWhereNoneIsStated(@ForAll("tasks") Written task) throws JsonProcessingException {
        var item = accepted(withOverlap, record(task.json));

        var expected = (ObjectNode) JSON.readTree(task.json);
        if (!task.statesOverlap) {
            expected.put("overlap", 7);
        }
        expected.put("pool_id", item.pool().value());
        expected.put(TaskItem.MARKER, "0");
        assertThat(item.addsOverlap()).isEqualTo(!task.statesOverlap);
        assertThat(JSON.readTree(written(item, 0))).isEqualTo(expected);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void countsTheBytesOfInputValuesAsTheyAreSent(@ForAll("tasks") Written task) {
        var item = accepted(asTask, record(task.json));

        var input = new String(item.json(), item.cut().input().start(), item.inputBytes(), UTF_8);
        assertThat(input).isEqualTo(task.input);
        assertThat(item.inputBytes()).isEqualTo(task.input.getBytes(UTF_8).length);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void wrapsInputValuesUntouched(@ForAll("inputs") String input, @ForAll("space") String space) {
        var item = accepted(asInputValues, record(space + input + space));

        assertThat(written(item, 3))
                .isEqualTo("{\"__item_idx\":\"3\",\"pool_id\":\"1\",\"input_values\":" + input + "}");
        assertThat(item.inputBytes()).isEqualTo(input.getBytes(UTF_8).length);
    }
}
