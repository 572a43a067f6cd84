package io.github.tolokaconnect.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final String BROKER = "broker";

    @Property(tries = 200)
    void theSameSeedMakesTheSamePlan(@ForAll long seed, @ForAll @LongRange(min = 10, max = 600) long seconds) {
        assertThat(plan(seed, seconds)).isEqualTo(plan(seed, seconds));
    }

    @Test
    void anotherSeedMakesAnotherPlan() {
        assertThat(plan(1, 180).steps()).isNotEqualTo(plan(2, 180).steps());
    }

    @Property(tries = 200)
    void atMostOneProcessIsAwayAndAllAreBackAtTheEnd(
            @ForAll long seed, @ForAll @LongRange(min = 10, max = 600) long seconds) {
        var away = new HashSet<String>();

        for (var step : plan(seed, seconds).steps()) {
            follow(step.action(), away);
            assertThat(away).hasSizeLessThanOrEqualTo(1);
        }

        assertThat(away).isEmpty();
    }

    @Property(tries = 200)
    void everythingHappensInOrderAndWithinTheTime(
            @ForAll long seed, @ForAll @LongRange(min = 10, max = 600) long seconds) {
        var steps = plan(seed, seconds).steps();

        assertThat(steps)
                .extracting(Step::at)
                .isSorted()
                .allSatisfy(at -> assertThat(at).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(seconds)));
    }

    @Property(tries = 200)
    void nobodyCallsConnectWhileTheBrokerIsAway(@ForAll long seed) {
        var away = new HashSet<String>();

        for (var step : plan(seed, 300).steps()) {
            follow(step.action(), away);
            if (isCallToConnect(step.action())) {
                assertThat(away).doesNotContain(BROKER);
            }
        }
    }

    @Property(tries = 200)
    void aPausedOrStoppedConnectorIsResumed(@ForAll long seed) {
        var isAway = false;

        for (var step : plan(seed, 300).steps()) {
            var action = step.action();
            if (action instanceof Action.PauseConnector || action instanceof Action.StopConnector) {
                assertThat(isAway).isFalse();
                isAway = true;
            } else if (action instanceof Action.ResumeConnector) {
                isAway = false;
            }
        }

        assertThat(isAway).isFalse();
    }

    @Property(tries = 200)
    void threeMinutesSeeEveryKindOfDisturbanceAndSomeDozensInAll(@ForAll long seed) {
        var steps = plan(seed, 180).steps();

        assertThat(kinds(steps.stream())).isEqualTo(Set.of(Action.class.getPermittedSubclasses()));
        assertThat(steps).hasSizeBetween(60, 150);
        assertThat(steps.stream().filter(step -> step.action() instanceof Action.KillWorker))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static Set<Class<?>> kinds(Stream<Step> steps) {
        return steps.map(step -> step.action().getClass()).collect(Collectors.toSet());
    }

    /** Notes which process a step takes away or gives back. */
    private static void follow(Action action, Set<String> away) {
        if (action instanceof Action.KillWorker kill) {
            assertThat(away.add("worker " + kill.worker())).isTrue();
        } else if (action instanceof Action.StopWorker stop) {
            assertThat(away.add("worker " + stop.worker())).isTrue();
        } else if (action instanceof Action.FreezeWorker freeze) {
            assertThat(away.add("worker " + freeze.worker())).isTrue();
        } else if (action instanceof Action.KillBroker || action instanceof Action.StopBroker) {
            assertThat(away.add(BROKER)).isTrue();
        } else if (action instanceof Action.StartWorker start) {
            assertThat(away.remove("worker " + start.worker())).isTrue();
        } else if (action instanceof Action.ThawWorker thaw) {
            assertThat(away.remove("worker " + thaw.worker())).isTrue();
        } else if (action instanceof Action.StartBroker) {
            assertThat(away.remove(BROKER)).isTrue();
        }
    }

    private static boolean isCallToConnect(Action action) {
        return action instanceof Action.RestartConnector
                || action instanceof Action.RestartSinkTask
                || action instanceof Action.Reconfigure
                || action instanceof Action.PauseConnector
                || action instanceof Action.StopConnector
                || action instanceof Action.ResumeConnector;
    }

    private static Plan plan(long seed, long seconds) {
        return Plan.of(seed, Duration.ofSeconds(seconds));
    }
}
