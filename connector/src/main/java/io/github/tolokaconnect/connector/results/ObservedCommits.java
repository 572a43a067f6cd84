package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** Other {@link Commits}, measured: how long commits and claims take from when they are asked for, and how they end. */
public final class ObservedCommits implements Commits {
    private final Commits commits;
    private final Times times;

    private ObservedCommits(Commits commits, Times times) {
        this.commits = commits;
        this.times = times;
    }

    /**
     * What {@code commits} makes, measured.
     *
     * @param answers takes what happened, from any thread
     * @param commits is given the answers to use
     */
    public static ObservedCommits of(
            SinkTaskMetrics metrics,
            Consumer<DeliveryEvent> answers,
            Function<Consumer<DeliveryEvent>, Commits> commits) {
        var times = new Times(metrics, answers);
        return new ObservedCommits(commits.apply(times::answered), times);
    }

    @Override
    public void commit(Effect.Commit what) {
        times.asked(what.topicPartition(), what.ticket());
        commits.commit(what);
    }

    @Override
    public void claim(Effect.Claim what) {
        times.asked(what.topicPartition(), what.ticket());
        commits.claim(what);
    }

    @Override
    public void survey(Effect.Survey what) {
        commits.survey(what);
    }

    @Override
    public void release(Effect.Release what) {
        commits.release(what);
        what.topicPartitions().forEach(times::forget);
    }

    @Override
    public void close() {
        commits.close();
    }

    /** When what was asked for; asked by Connect's thread, answered on any. */
    private static final class Times {
        private final SinkTaskMetrics metrics;
        private final Consumer<DeliveryEvent> answers;
        private final Map<Asked, Timer.Sample> open = new ConcurrentHashMap<>();

        private record Asked(TopicPartition topicPartition, long ticket) {}

        Times(SinkTaskMetrics metrics, Consumer<DeliveryEvent> answers) {
            this.metrics = metrics;
            this.answers = answers;
        }

        void asked(TopicPartition topicPartition, long ticket) {
            open.put(new Asked(topicPartition, ticket), Timer.start(metrics.registry()));
        }

        void forget(TopicPartition topicPartition) {
            open.keySet().removeIf(asked -> asked.topicPartition().equals(topicPartition));
        }

        void answered(DeliveryEvent event) {
            if (event instanceof DeliveryEvent.Committed committed) {
                stop(committed.topicPartition(), committed.ticket(), metrics.commits("COMMITTED"));
            } else if (event instanceof DeliveryEvent.NotCommitted failed) {
                var outcome = failed.fenced() ? "FENCED" : "FAILED";
                stop(failed.topicPartition(), failed.ticket(), metrics.commits(outcome));
            } else if (event instanceof DeliveryEvent.Claimed claimed) {
                stop(claimed.topicPartition(), claimed.ticket(), metrics.claims("CLAIMED"));
            } else if (event instanceof DeliveryEvent.NotClaimed failed) {
                stop(failed.topicPartition(), failed.ticket(), metrics.claims("FAILED"));
            }
            answers.accept(event);
        }

        private void stop(TopicPartition topicPartition, long ticket, Timer timer) {
            var sample = open.remove(new Asked(topicPartition, ticket));
            if (sample != null) {
                sample.stop(timer);
            }
        }
    }
}
