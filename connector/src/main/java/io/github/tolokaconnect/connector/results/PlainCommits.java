package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits without a journal: events are sent as they come, and a commit has happened once each of them is acknowledged. After a
 * failure a part of them may be there; they are written again with the same ids. Nobody owns anything, and nothing is remembered.
 */
public final class PlainCommits implements Commits {
    private final ResultProducer producer;
    private final EventRecords events;
    private final Consumer<DeliveryEvent> answers;

    /** Commits through {@code producer}, which is not closed with this; {@code answers} takes what happened, from any thread. */
    public PlainCommits(ResultProducer producer, EventRecords events, Consumer<DeliveryEvent> answers) {
        this.producer = producer;
        this.events = events;
        this.answers = answers;
    }

    @Override
    public void commit(Effect.Commit what) {
        producer.run(() -> {
            var acknowledgements = new Acknowledgements();
            what.publications()
                    .forEach(publication ->
                            events.write(publication, record -> producer.send(record, acknowledgements)));
            var unused = acknowledgements
                    .all()
                    .handle((all, failure) -> answer(what, failure))
                    .exceptionally(defect -> {
                        producer.broken(defect);
                        return null;
                    });
        });
    }

    private @Nullable Void answer(Effect.Commit what, @Nullable Throwable failure) {
        if (failure == null) {
            what.publications().forEach(events::committed);
            answers.accept(new DeliveryEvent.Committed(what.topicPartition(), what.ticket()));
        } else {
            answers.accept(new DeliveryEvent.NotCommitted(
                    what.topicPartition(),
                    what.ticket(),
                    failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                    false));
        }
        return null;
    }

    @Override
    public void claim(Effect.Claim what) {
        answers.accept(
                new DeliveryEvent.Claimed(what.topicPartition(), what.ticket(), Recovered.NOTHING, SourceLog.UNKNOWN));
    }

    @Override
    public void survey(Effect.Survey what) {
        answers.accept(new DeliveryEvent.Surveyed(Set.of()));
    }

    @Override
    public void release(Effect.Release what) {}

    @Override
    public void close() {}
}
