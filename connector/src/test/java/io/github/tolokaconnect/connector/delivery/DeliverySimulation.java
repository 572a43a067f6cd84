package io.github.tolokaconnect.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PacingLimits;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * One sink task in a world of faults, in virtual time: records are delivered, redelivered and sometimes taken away, and after
 * every event the promises of the core are checked. One seed, one course of events.
 */
final class DeliverySimulation {
    private static final int FAULTY_TURNS = 150;
    private static final int QUIET_TURNS = 5_000;
    private static final BatchingConfig LIMITS =
            new BatchingConfig(6, 150, Duration.ofMillis(200), 4, 2, 60, 1_000_000);

    private final SplittableRandom random;
    private final Chaos chaos;
    private final SourceTopic source;
    private final FakePlatform platform;
    private final ResultLog results = new ResultLog();
    private final SimulatedWorld world;
    private final Delivery delivery;
    private final InFlightCount inFlight = new InFlightCount();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final TreeSet<Integer> assigned = new TreeSet<>();
    private final boolean rebalances;
    private Instant now = DeliveryFixture.NOON;

    DeliverySimulation(long seed, boolean rebalances) {
        this.random = new SplittableRandom(seed);
        this.rebalances = rebalances;
        this.chaos = new Chaos(random.split());
        this.source = new SourceTopic(1 + random.nextInt(3), random.split());
        this.platform = new FakePlatform(source);
        this.world = new SimulatedWorld(platform, results, chaos);
        var policy = new Policy(
                poll -> Duration.ofMillis(400),
                failures -> Duration.ofMillis(500L * Math.min(failures, 8)),
                Duration.ofSeconds(20),
                OnPoolError.PAUSE,
                3,
                Duration.ofDays(1));
        var pacing = Pacing.of(new PacingLimits(40, 6_000, 1_000_000), this::nanos);
        this.delivery = new Delivery(new Delivery.Setup(LIMITS, policy, pacing, OperationIds.of("labels"), -1, null));
    }

    private long nanos() {
        return Duration.between(DeliveryFixture.NOON, now).toNanos();
    }

    /** Runs until everything is settled. */
    void run() {
        source.partitions().forEach(this::open);
        for (int turn = 0; turn < FAULTY_TURNS; turn++) {
            turn(Duration.ofMillis(random.nextInt(300)));
            disturb();
        }
        chaos.end();
        source.partitions().forEach(this::open);
        for (int turn = 0; turn < QUIET_TURNS && !isSettled(); turn++) {
            turn(Duration.ofMillis(100));
        }
        checkTheEnd();
    }

    private void turn(Duration pause) {
        now = now.plus(pause);
        world.arrived(now).forEach(this::step);
        if (!assigned.isEmpty() && !delivery.view(now).pauseWanted()) {
            var partition = partition(random.nextInt(source.partitions().size()));
            if (assigned.contains(partition.partition())) {
                deliver(partition);
            }
        }
        step(new DeliveryEvent.Ticked());
    }

    private void deliver(TopicPartition partition) {
        var records = source.read(partition, positions.get(partition), 1 + random.nextInt(12));
        if (!records.isEmpty()) {
            positions.put(partition, records.get(records.size() - 1).origin().offset() + 1);
            step(new DeliveryEvent.Taken(records));
        }
    }

    private void disturb() {
        var partition = partition(random.nextInt(source.partitions().size()));
        if (chaos.strikesRarely()) {
            platform.close(new PoolId("p" + random.nextInt(3)), now.plusSeconds(1 + random.nextInt(15)));
        }
        if (chaos.strikesRarely() && assigned.contains(partition.partition())) {
            positions.put(partition, committable(partition));
        }
        if (rebalances && chaos.strikesRarely()) {
            if (assigned.contains(partition.partition())) {
                close(partition);
            } else {
                open(partition);
            }
        }
    }

    private void open(TopicPartition partition) {
        if (assigned.add(partition.partition())) {
            positions.put(partition, committed.getOrDefault(partition, 0L));
            step(new DeliveryEvent.Opened(List.of(partition)));
        }
    }

