package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.intake.TaskReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void isOneArrayOfTasksMarkedWithTheirIndex() throws IOException {
        var body = RequestBody.of(batch(List.of(
                SinkTaskRig.record(0), SinkTaskRig.record(1, "{\"input_values\":{\"ü\":\"é\"},\"overlap\":2}"))));

        assertThat(json.readTree(body.bytes(), 0, body.length()))
                .isEqualTo(json.readTree("[{\"__item_idx\":\"0\",\"pool_id\":\"1001\",\"input_values\":{\"image\":"
                        + "\"https://example.com/0.jpg\"}},{\"__item_idx\":\"1\",\"pool_id\":\"1001\","
                        + "\"input_values\":{\"ü\":\"é\"},\"overlap\":2}]"));
    }

    @Test
    void holdsAsManyTasksAsAMicroBatch() throws IOException {
        var records = IntStream.range(0, 10_000).mapToObj(SinkTaskRig::record).toList();

        var body = RequestBody.of(batch(records));

        assertThat(json.readTree(body.bytes(), 0, body.length())).hasSize(10_000);
    }

    @Test
    void leavesOutWhatCannotBeReadAndKeepsThePlacesOfTheOthers() throws IOException {
        var tasks = batch(IntStream.range(0, 4).mapToObj(SinkTaskRig::record).toList())
                .tasks();
        var some = List.of(gone(tasks.get(0)), tasks.get(1), gone(tasks.get(2)), tasks.get(3));

        var body = RequestBody.of(of(some));

        assertThat(json.readTree(body.bytes(), 0, body.length()).findValuesAsText(TaskItem.MARKER))
                .containsExactly("1", "3");
    }

    private static TaskItem gone(TaskItem task) {
        return TaskItem.unreadable(task.origin(), task.pool());
    }

    private static MicroBatch batch(List<SinkRecord> records) {
        var reader = new TaskReader(SampleConfig.read());
        var tasks = records.stream()
                .map(record -> ((Intake.Accepted) reader.read(record)).task())
                .toList();
        return of(tasks);
    }

    private static MicroBatch of(List<TaskItem> tasks) {
        int bytes = tasks.stream().mapToInt(TaskItem::inputBytes).sum();
        return new MicroBatch(SinkTaskRig.SOURCE, tasks.get(0).pool(), tasks, bytes, NOW, NOW);
    }
}
