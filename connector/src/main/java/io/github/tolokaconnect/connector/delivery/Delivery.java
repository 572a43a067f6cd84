package io.github.tolokaconnect.connector.delivery;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.client.Grant;
import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The state machine of a sink task: takes records, forms micro-batches, starts and follows operations within the quota, and
 * knows which offsets are settled. {@link #step} is the only way in; the effects that it returns are the only way out.
 *
 * <p>A record settles when the event that says what became of it is acknowledged, and never before. A late answer for a
 * topic-partition that moved away finds no submission with its ticket and changes nothing.
 */
public final class Delivery {
    private final Setup setup;
    private final MicroBatcher batcher;
    private final PoolLanes lanes;
    private final OperationLife life;
    private final DailyFuse fuse;
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();
    private final LinkedHashMap<Long, Submission> submissions = new LinkedHashMap<>();
    /** Tickets of submissions that wait for their pool; they leave room to other pools. */
    private final Set<Long> parked = new HashSet<>();

    private final RefusedRecords refusals;

    private long lastTicket;
    private long heldRecords;
    private long heldBytes;
    private boolean pauseWanted;
    private Totals totals = Totals.ZERO;
    private Instant throttledUntil = Instant.MIN;
    private Instant fuseBlownUntil = Instant.MIN;
    private Instant pacedUntil = Instant.MIN;

    /**
     * What a sink task works with.
     *
     * @param dailyFuse most tasks sent in a UTC day by this sink task, or -1
     */
    public record Setup(
            BatchingConfig batching, Policy policy, Pacing pacing, OperationIds operationIds, long dailyFuse) {}

    /** A sink task that owns nothing yet. */
    public Delivery(Setup setup) {
        this.setup = setup;
        this.batcher = new MicroBatcher(setup.batching());
        this.lanes = new PoolLanes(setup.batching().maxInFlightPerPool());
        this.life = new OperationLife(setup.policy());
        this.fuse = new DailyFuse(setup.dailyFuse());
        this.refusals = new RefusedRecords(setup.policy().backoff());
    }

    /** Takes note of what happened and says what to do; runs nothing itself. */
    public List<Effect> step(DeliveryEvent event, Instant now) {
        var effects = new ArrayList<Effect>();
        if (event instanceof DeliveryEvent.Opened opened) {
            opened.topicPartitions().forEach(partition -> ledgers.put(partition, new OffsetLedger()));
        } else if (event instanceof DeliveryEvent.Closed closed) {
            closed.topicPartitions().forEach(this::forget);
        } else if (event instanceof DeliveryEvent.Taken taken) {
            take(taken.records(), now, effects);
        } else if (event instanceof DeliveryEvent.Happened happened) {
            happened(happened, now, effects);
        } else if (event instanceof DeliveryEvent.RefusalsPublished published) {
            refusalsPublished(published, now);
        } else if (!(event instanceof DeliveryEvent.Ticked)) {
            throw new AssertionError(event);
        }
        runDue(now, effects);
        batcher.closeDue(now, this::hasRoom, lanes::add);
        startWaiting(now, effects);
        adjustPause(now);
        return effects;
    }

    /** The lowest offset of a topic-partition that is not settled; empty if all its records are. */
    public OptionalLong frontier(TopicPartition topicPartition) {
        var ledger = ledgers.get(topicPartition);
        return ledger == null ? OptionalLong.empty() : ledger.frontier();
    }

    /** When something is to be done next even if nothing happens. */
    public Optional<Instant> nextDue(Instant now) {
        var waitingFor = lanes.isEmpty()
                ? Stream.<Instant>empty()
                : Stream.of(pacedUntil, throttledUntil, fuseBlownUntil).filter(until -> until.isAfter(now));
        return Stream.of(
                        batcher.nextDue().stream(),
                        lanes.nextUnblocked().stream(),
                        submissions.values().stream().flatMap(submission -> submission.dueAt().stream()),
                        refusals.dueTimes(),
                        waitingFor)
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    /** How the sink task is doing. */
    public View view(Instant now) {
        var oldest = submissions.values().stream()
                .map(submission -> submission.facts().plannedAt())
                .min(Instant::compareTo);
        return new View(
                totals,
                heldRecords,
                heldBytes,
                submissions.size(),
                oldest.map(since -> Duration.between(since, now)),
                pauseWanted,
                isAccountBlocked(now),
                fuse.used(now));
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
     */
    public record View(
            Totals totals,
            long heldRecords,
            long heldBytes,
            int inFlight,
            Optional<Duration> oldestInFlight,
            boolean pauseWanted,
            boolean accountBlocked,
            long tasksToday) {}

    private void take(List<Intake> records, Instant now, List<Effect> effects) {
        var refused = new ArrayList<Intake.Refused>();
        for (Intake record : records) {
            var ledger = ledgers.computeIfAbsent(record.origin().topicPartition(), partition -> new OffsetLedger());
            if (!ledger.take(record.origin().offset())) {
                totals = totals.plusRedelivered(1);
                continue;
            }
            totals = totals.plusReceived(1);
            if (record instanceof Intake.Accepted accepted) {
                hold(accepted.task().heldBytes());
                batcher.add(accepted.task(), now, lanes::add);
            } else if (record instanceof Intake.Refused refusal) {
                hold(RefusedRecords.heldBytes(refusal));
                refused.add(refusal);
            } else {
                totals = totals.plusSkipped(1);
                ledger.settle(record.origin().offset());
            }
        }
        if (!refused.isEmpty()) {
            effects.add(refusals.publish(++lastTicket, refused));
        }
    }

    private void happened(DeliveryEvent.Happened happened, Instant now, List<Effect> effects) {
        var submission = submissions.get(happened.ticket());
        if (submission != null) {
            apply(submission, life.step(submission, happened.event(), now), now, effects);
        }
    }

    private void apply(Submission submission, Decision decision, Instant now, List<Effect> effects) {
        var facts = submission.facts();
        effects.addAll(decision.effects());
        if (decision.block() != null) {
            block(decision.block());
        }
        parked.remove(facts.ticket());
        if (decision.next() != null) {
            submissions.put(facts.ticket(), decision.next());
            if (decision.next() instanceof Submission.Parked) {
                parked.add(facts.ticket());
            }
            return;
        }
        submissions.remove(facts.ticket());
        lanes.ended(facts.batch().pool());
        if (decision.settled() != null) {
            settle(facts.batch().tasks());
            totals = totals.plus(decision.settled());
        }
        if (decision.split()) {
            fuse.refund(facts.batch().size(), now);
            int middle = facts.batch().size() / 2;
            lanes.putBack(
                    facts.batch().part(0, middle),
                    facts.batch().part(middle, facts.batch().size()));
        }
    }

    private void block(Decision.Block block) {
        if (block.pool() != null) {
            lanes.block(block.pool(), block.until());
        } else if (block.until().isAfter(throttledUntil)) {
            throttledUntil = block.until();
        }
    }

    private void refusalsPublished(DeliveryEvent.RefusalsPublished event, Instant now) {
        if (!event.published()) {
            refusals.failed(event.ticket(), now);
            return;
        }
        var published = refusals.published(event.ticket());
        for (Intake.Refused refused : published) {
            settle(refused.origin().topicPartition(), refused.origin().offset(), RefusedRecords.heldBytes(refused));
        }
        totals = totals.plus(new Tally(0, published.size()));
    }

    /** Finishing beats starting: what is under way goes before new operations. */
    private void runDue(Instant now, List<Effect> effects) {
        for (Submission submission : List.copyOf(submissions.values())) {
            boolean due = submission.dueAt().filter(at -> !at.isAfter(now)).isPresent();
            if (!due || !maySend(submission, now)) {
                continue;
            }
            boolean needsNoRequest = submission instanceof Submission.Publishing;
            if (needsNoRequest || granted(setup.pacing().tryRead(), now)) {
                apply(submission, life.step(submission, new SubmissionEvent.Due(), now), now, effects);
            }
        }
        effects.addAll(refusals.repeatDue(now));
    }

    /** A request that was sent before is no matter of the fuse; one for a pool that took none needs a place again. */
    private boolean maySend(Submission submission, Instant now) {
        boolean creates = submission instanceof Submission.Submitting || submission instanceof Submission.Parked;
        boolean hasPlace = !(submission instanceof Submission.Parked) || hasRoom();
        return hasPlace && !(creates && throttledUntil.isAfter(now));
    }

    private void startWaiting(Instant now, List<Effect> effects) {
        while (hasRoom() && !isAccountBlocked(now)) {
            var next = lanes.peek(now);
            if (next.isEmpty()) {
                return;
            }
            var batch = next.get();
            long left = fuse.left(now);
            if (left <= 0) {
                tripFuse(now, effects);
                return;
            }
            if (left < batch.size()) {
                lanes.split(batch.part(0, (int) left), batch.part((int) left, batch.size()));
                continue;
            }
            if (!granted(setup.pacing().tryCreate(batch.size()), now)) {
                return;
            }
            start(batch, now, effects);
        }
    }

    private void start(MicroBatch batch, Instant now, List<Effect> effects) {
        lanes.start(batch);
        fuse.use(batch.size(), now);
        var facts = new Facts(++lastTicket, setup.operationIds().idOf(batch, 1), batch, 1, now);
        var decision = life.start(facts, now);
        effects.addAll(decision.effects());
        submissions.put(facts.ticket(), decision.next());
    }

    private boolean hasRoom(PoolId pool) {
        return hasRoom() && lanes.hasRoom(pool);
    }

    private boolean hasRoom() {
        return submissions.size() - parked.size() < setup.batching().maxInFlight();
    }

    private boolean isAccountBlocked(Instant now) {
        return throttledUntil.isAfter(now) || fuseBlownUntil.isAfter(now);
    }

    private void tripFuse(Instant now, List<Effect> effects) {
        fuseBlownUntil = DailyFuse.midnightAfter(now);
        effects.add(new Effect.Warn(
                "TLK-307 safety.max.tasks.per.day is reached: this sink task's share is " + setup.dailyFuse()
                        + " tasks; nothing new is sent before midnight UTC unless the limit is raised",
                Duration.between(now, fuseBlownUntil)));
    }

    private boolean granted(Grant grant, Instant now) {
        if (grant instanceof Grant.Wait wait) {
            pacedUntil = now.plus(wait.atLeast());
            return false;
        }
        return true;
    }

    /** Two water marks, so that partitions do not flutter; a blocked account takes no more records at all. */
    private void adjustPause(Instant now) {
        var limits = setup.batching();
        boolean high = heldRecords >= limits.maxBufferedRecords() || heldBytes >= limits.maxBufferedBytes();
        boolean low = heldRecords <= limits.maxBufferedRecords() / 2 && heldBytes <= limits.maxBufferedBytes() / 2;
        if (high || isAccountBlocked(now)) {
            pauseWanted = true;
        } else if (low) {
            pauseWanted = false;
        }
    }

    private void forget(TopicPartition partition) {
        ledgers.remove(partition);
        batcher.forget(partition).forEach(this::abandon);
        lanes.forget(partition).forEach(batch -> batch.tasks().forEach(this::abandon));
        submissions.values().removeIf(submission -> {
            var batch = submission.facts().batch();
            boolean moved = batch.topicPartition().equals(partition);
            if (moved) {
                parked.remove(submission.facts().ticket());
                lanes.ended(batch.pool());
                batch.tasks().forEach(this::abandon);
            }
            return moved;
        });
        for (Intake.Refused refused : refusals.forget(partition)) {
            release(RefusedRecords.heldBytes(refused));
            totals = totals.plusAbandoned(1);
        }
    }

    private void abandon(TaskItem task) {
        release(task.heldBytes());
        totals = totals.plusAbandoned(1);
    }

    private void settle(List<TaskItem> tasks) {
        for (TaskItem task : tasks) {
            settle(task.origin().topicPartition(), task.origin().offset(), task.heldBytes());
        }
    }

    private void settle(TopicPartition partition, long offset, int bytes) {
        requireNonNull(ledgers.get(partition)).settle(offset);
        release(bytes);
    }

    private void hold(int bytes) {
        heldRecords++;
        heldBytes += bytes;
    }

    private void release(int bytes) {
        heldRecords--;
        heldBytes -= bytes;
    }
}
