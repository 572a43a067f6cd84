package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.Recovered;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservedCommitsTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats", 3);

    private final SinkTaskMetrics metrics = new SinkTaskMetrics();
    private final List<DeliveryEvent> answers = new ArrayList<>();
    private final Silent silent = new Silent();
    private final ObservedCommits commits = ObservedCommits.of(metrics, answers::add, this::silent);
    private Consumer<DeliveryEvent> answer;

    @AfterEach
    void close() {
        commits.close();
        metrics.close();
    }

    @Test
    void timesCommitsByHowTheyEnd() {
        commit(1);
        commit(2);
        commit(3);

        answer.accept(new DeliveryEvent.Committed(SOURCE, 1));
        answer.accept(new DeliveryEvent.NotCommitted(SOURCE, 2, "no leader", false));
        answer.accept(new DeliveryEvent.NotCommitted(SOURCE, 3, "a newer one", true));

        assertThat(metrics.commits("COMMITTED").count()).isEqualTo(1);
        assertThat(metrics.commits("FAILED").count()).isEqualTo(1);
        assertThat(metrics.commits("FENCED").count()).isEqualTo(1);
        assertThat(answers).hasSize(3);
    }

    @Test
    void timesClaimsByHowTheyEnd() {
        commits.claim(new Effect.Claim(SOURCE, 1));
        commits.claim(new Effect.Claim(SOURCE, 2));

        answer.accept(new DeliveryEvent.NotClaimed(SOURCE, 1, "no coordinator"));
        answer.accept(new DeliveryEvent.Claimed(SOURCE, 2, Recovered.NOTHING, SourceLog.UNKNOWN));

        assertThat(metrics.claims("FAILED").count()).isEqualTo(1);
        assertThat(metrics.claims("CLAIMED").count()).isEqualTo(1);
    }

    @Test
    void forgetsWhatMovedAway() {
        commit(1);
        commits.release(new Effect.Release(List.of(SOURCE)));

        answer.accept(new DeliveryEvent.Committed(SOURCE, 1));

        assertThat(metrics.commits("COMMITTED").count()).isZero();
        assertThat(answers).as("it is passed on all the same").hasSize(1);
        assertThat(silent.released).isEqualTo(1);
    }

    private void commit(long ticket) {
        commits.commit(new Effect.Commit(ticket, SOURCE, List.of(), List.of()));
    }

    private Commits silent(Consumer<DeliveryEvent> given) {
        answer = given;
        return silent;
    }

    /** Answers when the test does. */
    private static final class Silent implements Commits {
        private int released;

        @Override
        public void commit(Effect.Commit what) {}

        @Override
        public void claim(Effect.Claim what) {}

        @Override
        public void survey(Effect.Survey what) {}

        @Override
        public void release(Effect.Release what) {
            released++;
        }

        @Override
        public void close() {}
    }
}
