package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Claimed;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Committed;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.NotCommitted;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.results.Commits;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Commits of one sink task, and what they answered. */
final class RecordedCommits implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    final WrittenEvents events;
    private final BlockingQueue<DeliveryEvent> answers = new LinkedBlockingQueue<>();
    private final AtomicLong tickets = new AtomicLong();
    private @Nullable Commits commits;

    RecordedCommits(WrittenEvents events) {
        this.events = events;
    }

    void use(Commits used) {
        commits = used;
    }

    void take(DeliveryEvent answer) {
        answers.add(answer);
    }

    Commits commits() {
        assertThat(commits).isNotNull();
        return commits;
    }

    /** Claims a topic-partition and waits for the answer. */
    Claimed claim(TopicPartition partition) {
        commits().claim(new Effect.Claim(partition, tickets.incrementAndGet()));
        return next(Claimed.class);
    }

    /** Asks for a commit; its ticket. */
    long commit(TopicPartition partition, List<? extends JournalEntry> entries, Publication... publications) {
        long ticket = tickets.incrementAndGet();
        commits().commit(new Effect.Commit(ticket, partition, List.copyOf(entries), List.of(publications)));
        return ticket;
    }

    /** Commits and waits until that has happened. */
    void committed(TopicPartition partition, List<? extends JournalEntry> entries, Publication... publications) {
        long ticket = commit(partition, entries, publications);
        assertThat(next(Committed.class)).isEqualTo(new Committed(partition, ticket));
    }

    NotCommitted notCommitted(TopicPartition partition, List<? extends JournalEntry> entries, Publication... what) {
        long ticket = commit(partition, entries, what);
        var answer = next(NotCommitted.class);
        assertThat(answer.ticket()).isEqualTo(ticket);
        return answer;
    }

    /** The next answer, which has to be of this type. */
    <T extends DeliveryEvent> T next(Class<T> type) {
        try {
            var answer = answers.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(answer).isInstanceOf(type);
            return type.cast(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + type, e);
        }
    }

    List<DeliveryEvent> unread() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        commits().close();
    }
}
