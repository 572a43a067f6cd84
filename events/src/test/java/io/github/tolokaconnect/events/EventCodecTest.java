package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void ignoresUnknownFieldsOfALaterMinorVersion() {
        ObjectNode document = document("task-created/created");
        document.put("schema", "task-created/1.7").putObject("later").put("deep", true);
        document.withObject("/task").put("colour", "red");

        Event event = codec.decode(bytes(document));

        assertThat(event).isEqualTo(codec.decode(Contract.example("task-created/created")));
        assertThat(event.schema()).isEqualTo("task-created/1.0");
    }

    @Test
    void readsHeartbeatsOfTheReleaseBefore() {
        ObjectNode document = document("heartbeat/running");
        document.put("schema", "heartbeat/1.0").remove("records_unaccounted");
        document.withObject("/totals").remove(List.of("auth_failures", "fuse_tripped", "results_failed"));

        Heartbeat heartbeat = codec.decode(bytes(document), Heartbeat.class);

        assertThat(heartbeat.recordsUnaccounted()).isNull();
        assertThat(heartbeat.totals().authFailures()).isNull();
        assertThat(heartbeat.totals().received()).isEqualTo(31_580);
    }

    @Test
    void keepsUnknownWordsOfOpenEnums() {
        ObjectNode document = document("validation-error/collateral");
        document.put("stage", "HUMAN_REVIEW").put("class", "WEATHER").put("role", "BYSTANDER");

        ValidationError error = codec.decode(bytes(document), ValidationError.class);

        assertThat(error.stage()).isEqualTo(new Stage("HUMAN_REVIEW")).isNotEqualTo(Stage.MAPPING);
        assertThat(Contract.tree(codec.encode(error))).isEqualTo(document);
    }

    @Test
    void takesNullForAbsentAndLeavesItOut() {
        ObjectNode document = document("operation-status/planned");
        document.putNull("error").putNull("outcome");

        Event event = codec.decode(bytes(document));

        assertThat(codec.encode(event))
                .isEqualTo(codec.encode(codec.decode(Contract.example("operation-status/planned"))));
    }

    @Test
    void writesRawJsonByteForByte() {
        String task = "{ \"n\" : 1.500,\t\"s\":\"\\u0041ж😀\" }";
        RecordRef record = new RecordRef(null, "labeling.tasks", 0, 1, null, 1);
        byte[] surroundings = ("xx" + task + "yyy").getBytes(StandardCharsets.UTF_8);
        RawJson slice = RawJson.of(surroundings, 2, surroundings.length - 5);

        byte[] json = codec.encode(error(record, slice));

        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"task\":" + task + ",");
    }

    @Test
    void writesRawJsonThatIsLargerThanAnyBuffer() {
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        large.writeBytes("[\"".getBytes(StandardCharsets.UTF_8));
        large.writeBytes("a".repeat(300_000).getBytes(StandardCharsets.UTF_8));
        large.writeBytes("\"]".getBytes(StandardCharsets.UTF_8));
        RawJson task = RawJson.of(large.toByteArray());

        byte[] json = codec.encode(error(new RecordRef("k", "labeling.tasks", 0, 1, null, 1), task));

        assertThat(codec.decode(json, ValidationError.class).task()).isEqualTo(task);
    }

    @Test
    void readsTimesWithAnyOffset() {
        ObjectNode document = document("task-created/created");
        document.put("event_time", "2026-11-23T11:00:08.4105+02:30");

        TaskCreated event = codec.decode(bytes(document), TaskCreated.class);

        assertThat(Contract.tree(codec.encode(event)).path("event_time").asText())
                .isEqualTo("2026-11-23T08:30:08.410Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "null", "[]", "\"task-created/1.0\"", "{\"schema\":", "{\"a\":tru}", "\u0000\u0001"})
    void saysThatBytesAreNoJsonObject(String text) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);

        assertThat(unreadable(json).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void saysThatWhatFollowsTheEventDoesNotBelongThere() {
        byte[] json = (text("task-created/created") + "{}").getBytes(StandardCharsets.UTF_8);

        assertThat(unreadable(json).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void saysWhereAnEventIsCutOff() {
        String whole = text("task-created/created");
        byte[] cut = whole.substring(0, whole.indexOf("overlap")).getBytes(StandardCharsets.UTF_8);

        UnreadableEventException problem = unreadable(cut);

        assertThat(problem.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(problem).hasMessageContaining("near byte " + cut.length);
    }

    @ParameterizedTest
    @CsvSource({
        "task-created/2.0, UNSUPPORTED_VERSION",
        "task-created/0.9, UNSUPPORTED_VERSION",
        "answer-given/1.0, UNKNOWN_SCHEMA"
    })
    void saysWhichSchemaItDoesNotRead(String schema, Reason reason) {
        ObjectNode document = document("task-created/created");
        document.put("schema", schema);

        UnreadableEventException problem = unreadable(bytes(document));

        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(problem.schema()).contains(schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-created", "task-created/1", "task-created/99999999999.0", "a secret/1.0"})
    void keepsWhatIsNoNameOfASchemaToItself(String schema) {
        ObjectNode document = document("task-created/created");
        document.put("schema", schema);

        UnreadableEventException problem = unreadable(bytes(document));

        assertThat(problem.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(problem.schema()).isEmpty();
        assertThat(problem.getMessage()).doesNotContain(schema);
    }

    @Test
    void saysThatTheEventNamesNoSchema() {
        ObjectNode document = document("task-created/created");
        document.remove("schema");

        assertThat(unreadable(bytes(document)).reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void findsTheSchemaBehindOtherFields() {
        ObjectNode document = document("heartbeat/paused");
        document.set("schema", document.remove("schema"));

        assertThat(codec.decode(bytes(document))).isInstanceOf(Heartbeat.class);
    }

    @Test
    void saysThatItIsAnotherEventThanExpected() {
        byte[] heartbeat = Contract.example("heartbeat/running");

        UnreadableEventException problem =
                catchThrowableOfType(UnreadableEventException.class, () -> codec.decode(heartbeat, TaskCreated.class));

        assertThat(problem.reason()).isEqualTo(Reason.OTHER_EVENT);
        assertThat(problem).hasMessageContainingAll("heartbeat/1.1", "task-created/1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "event_time, task-created/created",
        "record, task-created/created",
        "record/offset, task-created/created",
        "operation/attempt, operation-status/planned",
        "counts/records, operation-status/planned",
        "retriable, validation-error/collateral",
        "totals/http_429, heartbeat/running"
    })
    void namesTheRequiredFieldThatIsMissingOrNull(String field, String example) {
        ObjectNode absent = document(example);
        ObjectNode isNull = document(example);
        int slash = field.indexOf('/');
        String parent = slash < 0 ? "" : "/" + field.substring(0, slash);
        String name = field.substring(slash + 1);
        ((ObjectNode) absent.at(parent)).remove(name);
        ((ObjectNode) isNull.at(parent)).putNull(name);

        List<UnreadableEventException> problems = List.of(unreadable(bytes(absent)), unreadable(bytes(isNull)));

        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.INVALID);
            assertThat(problem).hasMessageContaining("/" + field + ":");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"partition\":\"2\"}",
                "{\"partition\":-1}",
                "{\"offset\":1.5}",
                "{\"timestamp\":\"2026-11-23T08:30:08\"}",
                "{\"attempt\":0}",
                "{\"topic\":[\"secret\"]}",
                "{\"offset\":99999999999999999999}"
            })
    void refusesAWrongValueWithoutQuotingTheEvent(String wrong) throws Exception {
        ObjectNode document = document("task-created/created");
        document.withObject("/record").put("key", "a secret").setAll((ObjectNode) Contract.JSON.readTree(wrong));

        UnreadableEventException problem = unreadable(bytes(document));

        assertThat(problem.reason()).isEqualTo(Reason.INVALID);
        assertThat(problem).hasMessageContaining("/record").hasNoCause();
        assertThat(problem.getMessage()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "12,5", "", "NaN", " 1"})
    void refusesMoneyThatIsNoPlainDecimal(String amount) {
        ObjectNode document = document("heartbeat/running");
        document.withObject("/balance").put("amount", amount);

        assertThat(unreadable(bytes(document))).hasMessageContaining("/balance/amount");
    }

    private static ValidationError error(RecordRef record, RawJson task) {
        return ValidationError.builder(
                        Instant.EPOCH,
                        ConnectorRef.of("toloka-sink", 0, "0.1.0"),
                        record,
                        Stage.LOCAL_VALIDATION,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(FieldError.of(null, null, "OBJECT_EXPECTED", null)))
                .task(task)
                .build();
    }

    private UnreadableEventException unreadable(byte[] json) {
        return catchThrowableOfType(UnreadableEventException.class, () -> codec.decode(json));
    }

    private static ObjectNode document(String example) {
        return (ObjectNode) Contract.tree(Contract.example(example));
    }

    private static String text(String example) {
        return new String(Contract.example(example), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
