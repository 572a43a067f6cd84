package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.delivery.Defect;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked for one source topic-partition, done in that order and one thing at a time, by whichever worker is free. Connect's
 * thread adds and a worker takes; hence the lock.
 */
final class PartitionLane {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionLane.class);

    private final PartitionWriter writer;
    private final Executor workers;
    private final Executor rested;
    private final Consumer<Effect.Claim> claims;
    private final Consumer<DeliveryEvent> answers;
    private final Deque<Effect> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * A lane with nothing in it.
     *
     * @param rested runs on a worker, too, after the time between two transactions of a topic-partition
     * @param claims runs a claim, which uses the same writer
     */
    PartitionLane(
            PartitionWriter writer,
            Executor workers,
            Executor rested,
            Consumer<Effect.Claim> claims,
            Consumer<DeliveryEvent> answers) {
        this.writer = writer;
        this.workers = workers;
        this.rested = rested;
        this.claims = claims;
        this.answers = answers;
    }

    /** Has a claim or a commit done after everything before it. */
    void add(Effect effect) {
        synchronized (this) {
            waiting.add(effect);
        }
        work();
    }

    /** Forgets what waits; the topic-partition is given up once what is under way has ended. */
    void release(Effect.Release release) {
        synchronized (this) {
            waiting.clear();
            waiting.add(release);
        }
        work();
    }

    /** Whether the topic-partition is claimed, as far as this sink task knows. */
    boolean isClaimed() {
        return writer.isOpen();
    }

    private void work() {
        synchronized (this) {
            if (busy || waiting.isEmpty()) {
                return;
            }
            busy = true;
        }
        workers.execute(this::workOnce);
    }

    private void workOnce() {
        try {
            writer.commit(this::nextCommit);
            var other = nextOther();
            if (other instanceof Effect.Claim claim) {
                claims.accept(claim);
            } else if (other != null) {
                writer.close();
            }
        } catch (RuntimeException
                | Error defect) { // the top of the workers' work: what is not told here is told nowhere
            var told = Defect.of("Commits", defect);
            LOG.error("TLK-901 Commits met a defect; the sink task fails", told);
            answers.accept(DeliveryEvent.Broken.by(told));
        }
        rested.execute(this::workOn);
    }

    private void workOn() {
        synchronized (this) {
            busy = false;
        }
        work();
    }

    private synchronized Effect.@Nullable Commit nextCommit() {
        if (waiting.peek() instanceof Effect.Commit commit) {
            waiting.remove();
            return commit;
        }
        return null;
    }

    private synchronized @Nullable Effect nextOther() {
        return waiting.peek() instanceof Effect.Commit ? null : waiting.poll();
    }
}
