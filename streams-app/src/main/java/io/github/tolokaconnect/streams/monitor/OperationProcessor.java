package io.github.tolokaconnect.streams.monitor;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Writes operation-status events into the book of their partition, and tells the listener what changed. */
final class OperationProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final EventCodec codec;
    private final Duration retention;
    private final OperationListener listener;
    private @Nullable StatRecorder recorder;
    private @Nullable Intake intake;
    private @Nullable OperationBook book;

    OperationProcessor(EventCodec codec, Duration retention, OperationListener listener) {
        this.codec = codec;
        this.retention = retention;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        StatRecorder counting = StatRecorder.of(MonitorTopology.OPERATIONS, context);
        recorder = counting;
        intake = Intake.of(MonitorTopology.OPERATIONS, codec, context, counting);
        OperationBook opened = new OperationBook(
                context.getStateStore(StoreKeys.OP_LATEST),
                context.getStateStore(StoreKeys.OP_BY_STATE),
                new OperationCounts(counting));
        book = opened;
        context.schedule(
                FORGET_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                now -> opened.forgetBegunBefore(Instant.ofEpochMilli(now).minus(retention)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        requireNonNull(intake).event(record, OperationStatus.class).ifPresent(event -> write(event, record));
    }

    private void write(OperationStatus event, Record<byte[], byte[]> record) {
        OperationBook open = requireNonNull(book);
        if (open.operation(event.operation().id())
                .filter(known -> known.knows(event))
                .isPresent()) {
            String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
            requireNonNull(recorder).count(Metric.DUPLICATES, event.eventTime(), Labels.of(topic));
            return;
        }
        Instant oldest = Instant.ofEpochMilli(context().currentSystemTimeMs()).minus(retention);
        if (event.eventTime().isBefore(oldest)) {
            // Its operation will be forgotten soon, but has to count.
            requireNonNull(intake).late(record, "operations are remembered since " + oldest);
        }
        open.write(event).ifPresent(listener::operationChanged);
    }
}
