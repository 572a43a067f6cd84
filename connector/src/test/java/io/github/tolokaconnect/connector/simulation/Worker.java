package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A sink task from its start to its end, in the hands of Connect: it is called as Connect calls it, and what its core wants is done
 * one effect at a time, so that it can die between any two.
 */
final class Worker {
    private final World world;
    private final String name;
    private final Settings settings;
    private final Delivery delivery;
    private final Map<TopicPartition, Reading> readings = new LinkedHashMap<>();
    private final Deque<DeliveryEvent> inbox = new ArrayDeque<>();
    private final Deque<Effect> outbox = new ArrayDeque<>();
    private boolean isAlive = true;
    private boolean isPaused;

    /** How far a topic-partition is read, as Connect's worker knows it. */
    private static final class Reading {
        private final Group.Ownership ownership;
        private long position;
        private long committed;
        private @Nullable Long seek;

        private Reading(Group.Ownership ownership, long position) {
            this.ownership = ownership;
            this.position = position;
            this.committed = position;
        }
    }

    Worker(World world, String name, Settings settings) {
        this.world = world;
        this.name = name;
        this.settings = settings;
        this.delivery = settings.delivery(world.twist().hasJournal(), world::nanos);
    }

    String name() {
        return name;
    }

    Settings settings() {
        return settings;
    }

    Delivery.View view() {
        return delivery.view(world.now());
    }

    Delivery delivery() {
        return delivery;
    }

    boolean isRunning() {
        return isAlive && !isPaused;
    }

    boolean isAlive() {
        return isAlive;
    }

    boolean isPaused() {
        return isPaused;
    }

    void pause(boolean paused) {
        isPaused = paused;
    }

    void die() {
        isAlive = false;
        outbox.clear();
        inbox.clear();
    }

    /** An answer arrives; it is looked at when Connect calls next. */
    void hear(DeliveryEvent event) {
        if (isAlive) {
            inbox.add(event);
        }
    }

    boolean hasHeard() {
        return !inbox.isEmpty();
    }

    /** Topic-partitions that it believes to own. */
    List<TopicPartition> partitions() {
        return List.copyOf(readings.keySet());
    }

    /** Whether it does not know yet what it owns. */
    boolean isOutOfDate() {
        var owned = world.group().ownedBy(this);
        return !owned.keySet().equals(readings.keySet())
                || owned.entrySet().stream()
                        .anyMatch(entry -> !entry.getValue().equals(readings.get(entry.getKey()).ownership));
    }

