package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Grant;
import io.github.tolokaconnect.client.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Whether requests may be sent: the quota, the platform's word that it is used up, and the daily fuse. */
final class Gate {
    private final Pacing pacing;
    private final DailyFuse fuse;
    private final DayCharges charges = new DayCharges();
    private final long fuseLimit;
    private Instant throttledUntil = Instant.MIN;
    private Instant fuseBlownUntil = Instant.MIN;
    private long fuseTripped;
    private final Holdup creates = new Holdup();
    private final Holdup reads = new Holdup();
    private Instant pacedUntil = Instant.MIN;

    Gate(Pacing pacing, long fuseLimit) {
        this.pacing = pacing;
        this.fuse = new DailyFuse(fuseLimit);
        this.fuseLimit = fuseLimit;
    }

    DailyFuse fuse() {
        return fuse;
    }

    /** Counts what was sent from a topic-partition today, by whoever owned it before, against the day's quota and the fuse. */
    void inherit(TopicPartition source, long tasksToday, Instant now) {
        fuse.use(tasksToday, now);
        pacing.usedToday(charges.uncharged(source, tasksToday, now));
    }

    /** Counts tasks that are about to be sent from a topic-partition, once {@link #admitsCreate} let them. */
    void sends(TopicPartition source, int tasks, Instant now) {
        fuse.use(tasks, now);
        charges.add(source, tasks, now);
    }

    /** The platform says that the quota is used up until then. */
    void throttle(Instant until) {
        if (until.isAfter(throttledUntil)) {
            throttledUntil = until;
        }
    }

    boolean isThrottled(Instant now) {
        return throttledUntil.isAfter(now);
    }

    /** Whether nothing new may be sent at all, for longer than a moment. */
    boolean isClosed(Instant now) {
        return isThrottled(now) || fuseBlownUntil.isAfter(now);
    }

    /** Takes the quota of a request that reads, or repeats what was sent before. */
    boolean admitsRead(Instant now) {
        return granted(pacing.tryRead(), reads, now);
    }

    /** Takes the quota of a request that creates this many tasks. */
    boolean admitsCreate(int tasks, Instant now) {
        return granted(pacing.tryCreate(tasks), creates, now);
    }

    /** Lets nothing new through before the next day begins; says so. */
    Effect blowFuse(Instant now) {
        fuseBlownUntil = DailyFuse.midnightAfter(now);
        fuseTripped++;
        return new Effect.Warn(
                "TLK-307 safety.max.tasks.per.day is reached; nothing new is sent before midnight UTC unless the limit is"
                        + " raised tasksOfThisSinkTask=" + fuseLimit,
                Duration.between(now, fuseBlownUntil));
    }

    /** How often that was. */
    long fuseTripped() {
        return fuseTripped;
    }

    /** When it opens again, if it is closed. */
    Stream<Instant> openings(Instant now) {
        return List.of(pacedUntil, throttledUntil, fuseBlownUntil).stream().filter(until -> until.isAfter(now));
    }

    Holdups holdups() {
        return new Holdups(creates.count(), creates.total(), reads.count(), reads.total());
    }

    private boolean granted(Grant grant, Holdup holdup, Instant now) {
        if (grant instanceof Grant.Wait wait) {
            pacedUntil = now.plus(wait.atLeast());
            holdup.held(pacedUntil, now);
            return false;
        }
        holdup.passed(now);
        return true;
    }
}
