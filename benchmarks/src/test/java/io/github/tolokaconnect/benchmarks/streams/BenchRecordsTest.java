package io.github.tolokaconnect.benchmarks.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BenchRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:30:00Z");

    private final BenchRecords records = new BenchRecords();
    private final EventCodec codec = new EventCodec();

    @Test
    void predictAboutAnItemEachAndSelectThreeOfTen() {
        var keys = new HashSet<String>();
        var uncertain = LongStream.range(0, 1_000)
                .mapToObj(BenchRecords::prediction)
                .peek(record -> keys.add(new String(record.key(), UTF_8)))
                .filter(record -> new String(record.value(), UTF_8).contains("0.55"))
                .count();

        assertThat(keys).hasSize(1_000);
        assertThat(uncertain).isEqualTo(300).isEqualTo(BenchRecords.selectedBelow(1_000));
        assertThat(BenchRecords.selectedBelow(12)).isEqualTo(5);
    }

    @Test
    void tellOfTasksRefusalsAndOperationsThatTheirTopicsHold() {
        var byKind = LongStream.range(0, 1_000)
                .mapToObj(number -> records.result(number, NOW))
                .collect(Collectors.groupingBy(
                        record -> codec.decode(record.value()).getClass() + " " + record.topic(),
                        Collectors.counting()));

        assertThat(byKind)
                .containsEntry(OperationStatus.class + " toloka.operation-status", 10L)
                .containsEntry(ValidationError.class + " toloka.validation-errors", 50L)
                .containsEntry(TaskCreated.class + " toloka.tasks-created", 940L)
                .hasSize(3);
    }

    @Test
    void tellOfItemsThatWereSelectedEachOnce() {
        var items = LongStream.range(0, 300)
                .filter(number -> number % 100 != 99)
                .mapToObj(number -> new String(records.result(number, NOW).key(), UTF_8))
                .toList();

        assertThat(items)
                .doesNotHaveDuplicates()
                .allMatch(item -> Long.parseLong(item.substring("item-".length())) % 10 < 3);
    }

    @Test
    void areDifferentFactsEach() {
        var ids = LongStream.range(0, 1_000)
                .mapToObj(number ->
                        codec.decode(records.result(number, NOW).value()).eventId())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }
}
