package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final SinkTaskMetrics metrics = new SinkTaskMetrics();
    private final List<String> said = new ArrayList<>();
    private final Warnings warnings = new Warnings(now::get, metrics, said::add);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void saysEachKindAtOnce() {
        say("TLK-301 quota");
        say("TLK-302 network");

        assertThat(said)
                .containsExactly(
                        "TLK-301 quota retryInMs=1500 suppressed=0", "TLK-302 network retryInMs=1500 suppressed=0");
    }

    @Test
    void saysAKindAgainAfterTenSecondsAndHowOftenItWasQuiet() {
        say("TLK-301 first");
        say("TLK-301 second");
        now.set(now.get().plusMillis(9_999));
        say("TLK-301 third");
        now.set(now.get().plusMillis(1));
        say("TLK-301 fourth");

        assertThat(said)
                .containsExactly(
                        "TLK-301 first retryInMs=1500 suppressed=0", "TLK-301 fourth retryInMs=1500 suppressed=2");
    }

    @Test
    void saysLittleOfAnOutageThatLastsADay() {
        for (int second = 0; second < Duration.ofDays(1).toSeconds(); second++) {
            say("TLK-302 network");
            now.set(now.get().plusSeconds(1));
        }

        assertThat(said).hasSizeBetween(24, 24 * 6 + 8);
        assertThat(said.get(said.size() - 1)).endsWith(" suppressed=599");
    }

    @Test
    void aKindThatStoppedIsNewsWhenItBeginsAgain() {
        for (int second = 0; second < 3_600; second++) {
            say("TLK-302 network");
            now.set(now.get().plusSeconds(1));
        }
        now.set(now.get().plus(Duration.ofHours(1)));
        said.clear();
        say("TLK-302 first");
        now.set(now.get().plusSeconds(10));
        say("TLK-302 ten seconds later");

        assertThat(said).hasSize(2).last().asString().startsWith("TLK-302 ten seconds later");
    }

    @Test
    void countsWhatItDoesNotSay() {
        say("TLK-301 first");
        say("TLK-301 second");

        assertThat(metrics.registry()
                        .counter("toloka.retries", "reason", "TLK-301")
                        .count())
                .isEqualTo(2);
    }

    private void say(String message) {
        warnings.say(new Effect.Warn(message, Duration.ofMillis(1_500)));
    }
}
