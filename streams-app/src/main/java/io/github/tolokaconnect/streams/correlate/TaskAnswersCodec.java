package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.streams.correlate.TaskAnswers.Aggregation;
import io.github.tolokaconnect.streams.correlate.TaskAnswers.Index;
import io.github.tolokaconnect.streams.correlate.TaskAnswers.Output;
import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of tasks as bytes: there are millions of them. */
final class TaskAnswersCodec {

    private static final int FORMAT = 1;
    private static final int INDEXED = 1;
    private static final int AGGREGATED = 2;

    private TaskAnswersCodec() {}

    static byte[] encode(TaskAnswers task) {
        Index index = task.index();
        Aggregation aggregation = task.aggregation();
        PackedWriter to = new PackedWriter(List.of()).number(FORMAT).time(task.touched());
        to.number((index == null ? 0 : INDEXED) + (aggregation == null ? 0 : AGGREGATED));
        if (index != null) {
            to.text(index.itemId())
                    .text(index.poolId())
                    .number(index.overlap() == null ? -1 : index.overlap())
                    .time(index.created());
        }
        to.number(task.beyond()).number(task.outputs().size());
        task.outputs().forEach(output -> to.json(output.values()).number(output.votes()));
        if (!task.outputs().isEmpty()) {
            to.time(task.last());
        }
        to.number(task.identities().size());
        task.identities().forEach(to::bits);
        if (aggregation != null) {
            Double confidence = aggregation.confidence();
            to.json(aggregation.values())
                    .bits(Double.doubleToLongBits(confidence == null ? Double.NaN : confidence))
                    .time(aggregation.at())
                    .number(aggregation.answers());
        }
        return to.toBytes();
    }

    static TaskAnswers decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return TaskAnswers.NONE;
        }
        PackedReader from = new PackedReader(bytes, List.of()).expectFormat(FORMAT, "task");
        from.time();
        long parts = from.number();
        Index index = (parts & INDEXED) == 0 ? null : index(from);
        int beyond = from.smallNumber();
        List<Output> outputs = from.list(() -> new Output(from.someJson(), from.smallNumber()));
        Instant last = outputs.isEmpty() ? Instant.EPOCH : from.time();
        List<Long> identities = from.list(from::bits);
        return new TaskAnswers(
                index, outputs, identities, last, beyond, (parts & AGGREGATED) == 0 ? null : aggregation(from));
    }

    /** When something happened to the task last, without reading the rest. */
    static Instant touched(byte[] bytes) {
        return new PackedReader(bytes, List.of()).expectFormat(FORMAT, "task").time();
    }

    private static Index index(PackedReader from) {
        String itemId = from.someText();
        String poolId = from.someText();
        int overlap = from.smallNumber();
        return new Index(itemId, poolId, overlap < 0 ? null : overlap, from.time());
    }

    private static Aggregation aggregation(PackedReader from) {
        var values = from.someJson();
        double confidence = Double.longBitsToDouble(from.bits());
        return new Aggregation(values, Double.isNaN(confidence) ? null : confidence, from.time(), from.smallNumber());
    }
}
