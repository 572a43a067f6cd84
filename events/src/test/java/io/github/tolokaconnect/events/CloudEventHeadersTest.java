package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEventHeadersTest {

    private static final EventContext EVERYTHING = new EventContext(
            "journey-7",
            "6c1f5f4e-98a5-5d0c-8b3e-0d4f9c8f3a21",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "vendor=1",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final EventCodec codec = new EventCodec();

    @Test
    void areCompleteForAnEventAboutARecord() {
        Event event = codec.decode(Contract.example("task-created/created"));

        List<Header> headers = CloudEventHeaders.of(event, EVERYTHING);

        assertThat(headers)
                .containsExactly(
                        new Header("ce_specversion", "1.0"),
                        new Header("ce_id", event.eventId().toString()),
                        new Header("ce_source", "/connectors/toloka-sink"),
                        new Header("ce_type", "io.tolokaconnect.task.created.v1"),
                        new Header("ce_time", "2026-11-23T08:30:08.410Z"),
                        new Header("ce_subject", "pools/40921733/tasks/00027065c5--6562f0a3b7e45c1f9d3a0e11"),
                        new Header(
                                "ce_dataschema",
                                "https://tolokaconnect.github.io/toloka-connect/schemas/task-created/1.0.json"),
                        new Header("ce_correlationid", "journey-7"),
                        new Header("ce_causationid", "6c1f5f4e-98a5-5d0c-8b3e-0d4f9c8f3a21"),
                        new Header("ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                        new Header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                        new Header("tracestate", "vendor=1"),
                        new Header("content-type", "application/json"),
                        new Header("tk_attempt", "1"));
    }

    @Test
    void areExactlyTheOnesOfTheirSchema() {
        Event event = codec.decode(Contract.example("task-created/created"));

        Stream<String> documented = Contract.headersSchema().path("properties").properties().stream()
                .map(entry -> entry.getKey());

        assertThat(CloudEventHeaders.of(event, EVERYTHING))
                .extracting(Header::name)
                .containsExactlyElementsOf(documented.toList());
    }

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void includeTheRequiredOnesWithoutAnyContext(EventSchema schema) {
        List<String> required = StreamSupport.stream(
                        Contract.headersSchema().path("required").spliterator(), false)
                .map(name -> name.asText())
                .toList();
        Event event = codec.decode(Contract.bytes("/examples/" + schema.schemaName() + "/"
                + Contract.examples(schema).get(0).getFileName()));

        assertThat(CloudEventHeaders.of(event, EventContext.NONE))
                .extracting(Header::name)
                .containsAll(required);
    }

    @ParameterizedTest
    @CsvSource({
        "operation-status/rejected-for-now, pools/40921733/operations/",
        "validation-error/mapping-without-pool, records/labeling.tasks/2/70302",
        "heartbeat/paused, connectors/toloka-sink/tasks/1",
        "decision/selected, items/sign-1042",
        "task-index/indexed, tasks/00027065c5--6562f0a3b7e45c1f9d3a0e11",
        "label/disagreement, items/sign-1042",
        "alert/firing, alerts/ValidationErrorRatio"
    })
    void nameWhatTheEventIsAbout(String example, String subject) {
        assertThat(value(Contract.example(example), "ce_subject")).startsWith(subject);
    }

    @Test
    void correlateByTheRecordsKeyUnlessTheRecordSaysOtherwise() {
        assertThat(value(Contract.example("validation-error/collateral"), "ce_correlationid"))
                .isEqualTo("sign-1281");
        assertThat(value(Contract.example("validation-error/collateral"), "tk_attempt"))
                .isEqualTo("2");
        assertThat(value(Contract.example("task-created/without-key"), "ce_correlationid"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"decision/selected", "task-index/indexed", "label/disagreement"})
    void ofTheStreamsAppCorrelateByTheItem(String example) {
        assertThat(value(Contract.example(example), "ce_correlationid")).isEqualTo("sign-1042");
        assertThat(value(Contract.example(example), "ce_source")).isEqualTo("/streams-app");
        assertThat(value(Contract.example(example), "tk_attempt")).isEmpty();
    }

    @Test
    void inventNoTraceForAnOperation() {
        Event event = codec.decode(Contract.example("operation-status/success-partial"));

        assertThat(CloudEventHeaders.of(event, EVERYTHING))
                .extracting(Header::name)
                .doesNotContain("traceparent", "tracestate", "ce_traceparent")
                .contains("tk_attempt");
    }

    @Test
    void encodeAConnectorNameThatIsNoUriSegment() {
        String json = new String(Contract.example("heartbeat/paused"), StandardCharsets.UTF_8)
                .replace("toloka-sink", "my sink/ж");

        assertThat(value(json.getBytes(StandardCharsets.UTF_8), "ce_source"))
                .isEqualTo("/connectors/my%20sink%2F%D0%B6");
    }

    private String value(byte[] event, String name) {
        return CloudEventHeaders.of(codec.decode(event), EventContext.NONE).stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.valueBytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
