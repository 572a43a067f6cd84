package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that holds the journal and the result topics: transactions, and fencing by a generation per source topic-partition.
 * A transaction of a former generation never commits, not even one whose commit is under way already.
 */
final class Transactions {
    private final World world;
    private final JournalLog journal = new JournalLog();
    private final Map<TopicPartition, Integer> generations = new HashMap<>();
    private final List<Producer> producers = new ArrayList<>();
    private final List<Claiming> claims = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();

    /** What becomes of a transaction. */
    enum Fate {
        COMMITS,
        FAILS,
        /** Its owner is told that nobody knows; it commits later, or is aborted. */
        IN_DOUBT
    }

    /** The producer of a sink task for one topic-partition. */
    static final class Producer {
        private final Worker owner;
        private final TopicPartition topicPartition;
        private final int generation;
        private final Deque<Effect.Commit> queue = new ArrayDeque<>();
        private boolean isBroken;

        private Producer(Worker owner, TopicPartition topicPartition, int generation) {
            this.owner = owner;
            this.topicPartition = topicPartition;
            this.generation = generation;
        }

        int waiting() {
            return queue.size();
        }

        Worker owner() {
            return owner;
        }
    }

    /** A claim under way: the former owner is shut out first, then the journal is read. */
    static final class Claiming {
        private final Worker owner;
        private final Effect.Claim claim;
        private @Nullable Producer producer;
        /** The journal is read at least to here. */
        private long readTo;

        private Claiming(Worker owner, Effect.Claim claim, long readTo) {
            this.owner = owner;
            this.claim = claim;
            this.readTo = readTo;
        }

        Worker owner() {
            return owner;
        }

        TopicPartition topicPartition() {
            return claim.topicPartition();
        }

        boolean isFenced() {
            return producer != null;
        }
    }

    private record Doubt(Producer producer, List<Effect.Commit> commits) {}

    Transactions(World world) {
        this.world = world;
    }

    JournalLog journal() {
        return journal;
    }

    void ask(Worker worker, Effect.Commit commit) {
        var producer = producerOf(worker, commit.topicPartition());
        if (producer == null || producer.isBroken) {
            worker.hear(notCommitted(commit, "it is not claimed", false));
        } else {
            producer.queue.add(commit);
        }
    }

    void ask(Worker worker, Effect.Claim claim) {
        claims.add(new Claiming(worker, claim, journal.end()));
    }

    /** Looks for topic-partitions with operations under way; one answer for each, since a set has no order to rely on. */
    void survey(Worker worker, Effect.Survey survey) {
        survey.topicPartitions().stream()
                .filter(partition -> !journal.read(partition, journal.end())
                        .recovered()
                        .open()
                        .isEmpty())
                .forEach(partition -> worker.hear(new DeliveryEvent.Surveyed(Set.of(partition))));
    }

    /** Nothing more is taken; what waits already may still happen. */
    void release(Worker worker, List<TopicPartition> partitions) {
        producers.stream()
                .filter(producer -> producer.owner == worker && partitions.contains(producer.topicPartition))
                .forEach(producer -> producer.isBroken = true);
    }

    void died(Worker worker) {
        producers.removeIf(producer -> producer.owner == worker);
        claims.removeIf(claiming -> claiming.owner == worker);
    }

    /** Producers of living, unpaused sink tasks that have something to commit. */
    List<Producer> busy() {
        return producers.stream()
                .filter(producer -> !producer.queue.isEmpty() && producer.owner.isRunning())
                .toList();
    }

    /** Claims that can go on; of one sink task and topic-partition the first only. */
    List<Claiming> claiming() {
        var first = new ArrayList<Claiming>();
        for (Claiming claiming : claims) {
            boolean waits = first.stream()
                    .anyMatch(other -> other.owner == claiming.owner
                            && other.claim.topicPartition().equals(claiming.claim.topicPartition()));
            if (!waits && claiming.owner.isRunning()) {
                first.add(claiming);
            }
        }
        return first;
    }

    boolean hasDoubts() {
        return !doubts.isEmpty();
    }

    /** Runs a transaction of at most {@code most} of the commits that wait. */
    void transact(Producer producer, int most, Fate fate) {
        var commits = new ArrayList<Effect.Commit>();
        while (commits.size() < most && !producer.queue.isEmpty()) {
            commits.add(producer.queue.remove());
        }
        if (world.twist() == Twist.EVENTS_OUTSIDE) {
            publish(producer, commits);
        }
        if (isFenced(producer)) {
            say(producer, commits, "is fenced");
            refuse(producer, commits, true);
        } else if (fate == Fate.COMMITS) {
            say(producer, commits, "commits");
            commit(producer, commits);
            commits.forEach(commit ->
                    producer.owner.hear(new DeliveryEvent.Committed(commit.topicPartition(), commit.ticket())));
        } else {
            say(producer, commits, fate == Fate.FAILS ? "cannot commit" : "does not know whether it committed");
            if (fate == Fate.IN_DOUBT) {
                doubts.add(new Doubt(producer, commits));
            } else if (!world.twist().hasJournal()) {
                publish(producer, commits);
            }
            refuse(producer, commits, false);
        }
    }

