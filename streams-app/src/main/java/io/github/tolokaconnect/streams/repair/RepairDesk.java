package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Does with refused records what was decided, writes it down and counts it. Owned by a stream thread. */
final class RepairDesk {

    /** What became of a record that was to be tried again. */
    enum Outcome {
        /** It was written for the connector again. */
        SENT,
        /** It was given up: it had been tried too often. */
        DEAD,
        /** It stays where it is: there is no task to send. */
        SKIPPED
    }

    private final ProcessorContext<byte[], byte[]> context;
    private final RepairBook book;
    private final KeyValueStore<String, byte[]> histories;
    private final StatRecorder recorder;
    private final Policy policy;

    RepairDesk(
            ProcessorContext<byte[], byte[]> context,
            RepairBook book,
            KeyValueStore<String, byte[]> histories,
            StatRecorder recorder,
            Policy policy) {
        this.context = context;
        this.book = book;
        this.histories = histories;
        this.recorder = recorder;
        this.policy = policy;
    }

    RepairBook book() {
        return book;
    }

    /** Carries {@code plan} out for {@code refused}, which is new. */
    void carryOut(Policy.Plan plan, Waiting refused, History history, Instant now) {
        RepairAction action = plan.action();
        Waiting waiting = new Waiting(refused.key(), refused.error(), refused.trace(), plan.due(), refused.alias());
        Optional<RawJson> task = NextTry.task(refused, null, null);
        History after = history.with(refused.error(), action);
        histories.put(refused.key(), HistoryCodec.encode(after));
        count(refused, action.name(), now);
        if (action == RepairAction.REEMIT && task.isPresent()) {
            context.forward(RepairRecords.task(refused, task.get(), plan.attempt(), now), RepairTopology.TASKS_SINK);
        } else if (action == RepairAction.DEAD) {
            context.forward(
                    RepairRecords.dead(refused, policy.whyGivenUp(refused.error()), after, now),
                    RepairTopology.DEAD_SINK);
        } else {
            book.add(waiting);
            change(waiting, 1, now);
            if (waiting.due() != null) {
                context.forward(RepairRecords.parked(waiting, plan.attempt(), now), RepairTopology.PARKED_SINK);
            }
        }
    }

    /** Tries {@code waiting} again, for {@code pool} or else its own, with {@code patch} applied. */
    Outcome tryAgain(Waiting waiting, @Nullable String pool, @Nullable RawJson patch, String action, Instant now) {
        int attempt = waiting.error().record().attempt();
        if (policy.isLast(attempt)) {
            giveUp(waiting, Policy.ATTEMPTS, now);
            return Outcome.DEAD;
        }
        Optional<RawJson> task = NextTry.task(waiting, pool, patch);
        if (task.isEmpty()) {
            return Outcome.SKIPPED;
        }
        take(waiting, now);
        count(waiting, action, now);
        context.forward(RepairRecords.task(waiting, task.get(), attempt + 1, now), RepairTopology.TASKS_SINK);
        return Outcome.SENT;
    }

    /** Gives {@code waiting} up because of {@code why}. */
    void giveUp(Waiting waiting, String why, Instant now) {
        take(waiting, now);
        count(waiting, RepairAction.DEAD.name(), now);
        History history = HistoryCodec.decode(histories.get(waiting.key()));
        context.forward(RepairRecords.dead(waiting, why, history, now), RepairTopology.DEAD_SINK);
    }

    private void take(Waiting waiting, Instant now) {
        book.remove(waiting);
        change(waiting, -1, now);
    }

    private void count(Waiting waiting, String action, Instant now) {
        recorder.count(Metric.REPAIRS, now, Labels.of(errorClass(waiting), action));
    }

    private void change(Waiting waiting, long change, Instant now) {
        Metric metric = waiting.due() == null ? Metric.QUARANTINE : Metric.PARKED;
        recorder.change(metric, now, Labels.of(errorClass(waiting)), change);
    }

    private static String errorClass(Waiting waiting) {
        return waiting.error().errorClass().value();
    }
}
