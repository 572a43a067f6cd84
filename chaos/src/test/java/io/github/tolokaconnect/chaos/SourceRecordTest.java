package io.github.tolokaconnect.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SourceRecordTest {

    private final List<SourceRecord> records =
            LongStream.rangeClosed(1, 1_000).mapToObj(SourceRecord::of).toList();

    @Test
    void everyRecordNamesItself() {
        assertThat(records)
                .allSatisfy(record -> assertThat(record.value()).contains("\"record\":\"" + record.id() + "\""));
    }

    @Test
    void twoInAHundredAreInvalidInEveryWay() {
        var flaws = records.stream().flatMap(record -> record.flaw().stream()).toList();

        assertThat(flaws).hasSize(20).contains(SourceRecord.Flaw.values());
    }

    @Test
    void everyTopicAndPoolGetsItsShare() {
        assertThat(records.stream().collect(Collectors.groupingBy(SourceRecord::topic, Collectors.counting())))
                .containsOnlyKeys(SourceRecord.TOPICS)
                .allSatisfy((topic, count) -> assertThat(count).isEqualTo(500));
        for (var pool : SourceRecord.POOLS) {
            for (var topic : SourceRecord.TOPICS) {
                assertThat(records)
                        .filteredOn(record ->
                                record.topic().equals(topic) && record.flaw().isEmpty())
                        .filteredOn(record -> record.value().contains("\"pool_id\":\"" + pool + "\""))
                        .hasSizeGreaterThan(100);
            }
        }
    }
}
