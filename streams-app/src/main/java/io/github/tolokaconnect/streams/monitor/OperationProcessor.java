package io.github.tolokaconnect.streams.monitor;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.OperationStatus;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes operation-status events into the book of their partition, and tells the listener what changed. */
final class OperationProcessor extends ContextualProcessor<byte[], byte[], Void, Void> {

    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final EventReader<OperationStatus> reader;
    private final Duration retention;
    private final OperationListener listener;
    private @Nullable OperationBook book;

    OperationProcessor(EventReader<OperationStatus> reader, Duration retention, OperationListener listener) {
        this.reader = reader;
        this.retention = retention;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        OperationBook opened = new OperationBook(
                context.getStateStore(StoreKeys.OP_LATEST),
                context.getStateStore(StoreKeys.OP_BY_STATE),
                new Tallies(context.getStateStore(StoreKeys.OP_TALLIES)));
        book = opened;
        context.schedule(
                FORGET_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                now -> opened.forgetBegunBefore(Instant.ofEpochMilli(now).minus(retention)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        OperationBook open = requireNonNull(book);
        reader.read(record, open.tallies(), context()).flatMap(open::write).ifPresent(listener::operationChanged);
    }
}
