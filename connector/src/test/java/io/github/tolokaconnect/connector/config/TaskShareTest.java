package io.github.tolokaconnect.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TaskShareTest {

    @Property
    void sharesNeverExceedALimitThatHasOneForEach(
            @ForAll @IntRange(min = 1, max = 500) int count,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long more) {
        long limit = count + more;

        long sum = IntStream.range(0, count)
                .mapToLong(index -> new TaskShare(index, count).of(limit))
                .sum();

        assertThat(sum).isBetween(limit - count + 1, limit);
    }

    @Property
    void everySinkTaskHasAtLeastOne(@ForAll @IntRange(min = 1, max = 500) int count) {
        assertThat(new TaskShare(0, count).of(1)).isEqualTo(1);
    }

    @Property
    void isReadAsItWasWritten(@ForAll @IntRange(min = 0, max = 99) int index, @ForAll @IntRange(min = 100) int count) {
        var share = new TaskShare(index, count);

        assertThat(TaskShare.from(share.addTo(SampleConfig.with()))).isEqualTo(share);
    }

    @Test
    void isWholeWhereTheConnectorGaveNone() {
        assertThat(TaskShare.from(Map.of())).isEqualTo(new TaskShare(0, 1));
    }

    @Test
    void dividesTheAccountsQuota() {
        var config = SampleConfig.read("rate.limit.preset", "conservative", "rate.limit.tasks.per.day", "1000");

        var limits = config.pacing().limitsOf(new TaskShare(1, 3));

        assertThat(limits.requestsPerSecond()).isEqualTo(100);
        assertThat(limits.tasksPerMinute()).isEqualTo(33_333);
        assertThat(limits.tasksPerDay()).isEqualTo(333);
    }

    @Test
    void refusesANumberThatNoSinkTaskHas() {
        assertThatThrownBy(() -> new TaskShare(3, 3)).hasMessage("there is no sink task 3 of 3");
    }
}
