package io.github.tolokaconnect.streams.monitor;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.Event;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Counts the events of one topic, each under the tally that {@code tallyOf} names. */
final class TaskProcessor<E extends Event> extends ContextualProcessor<byte[], byte[], Void, Void> {

    private final EventReader<E> reader;
    private final Function<E, String> tallyOf;
    private @Nullable Tallies tallies;

    TaskProcessor(EventReader<E> reader, Function<E, String> tallyOf) {
        this.reader = reader;
        this.tallyOf = tallyOf;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        tallies = new Tallies(context.getStateStore(StoreKeys.TASK_TALLIES));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Tallies open = requireNonNull(tallies);
        reader.read(record, open, context()).ifPresent(event -> open.add(tallyOf.apply(event), 1));
    }
}