    private void close(TopicPartition partition) {
        committed.put(partition, committable(partition));
        assigned.remove(partition.partition());
        inFlight.closed(partition);
        step(new DeliveryEvent.Closed(List.of(partition)));
    }

    private void step(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.Happened happened) {
            inFlight.happened(happened);
        } else if (event instanceof DeliveryEvent.Committed committed) {
            inFlight.committed(committed);
        }
        for (Effect effect : delivery.step(event, now)) {
            if (effect instanceof Effect.Submit submit) {
                inFlight.requested(submit.facts());
                check(submit.facts().batch());
            }
            world.run(effect, now);
        }
        checkPromises(event);
    }

    private long committable(TopicPartition partition) {
        return delivery.frontier(partition).orElse(positions.get(partition));
    }

    private TopicPartition partition(int number) {
        return source.partitions().get(number);
    }

    private boolean isSettled() {
        return delivery.view(now).heldRecords() == 0
                && source.partitions().stream()
                        .allMatch(partition -> positions.get(partition)
                                > source.records(partition).lastKey());
    }

    private void check(MicroBatch batch) {
        assertThat(batch.size()).isBetween(1, LIMITS.maxTasks());
        assertThat(batch.inputBytes()).isBetween(1, LIMITS.maxInputBytes());
        assertThat(batch.tasks())
                .allMatch(task -> task.pool().equals(batch.pool())
                        && task.origin().topicPartition().equals(batch.topicPartition()));
        assertThat(batch.tasks()).extracting(task -> task.origin().offset()).isSorted();
    }

    private void checkPromises(DeliveryEvent event) {
        var view = delivery.view(now);
        var totals = view.totals();
        assertThat(view.heldRecords()).as("held records after %s", event).isNotNegative();
        assertThat(view.heldBytes()).as("held bytes after %s", event).isNotNegative();
        assertThat(totals.received())
                .as("received after %s", event)
                .isEqualTo(totals.created()
                        + totals.rejected()
                        + totals.skipped()
                        + totals.abandoned()
                        + view.heldRecords());
        assertThat(inFlight.all()).as("in flight after %s", event).isLessThanOrEqualTo(LIMITS.maxInFlight());
        assertThat(inFlight.inOnePool())
                .as("in flight in one pool after %s", event)
                .isLessThanOrEqualTo(LIMITS.maxInFlightPerPool());
        for (int number : assigned) {
            checkNothingUnsettledIsPassed(partition(number));
        }
    }

    private void checkNothingUnsettledIsPassed(TopicPartition partition) {
        var passed = source.records(partition).headMap(committable(partition));
        passed.forEach((offset, entry) -> {
            if (entry.kind() != SourceTopic.Kind.SKIPPED && !results.has(partition, offset)) {
                throw new AssertionError(partition + "@" + offset + " would be committed without a result");
            }
        });
    }

    private void checkTheEnd() {
        var view = delivery.view(now);
        assertThat(isSettled())
                .as("everything settles once faults stop, at last %s", view)
                .isTrue();
        assertThat(view.heldBytes()).isZero();
        assertThat(view.inFlight()).isZero();
        assertThat(delivery.nextDue(now)).isEmpty();
        for (TopicPartition partition : source.partitions()) {
            source.records(partition).forEach((offset, entry) -> checkTheEnd(partition, offset, entry.kind()));
        }
    }

    private void checkTheEnd(TopicPartition partition, long offset, SourceTopic.Kind kind) {
        int tasks = platform.tasks(partition, offset);
        var record = partition + "@" + offset + " (" + kind + ")";
        assertThat(results.has(partition, offset))
                .as("result of " + record)
                .isEqualTo(kind != SourceTopic.Kind.SKIPPED);
        if (kind != SourceTopic.Kind.GOOD) {
            assertThat(tasks).as("tasks of " + record).isZero();
        } else if (rebalances) {
            assertThat(tasks).as("tasks of " + record).isPositive();
        } else {
            assertThat(tasks).as("tasks of " + record).isOne();
        }
    }
}
