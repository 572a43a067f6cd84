package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.intake.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a sink task: takes records, forms micro-batches, starts and follows operations within the quota, and
 * knows which offsets are settled. {@link #step} is the only way in; the effects that it returns are the only way out.
 *
 * <p>A record settles when the event that says what became of it is committed, and never before. With a journal, a topic-partition
 * is worked on only while it is claimed, an operation is sent only after the journal says that it was prepared, and any doubt
 * about a topic-partition is answered by forgetting it and claiming it again. A late answer for something forgotten finds no
 * submission with its ticket and changes nothing.
 */
public final class Delivery {
    private final Setup setup;
    private final Desk desk;
    private final Claims claims;
    private final Operations operations;
    private final Map<TopicPartition, OwnedPartition> partitions = new HashMap<>();
    private boolean pauseWanted;

    /**
     * What a sink task works with.
     *
     * @param dailyFuse most tasks sent in a UTC day by this sink task, or -1
     * @param onRegression what happens when the consumer group went back; absent without a journal
     */
    public record Setup(
            BatchingConfig batching,
            Policy policy,
            Pacing pacing,
            OperationIds operationIds,
            long dailyFuse,
            @Nullable OnOffsetRegression onRegression) {

        boolean hasJournal() {
            return onRegression != null;
        }
    }

    /** A sink task that owns nothing yet. */
    public Delivery(Setup setup) {
        this.setup = setup;
        this.desk = new Desk(setup.hasJournal());
        this.operations = new Operations(setup, desk, partitions);
        this.claims = new Claims(setup, desk, operations);
    }

    /** Takes note of what happened and says what to do; runs nothing itself. */
    public List<Effect> step(DeliveryEvent event, Instant now) {
        take(event, now);
        partitions.values().forEach(partition -> claims.claimDue(partition, now));
        operations.work(now);
        adjustPause(now);
        return desk.takeEffects();
    }

    private void take(DeliveryEvent event, Instant now) {
        if (event instanceof DeliveryEvent.Opened opened) {
            open(opened, now);
        } else if (event instanceof DeliveryEvent.Closed closed) {
            close(closed, now);
        } else if (event instanceof DeliveryEvent.Taken taken) {
            called();
            arrive(taken.records(), now);
        } else if (event instanceof DeliveryEvent.Ticked) {
            called();
        } else if (event instanceof DeliveryEvent.Happened happened) {
            operations.happened(happened.ticket(), happened.event(), now);
        } else if (event instanceof DeliveryEvent.Committed committed) {
            committed(committed, now);
        } else if (event instanceof DeliveryEvent.NotCommitted failed) {
            notCommitted(failed, now);
        } else {
            takeFromJournal(event, now);
        }
    }

    private void takeFromJournal(DeliveryEvent event, Instant now) {
        if (event instanceof DeliveryEvent.Surveyed surveyed) {
            surveyed.withOpenOperations().stream()
                    .flatMap(this::owned)
                    .filter(OwnedPartition::isIdle)
                    .forEach(claims::claim);
        } else if (event instanceof DeliveryEvent.Claimed claimed) {
            owned(claimed.topicPartition())
                    .filter(partition -> partition.isClaimedBy(claimed.ticket()))
                    .forEach(partition -> claimed(partition, claimed, now));
        } else if (event instanceof DeliveryEvent.NotClaimed failed) {
            owned(failed.topicPartition())
                    .filter(partition -> partition.isClaimedBy(failed.ticket()))
                    .forEach(partition -> claims.notClaimed(partition, failed.reason(), now));
        } else if (event instanceof DeliveryEvent.Passed passed) {
            passed.positions().forEach((partition, position) -> passed(partition, position, now));
        } else if (event instanceof DeliveryEvent.GroupOffsetsSeen seen) {
            seen.committed().forEach(this::groupOffsetSeen);
        } else {
            throw new AssertionError(event);
        }
    }

    /** The lowest offset of a topic-partition that is not settled; empty if all its records are. */
    public OptionalLong frontier(TopicPartition topicPartition) {
        var partition = partitions.get(topicPartition);
        return partition == null ? OptionalLong.empty() : partition.frontier();
    }

    /** When something is to be done next even if nothing happens. */
    public Optional<Instant> nextDue(Instant now) {
        var claimsDue = partitions.values().stream().flatMap(partition -> Stream.ofNullable(partition.due()));
        return Stream.concat(claimsDue, operations.dueTimes(now)).min(Instant::compareTo);
    }

    /** How the sink task is doing. */
    public View view(Instant now) {
        var account = desk.account();
        return new View(
                account.totals(),
                account.heldRecords(),
                account.heldBytes(),
                operations.inFlight(),
                operations.oldest().map(since -> Duration.between(since, now)),
                pauseWanted,
                operations.gate().isClosed(now),
                operations.gate().fuse().used(now),
                operations.gate().fuseTripped(),
                operations.gate().holdups(),
                unclaimed());
    }

    private Set<TopicPartition> unclaimed() {
        return partitions.values().stream()
                .filter(OwnedPartition::isUnclaimed)
                .map(OwnedPartition::topicPartition)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How a sink task is doing.
     *
     * @param heldRecords records taken and not settled
     * @param heldBytes memory that they hold, about
     * @param inFlight operations planned and not settled
     * @param oldestInFlight age of the oldest of them
     * @param pauseWanted whether no more records should come
     * @param accountBlocked whether nothing may be sent because the quota or the daily fuse is used up
     * @param tasksToday tasks sent in the current UTC day
     * @param fuseTripped how often the daily fuse stopped new operations
     * @param holdups what pacing held back
     * @param unclaimed topic-partitions from which no more records should come until they are claimed
     */
    public record View(
            Totals totals,
            long heldRecords,
            long heldBytes,
            int inFlight,
            Optional<Duration> oldestInFlight,
            boolean pauseWanted,
            boolean accountBlocked,
            long tasksToday,
            long fuseTripped,
            Holdups holdups,
            Set<TopicPartition> unclaimed) {

        /** Records received of which it is not settled what became of them. */
        public long pending() {
            return totals.received() - totals.created() - totals.rejected() - totals.skipped() - totals.abandoned();
        }

        /** By how many the records pending and those held differ: 0, or there is a defect. */
        public long recordsUnaccounted() {
            return Math.abs(pending() - heldRecords);
        }
    }

    private void open(DeliveryEvent.Opened opened, Instant now) {
        for (TopicPartition topicPartition : opened.topicPartitions()) {
            var partition = new OwnedPartition(topicPartition);
            partitions.put(topicPartition, partition);
            if (!setup.hasJournal()) {
                partition.hold(Tenure.withoutJournal(topicPartition, now));
            }
        }
        if (setup.hasJournal() && !opened.topicPartitions().isEmpty()) {
            desk.ask(new Effect.Survey(List.copyOf(opened.topicPartitions())));
        }
    }

    private void close(DeliveryEvent.Closed closed, Instant now) {
        for (TopicPartition topicPartition : closed.topicPartitions()) {
            var partition = partitions.remove(topicPartition);
            if (partition != null) {
                operations.forget(partition, now);
            }
        }
        if (setup.hasJournal() && !closed.topicPartitions().isEmpty()) {
            desk.ask(new Effect.Release(List.copyOf(closed.topicPartitions())));
        }
    }

    private void called() {
        for (OwnedPartition partition : partitions.values()) {
            var tenure = partition.tenure();
            if (tenure != null) {
                tenure.called();
            }
        }
    }

    private void arrive(List<Intake> records, Instant now) {
        var refused = new HashMap<TopicPartition, List<Intake.Refused>>();
        for (Intake record : records) {
            owned(record.origin().topicPartition()).forEach(partition -> arrive(partition, record, refused, now));
        }
        refused.forEach((topicPartition, some) -> operations.report(topicPartition, some, now));
        adopt(now);
    }

    private void arrive(
            OwnedPartition partition, Intake record, Map<TopicPartition, List<Intake.Refused>> refused, Instant now) {
        var tenure = partition.tenure();
        if (tenure == null) {
            partition.await(record);
            if (partition.isIdle()) {
                claims.claim(partition);
            }
            return;
        }
        switch (tenure.arrive(record)) {
            case SETTLED -> desk.account().redelivered();
            case ADOPTED -> desk.account().received(Operations.heldBytes(record));
            case NEW -> operations.take(tenure, record, refused, now);
            case AGAIN -> {
                if (setup.hasJournal()) {
                    abandon(refused.remove(partition.topicPartition()));
                    claims.readAgain(partition, record, now);
                } else {
                    desk.account().redelivered();
                }
            }
        }
    }

    private void abandon(@Nullable List<Intake.Refused> refused) {
        if (refused != null) {
            refused.forEach(record -> desk.account().abandoned(RefusedRecords.heldBytes(record)));
        }
    }

    private void adopt(Instant now) {
        for (OwnedPartition partition : partitions.values()) {
            var tenure = partition.tenure();
            if (tenure != null) {
                tenure.takeComplete().forEach(adoption -> operations.adopt(adoption, now));
            }
        }
    }

    private void claimed(OwnedPartition partition, DeliveryEvent.Claimed claimed, Instant now) {
        claims.claimed(partition, claimed, now);
        arrive(partition.takeWaiting(), now);
    }

    private void passed(TopicPartition topicPartition, long position, Instant now) {
        owned(topicPartition).forEach(partition -> {
            var tenure = partition.tenure();
            if (tenure != null) {
                tenure.passed(position);
            }
        });
        adopt(now);
    }

    private void groupOffsetSeen(TopicPartition topicPartition, long committed) {
        owned(topicPartition).forEach(partition -> {
            var tenure = partition.tenure();
            if (tenure != null && tenure.committed(committed)) {
                desk.write(desk.nextTicket(), topicPartition, tenure, List.of(), List.of());
            }
        });
    }

    private void committed(DeliveryEvent.Committed committed, Instant now) {
        owned(committed.topicPartition()).forEach(OwnedPartition::prospered);
        operations.committed(committed.ticket(), now);
    }

    private void notCommitted(DeliveryEvent.NotCommitted failed, Instant now) {
        if (!setup.hasJournal()) {
            operations.notCommitted(failed.ticket(), failed.reason(), now);
            return;
        }
        owned(failed.topicPartition())
                .filter(partition -> partition.isLostBy(failed.ticket()))
                .forEach(partition -> claims.lost(partition, failed, now));
    }

    private Stream<OwnedPartition> owned(TopicPartition topicPartition) {
        return Stream.ofNullable(partitions.get(topicPartition));
    }

    /** Two water marks, so that partitions do not flutter; a blocked account takes no more records at all. */
    private void adjustPause(Instant now) {
        var limits = setup.batching();
        var account = desk.account();
        boolean high = account.heldRecords() >= limits.maxBufferedRecords()
                || account.heldBytes() >= limits.maxBufferedBytes();
        boolean low = account.heldRecords() <= limits.maxBufferedRecords() / 2
                && account.heldBytes() <= limits.maxBufferedBytes() / 2;
        if (high || operations.gate().isClosed(now)) {
            pauseWanted = true;
        } else if (low) {
            pauseWanted = false;
        }
    }
}