    /** Hears what it owns by now: closes what is lost, then opens what is new. */
    void rebalance() {
        var owned = world.group().ownedBy(this);
        var lost = readings.entrySet().stream()
                .filter(entry -> !entry.getValue().ownership.equals(owned.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!lost.isEmpty()) {
            close(lost);
        }
        var gained = new ArrayList<TopicPartition>();
        owned.forEach((partition, ownership) -> {
            if (!readings.containsKey(partition)) {
                gained.add(partition);
                readings.put(partition, new Reading(ownership, world.group().position(partition)));
            }
        });
        if (!gained.isEmpty()) {
            world.say(this, " opens ", gained);
            step(new DeliveryEvent.Opened(gained));
        }
    }

    void close(List<TopicPartition> lost) {
        world.say(this, " closes ", lost);
        step(new DeliveryEvent.Closed(lost));
        lost.forEach(readings::remove);
    }

    /** Connect polls and calls: at most {@code most} records of each topic-partition that is among {@code from} and not paused. */
    void call(List<TopicPartition> from, int most) {
        var records = new ArrayList<Intake>();
        var view = view();
        readings.forEach((partition, reading) -> {
            if (reading.seek != null) {
                reading.position = reading.seek;
                reading.committed = reading.seek;
                reading.seek = null;
            }
            if (from.contains(partition)
                    && !view.pauseWanted()
                    && !view.unclaimed().contains(partition)) {
                var polled = world.source().poll(partition, reading.position, most, settings);
                reading.position = polled.position();
                records.addAll(polled.records());
            }
        });
        while (!inbox.isEmpty()) {
            step(inbox.remove());
        }
        if (!records.isEmpty() && world.history().isKept()) {
            world.say(this, " is given ", records.stream().map(Intake::origin).toList());
        }
        step(records.isEmpty() ? new DeliveryEvent.Ticked() : new DeliveryEvent.Taken(records));
    }

    /** Connect rewinds a topic-partition to what it last committed. */
    void rewind(TopicPartition partition) {
        var reading = readings.get(partition);
        reading.position = reading.committed;
        world.say(this, " rewinds ", partition, " to ", reading.committed);
    }

    /** Connect asks which offsets may be committed and sends them to the group: all of them, if one is not what it was. */
    void commitOffsets() {
        var members = new HashMap<TopicPartition, Group.Ownership>();
        var offsets = new LinkedHashMap<TopicPartition, Long>();
        readings.forEach((partition, reading) -> {
            hear(new DeliveryEvent.Passed(Map.of(partition, reading.position)));
            long wanted = committable(partition, reading.position);
            long offset = wanted <= reading.position ? wanted : reading.committed;
            world.oracle().passes(partition, offset, name + "'s offset of ");
            offsets.put(partition, offset);
            members.put(partition, reading.ownership);
        });
        boolean isNews = readings.entrySet().stream()
                .anyMatch(entry -> offsets.get(entry.getKey()) != entry.getValue().committed);
        if (isNews) {
            world.group().send(this, members, offsets);
        }
    }

    private long committable(TopicPartition partition, long position) {
        return world.twist() == Twist.OFFSETS_OF_POSITIONS
                ? position
                : delivery.frontier(partition).orElse(position);
    }

    /** The group took an offset. */
    void committed(TopicPartition partition, long offset) {
        var reading = readings.get(partition);
        if (reading != null) {
            reading.committed = offset;
        }
    }

    boolean hasEffects() {
        return !outbox.isEmpty();
    }

    @Nullable
    Effect nextEffect() {
        return outbox.peek();
    }

    /** Begins what its core wants next. */
    void runEffect() {
        var effect = outbox.remove();
        if (effect instanceof Effect.Submit submit) {
            world.oracle().sent(submit.facts());
            checkLeftOut(submit.facts());
            if (world.history().isKept()) {
                world.say(this, " sends ", Words.of(submit.facts()));
            }
            world.network().send(this, effect, submit.facts());
        } else if (effect instanceof Effect.Read read) {
            world.network().send(this, effect, read.facts());
        } else if (effect instanceof Effect.Collect collect) {
            checkLeftOut(collect.facts());
            world.network().send(this, effect, collect.facts());
        } else if (effect instanceof Effect.Commit commit) {
            world.transactions().ask(this, commit);
        } else if (effect instanceof Effect.Claim claim) {
            world.transactions().ask(this, claim);
        } else if (effect instanceof Effect.Survey survey) {
            world.transactions().survey(this, survey);
        } else if (effect instanceof Effect.Release release) {
            world.transactions().release(this, release.topicPartitions());
        } else {
            throw new AssertionError(effect);
        }
    }

    private void checkLeftOut(Facts facts) {
        var excuses = world.excuses(this);
        for (TaskItem task : facts.batch().tasks()) {
            if (!task.isReadable() && !excuses.isGone(task)) {
                world.oracle()
                        .broken(
                                Promise.NO_RECORD_LOST,
                                name + " takes " + task.origin() + " for gone in operation " + facts.operationId());
            }
        }
    }

    /** Whether it is at rest: nothing arrived that it has not seen, and it holds nothing. */
    boolean isIdle() {
        return inbox.isEmpty() && outbox.isEmpty() && view().heldRecords() == 0;
    }

    /** Whether everything that it owns was read to the end. */
    boolean hasReadEverything() {
        return readings.entrySet().stream()
                .allMatch(entry -> entry.getValue().seek == null
                        && entry.getValue().position >= world.source().end(entry.getKey()));
    }

    private void step(DeliveryEvent event) {
        for (Effect effect : delivery.step(event, world.now())) {
            if (effect instanceof Effect.Seek seek) {
                seek(seek);
            } else if (effect instanceof Effect.Fail fail) {
                world.oracle().broken(Promise.EVERYTHING_ENDS, name + " fails: " + fail.message());
            } else if (effect instanceof Effect.Warn warn) {
                world.say(this, " warns: ", warn.message());
            } else {
                outbox.add(effect);
            }
        }
        checkSums(event);
    }

    private void seek(Effect.Seek seek) {
        var reading = readings.get(seek.topicPartition());
        if (reading != null) {
            world.say(this, " reads on from ", seek.topicPartition(), "@", seek.offset());
            reading.seek = seek.offset();
        }
    }

    private void checkSums(DeliveryEvent event) {
        var view = view();
        var totals = view.totals();
        long sum = totals.created() + totals.rejected() + totals.skipped() + totals.abandoned() + view.heldRecords();
        if (totals.received() != sum || view.heldRecords() < 0 || view.heldBytes() < 0) {
            world.oracle().broken(Promise.SUMS_ARE_RIGHT, name + " after " + event + ": " + view);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
