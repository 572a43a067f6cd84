package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class JournalReaderTest {
    private static final TopicPartition CATS = new TopicPartition("cats", 0);
    private static final TopicPartition DOGS = new TopicPartition("dogs", 0);
    private static final String CHECKPOINT =
            "{\"v\":1,\"epoch\":0,\"frontier\":%d,\"day\":\"2026-11-22\",\"tasks_today\":0}";

    private final FakeClients clients = new FakeClients();
    /** Each look at the clock takes five seconds. */
    private final Deque<Runnable> executor = new ArrayDeque<>();

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now = now.plus(Duration.ofSeconds(5));
    private final JournalReader reader = new JournalReader(clients, FakeClients.JOURNAL, clock);
    private final JournalReadings readings = new JournalReadings(reader, executor::add);

    @Test
    void readsWhatIsAskedForAndPassesOverTheRest() {
        clients.write("checkpoint/cats/0", CHECKPOINT.formatted(5));
        clients.write("checkpoint/dogs/0", "{\"v\":2}");
        clients.write("lease/dogs/0", "of a later version");

        var recovered = reader.read(Set.of(CATS), 0);

        assertThat(recovered).containsOnlyKeys(CATS);
        assertThat(recovered.get(CATS).frontier()).isEqualTo(5);
    }

    @Test
    void knowsNothingOfWhatTheJournalNeverHeardOf() {
        assertThat(reader.read(Set.of(CATS), 0)).containsEntry(CATS, Recovered.NOTHING);
    }

    @Test
    void stopsAtAnEntryThatItMustNotGuess() {
        clients.write("checkpoint/cats/0", CHECKPOINT.formatted(5));
        clients.write("checkpoint/dogs/0", "{\"v\":2}");

        assertThatThrownBy(() -> reader.read(Set.of(DOGS), 0))
                .isInstanceOf(UnreadableJournalException.class)
                .hasMessage("TLK-502 The entry at offset 1 of the journal journal cannot be read: it has version 2, and"
                        + " this version of the connector reads version 1; run the version of the connector that wrote"
                        + " it, or a later one, then restart the task");
    }

    @Test
    void stopsAtARecordThatIsNoEntry() {
        clients.write("test", "hello");

        assertThatThrownBy(() -> reader.read(Set.of(CATS), 0)).isInstanceOf(UnreadableJournalException.class);
    }

    @Test
    void givesUpBehindATransactionThatNeverEnds() {
        clients.write("checkpoint/cats/0", CHECKPOINT.formatted(5));
        clients.write("checkpoint/dogs/0", CHECKPOINT.formatted(7));
        clients.holdFrom(1);

        assertThatThrownBy(() -> reader.read(Set.of(DOGS), 2))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("the journal journal could be read to offset 1 only, of 2");
    }

    @Test
    void oneReadingServesAllWhoWait() {
        clients.write("checkpoint/cats/0", CHECKPOINT.formatted(5));
        clients.write("checkpoint/dogs/0", CHECKPOINT.formatted(7));
        var cats = readings.with(0, CATS);
        var dogs = readings.with(1, DOGS);
        var both = readings.now(Set.of(CATS, DOGS));

        runAll();

        assertThat(clients.consumers).isOne();
        assertThat(cats.join().frontier()).isEqualTo(5);
        assertThat(dogs.join().frontier()).isEqualTo(7);
        assertThat(both.join()).containsKeys(CATS, DOGS);
    }

    @Test
    void whoComesLaterIsServedByTheNextReading() {
        clients.write("checkpoint/cats/0", CHECKPOINT.formatted(5));
        var early = readings.with(0, CATS);
        runAll();
        clients.write("checkpoint/cats/1", CHECKPOINT.formatted(9));
        var late = readings.with(1, new TopicPartition("cats", 1));
        runAll();

        assertThat(clients.consumers).isEqualTo(2);
        assertThat(early.join().frontier()).isEqualTo(5);
        assertThat(late.join().frontier()).isEqualTo(9);
    }

    @Test
    void aFailureIsEverybodys() {
        clients.write("checkpoint/cats/0", "{\"v\":2}");
        var all = new ArrayList<CompletableFuture<?>>(List.of(readings.with(0, CATS), readings.now(Set.of(DOGS))));

        runAll();

        assertThat(all).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
    }

    private void runAll() {
        while (!executor.isEmpty()) {
            executor.remove().run();
        }
    }
}