    /** A transaction whose owner gave up commits after all, if nobody fenced it meanwhile; or it is aborted. */
    void settleDoubt(int index, boolean commits) {
        var doubt = doubts.remove(index);
        if (commits && !isFenced(doubt.producer)) {
            say(doubt.producer, doubt.commits, "committed after all");
            commit(doubt.producer, doubt.commits);
        }
    }

    /** Time-outs abort what is still undecided. */
    void abortDoubts() {
        doubts.clear();
    }

    /** Shuts out the former owner, which may fail. */
    void fence(Claiming claiming, boolean works) {
        var partition = claiming.claim.topicPartition();
        var owner = claiming.owner;
        if (!works) {
            notClaimed(claiming, "no coordinator");
            return;
        }
        var former = producerOf(owner, partition);
        if (former != null) {
            producers.remove(former);
            refuse(former, List.of(), true);
        }
        int generation = generations.merge(partition, 1, Integer::sum);
        var entry = new JournalEntry.Claim(partition, owner.name(), "0.1.0", world.now());
        claiming.producer = new Producer(owner, partition, generation);
        long end = journal.append(List.of(entry));
        if (world.twist() != Twist.READING_BEFORE_FENCING) {
            claiming.readTo = end;
        }
        world.say(owner, " shuts out the former owner of ", partition);
    }

    /** Reads the journal after the fence, which may fail. */
    void read(Claiming claiming, boolean works, SourceLog source) {
        if (!works) {
            notClaimed(claiming, "the journal cannot be read");
            return;
        }
        claims.remove(claiming);
        var partition = claiming.claim.topicPartition();
        producers.add(claiming.producer);
        var recovered = journal.read(partition, claiming.readTo).recovered();
        if (world.history().isKept()) {
            world.say(claiming.owner, " has claimed ", partition, ": ", Words.of(recovered));
        }
        claiming.owner.hear(new DeliveryEvent.Claimed(partition, claiming.claim.ticket(), recovered, source));
    }

    /** A claim of somebody long gone arrives, and shuts out whoever is there. */
    void fenceByGhost(TopicPartition partition) {
        generations.merge(partition, 1, Integer::sum);
        world.say("a late claim shuts out the owner of ", partition);
    }

    private void notClaimed(Claiming claiming, String reason) {
        claims.remove(claiming);
        world.say(claiming.owner, " cannot claim ", claiming.claim.topicPartition(), ": ", reason);
        claiming.owner.hear(
                new DeliveryEvent.NotClaimed(claiming.claim.topicPartition(), claiming.claim.ticket(), reason));
    }

    private boolean isFenced(Producer producer) {
        return world.twist().hasJournal()
                && world.twist() != Twist.NO_FENCING
                && producer.generation != generations.getOrDefault(producer.topicPartition, 0);
    }

    private void commit(Producer producer, List<Effect.Commit> commits) {
        for (Effect.Commit commit : commits) {
            if (world.twist() != Twist.EVENTS_OUTSIDE) {
                publish(producer, List.of(commit));
            }
            journal.append(commit.entries());
            world.oracle().journaled(commit.entries());
        }
    }

    private void publish(Producer producer, List<Effect.Commit> commits) {
        var excuses = world.excuses(producer.owner);
        commits.stream()
                .flatMap(commit -> commit.publications().stream())
                .forEach(publication -> world.oracle().told(Told.by(publication, excuses)));
    }

    /** After a failure everything is refused until the next claim. */
    private void refuse(Producer producer, List<Effect.Commit> failed, boolean fenced) {
        producer.isBroken = world.twist().hasJournal();
        failed.forEach(commit -> producer.owner.hear(notCommitted(commit, "failed", fenced)));
        while (producer.isBroken && !producer.queue.isEmpty()) {
            producer.owner.hear(notCommitted(producer.queue.remove(), "failed before", fenced));
        }
    }

    private static DeliveryEvent notCommitted(Effect.Commit commit, String reason, boolean fenced) {
        return new DeliveryEvent.NotCommitted(commit.topicPartition(), commit.ticket(), reason, fenced);
    }

    private void say(Producer producer, List<Effect.Commit> commits, String what) {
        if (world.history().isKept()) {
            world.say(producer.owner, " ", what, " for ", producer.topicPartition, ": ", Words.of(commits));
        }
    }

    /** The producer that takes commits; without a journal there is one that nobody fences. */
    private @Nullable Producer producerOf(Worker worker, TopicPartition partition) {
        Optional<Producer> found = producers.stream()
                .filter(producer -> producer.owner == worker && producer.topicPartition.equals(partition))
                .reduce((first, last) -> last);
        if (found.isEmpty() && !world.twist().hasJournal()) {
            var plain = new Producer(worker, partition, 0);
            producers.add(plain);
            return plain;
        }
        return found.orElse(null);
    }
}
