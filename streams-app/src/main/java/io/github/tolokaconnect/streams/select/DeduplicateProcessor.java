package io.github.tolokaconnect.streams.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Decision.DuplicateOf;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes a task of the first of several predictions that are about the same, and decides on all of them. */
final class DeduplicateProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final Duration retention;
    private final EventCodec codec;
    private @Nullable Memory memory;
    private @Nullable Intake intake;
    private @Nullable StatRecorder recorder;
    private @Nullable DecisionWriter decisions;

    DeduplicateProcessor(Duration retention, EventCodec codec) {
        this.retention = retention;
        this.codec = codec;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        StatRecorder counting = StatRecorder.of(SelectTopology.DEDUPLICATE, context);
        memory = new Memory(context.getStateStore(SelectTopology.DEDUP), retention);
        intake = Intake.of(SelectTopology.DEDUPLICATE, codec, context, counting);
        recorder = counting;
        decisions = new DecisionWriter(context, codec, counting, SelectTopology.DEDUPLICATE_DECISIONS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        if (key == null || value == null) {
            requireNonNull(intake).reject(record, "EMPTY", "the record has no key or no value");
            return;
        }
        try {
            decide(Selected.decode(value, codec), key, record);
        } catch (UnusablePredictionException e) {
            requireNonNull(intake).reject(record, e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private void decide(Selected selected, byte[] key, Record<byte[], byte[]> record) {
        Decision decision = selected.decision();
        Memory open = requireNonNull(memory);
        Remembered first = open.first(key, record.timestamp(), selected.window(), decision.record());
        if (first != null) {
            Reason reason = first.isAt(decision.record()) ? Reason.REPROCESSED : Reason.DUPLICATE;
            write(skipped(decision, reason, first), record);
        } else if (open.isLate(record.timestamp(), selected.window(), context().currentStreamTimeMs())) {
            late(selected, record);
        } else {
            open.remember(
                    key,
                    new Remembered(
                            decision.itemId(),
                            record.timestamp(),
                            decision.record().partition(),
                            decision.record().offset()));
            write(decision, record);
            context().forward(task(selected, record), SelectTopology.TASKS);
        }
    }

    private void late(Selected selected, Record<byte[], byte[]> record) {
        Decision decision = selected.decision();
        requireNonNull(recorder)
                .count(
                        Metric.LATE,
                        decision.eventTime(),
                        Labels.of(decision.record().topic()));
        write(skipped(decision, Reason.LATE, null), record);
        requireNonNull(intake)
                .deadLetter(
                        task(selected, record),
                        SelectTopology.coordinates(decision.record()),
                        Reason.LATE.name(),
                        "the prediction is of " + decision.eventTime() + ", and at "
                                + Instant.ofEpochMilli(context().currentStreamTimeMs())
                                + " it is not remembered any more which ones came before it; this is its task");
    }

    private void write(Decision decision, Record<byte[], byte[]> record) {
        requireNonNull(decisions).write(decision, record.headers());
    }

    private static Record<byte[], byte[]> task(Selected selected, Record<byte[], byte[]> record) {
        Decision decision = selected.decision();
        return new Record<>(
                decision.itemId().getBytes(UTF_8),
                selected.task().toBytes(),
                record.timestamp(),
                Lineage.ofTask(decision, record.headers()));
    }

    private static Decision skipped(Decision selected, Reason reason, @Nullable Remembered first) {
        return new Decision(
                selected.eventId(),
                selected.eventTime(),
                selected.itemId(),
                selected.route(),
                reason.verdict(),
                reason.name(),
                selected.rule(),
                selected.measures(),
                null,
                null,
                first == null || reason == Reason.REPROCESSED
                        ? null
                        : new DuplicateOf(first.itemId(), Instant.ofEpochMilli(first.millis())),
                selected.model(),
                null,
                selected.record());
    }
}
