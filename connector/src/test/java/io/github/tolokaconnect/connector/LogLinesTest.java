package io.github.tolokaconnect.connector;

import static io.github.tolokaconnect.connector.SinkTaskRig.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real sink task logs, compared with {@code docs/reference/logs.md}. */
@Timeout(60)
class LogLinesTest {
    private static final int RECORDS = 1_000;
    private static final String NO_JSON = "{\"input_values\":{\"image\":\"https://images.example.com/secret.jpg\"";
    private static final Pattern FIELD = Pattern.compile(" ([a-zA-Z]+)=");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\|");

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .quotas(Quotas.NONE)
            .operationTime(OperationTime.ofMillis(0, 0))
            .start();
    private final LoggedLines log = new LoggedLines();

    @AfterEach
    void stop() {
        log.close();
        toloka.close();
    }

    @Test
    void aThousandRecordsMakeALineForEachOperationAndAHandfulOfOthers() {
        run("batch.size", "100");

        var ended = ended();
        assertThat(ended).hasSize((int) toloka.audit().operations()).hasSizeLessThanOrEqualTo(RECORDS / 10);
        assertThat(log.at(Level.INFO)).hasSizeBetween(ended.size() + 2, ended.size() + 5);
    }

    @Test
    void theLineOfAnOperationHasTheDocumentedFieldsInTheirOrder() throws IOException {
        run();

        var page = new ReferencePage("reference/logs.md").text();
        var table = page.substring(page.indexOf("## The end of an operation"), page.indexOf("## What else"));
        assertThat(ended())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(names(FIELD, line))
                        .isNotEmpty()
                        .containsExactlyElementsOf(names(DOCUMENTED, table)));
    }

    @Test
    void noLineOfAnyLevelQuotesCredentialOrRecord() {
        run();
        try (var refused = new SinkTaskRig(toloka, true, "toloka.api.key", "canary-refused-key")) {
            refused.deliver(record(0));
            assertThatThrownBy(() -> refused.tickUntil(() -> false)).isInstanceOf(ConnectException.class);
        }

        assertThat(log.all())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.text()).doesNotContain("demo-token", "canary-refused-key", "example.com"));
    }

    @Test
    void everyWarningAndErrorBeginsWithItsId() {
        try (var rig = new SinkTaskRig(toloka, true)) {
            toloka.close();
            rig.deliver(record(0));
            rig.tickUntil(() -> !log.at(Level.WARN).isEmpty());
        }

        assertThat(log.all())
                .filteredOn(line -> line.level().isMoreSpecificThan(Level.WARN))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.text()).matches("(?s)TLK-[0-9]{3} .*"));
    }

    /** A sink task lives, takes a thousand records, some of them broken, and stops. */
    private void run(String... settings) {
        try (var rig = new SinkTaskRig(toloka, true, settings)) {
            rig.deliver(LongStream.range(0, RECORDS)
                    .mapToObj(offset -> offset % 100 == 99 ? record(offset, NO_JSON) : record(offset))
                    .toArray(SinkRecord[]::new));
            rig.tickUntil(() -> rig.committable(RECORDS) == RECORDS);
        }
    }

    private List<String> ended() {
        return log.at(Level.INFO).stream()
                .filter(line -> line.startsWith("Operation ended "))
                .toList();
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
