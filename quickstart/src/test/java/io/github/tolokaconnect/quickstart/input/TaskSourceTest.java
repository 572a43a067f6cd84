package io.github.tolokaconnect.quickstart.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskSourceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void theSampleHoldsAThousandDifferentTasks() throws IOException {
        var values = values(new TaskSource.Sample());

        assertThat(values).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(new TaskSource.Sample().count()).isEqualTo(1_000);
    }

    @Test
    void theGeneratorMakesTheSameRecordsEachTime() throws IOException {
        var once = values(new TaskSource.Generated(500));
        var again = values(new TaskSource.Generated(500));
        var more = values(new TaskSource.Generated(700));

        assertThat(again).isEqualTo(once);
        assertThat(more.subList(0, 500)).isEqualTo(once);
    }

    @Test
    void generatedTasksAreAllDifferentAndKeyedByTheirNumber() throws IOException {
        var records = records(new TaskSource.Generated(2_000));

        assertThat(records)
                .extracting(record -> new String(record.value(), UTF_8))
                .doesNotHaveDuplicates();
        assertThat(records.get(41).key()).isEqualTo("item-000042");
    }

    @Test
    void oneGeneratedTaskInFiftyIsInvalidAndEveryFlawOccurs() {
        var flaws = LongStream.rangeClosed(1, 10_000)
                .mapToObj(GeneratedTasks::flawOf)
                .flatMap(flaw -> flaw.stream())
                .toList();

        assertThat(flaws).hasSize(200).contains(Flaw.values());
    }

    @Test
    void onlyTheFlawOfBrokenJsonMakesATaskUnreadable() throws IOException {
        var records = records(new TaskSource.Generated(1_000));

        var unreadable = new HashSet<Long>();
        for (var number = 1L; number <= records.size(); number++) {
            if (!isJson(records.get((int) number - 1).value())) {
                unreadable.add(number);
            }
        }

        var expected = LongStream.rangeClosed(1, 1_000)
                .filter(number -> GeneratedTasks.flawOf(number)
                        .filter(Flaw.NO_JSON::equals)
                        .isPresent())
                .boxed()
                .collect(Collectors.toSet());
        assertThat(unreadable).isNotEmpty().isEqualTo(expected);
    }

    private static List<String> values(TaskSource source) throws IOException {
        return records(source).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static List<InputRecord> records(TaskSource source) throws IOException {
        var records = new ArrayList<InputRecord>();
        try (var input = source.open()) {
            for (var next = input.next(); next.isPresent(); next = input.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private static boolean isJson(byte[] value) throws IOException {
        try {
            JSON.readTree(value);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
