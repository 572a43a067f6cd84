package io.github.tolokaconnect.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultPlanTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Fault LOST = new NetworkFault.AnswerLost();
    private static final Fault TRUNCATED = new NetworkFault.AnswerTruncated(null);
    private static final Fault DELAYED = new NetworkFault.AnswerDelayed(Duration.ofMillis(5));
    private static final Fault BUSY = new AnsweringFault.TooManyRequests(null, null);
    private static final Fault REVOKED = new AnsweringFault.TokenRevoked(401);
    private static final Fault STUCK = new PlatformFault.OperationStuck();
    private static final RequestFacts SUBMISSION = new RequestFacts(
            "POST",
            "/tasks",
            Set.of(new PoolId("1001")),
            Set.of(Aspect.CREATES_TASKS, Aspect.STARTS_OPERATION, Aspect.CONCERNS_POOL),
            null);
    private static final RequestFacts READING = new RequestFacts("GET", "/operations/5/log", Set.of(), Set.of(), null);

    private final FaultPlan plan = new FaultPlan(1);

    @Test
    void meetsEveryRequestWithARuleWithoutConditions() {
        plan.add(FaultRule.of(LOST), START);

        assertThat(fired(SUBMISSION)).containsExactly(LOST);
        assertThat(fired(READING)).containsExactly(LOST);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /tasks, 1001, true",
        "post, /t*, 1001, true",
        "POST, /**, 1001, true",
        "GET, /tasks, 1001, false",
        "POST, /tasks/*, 1001, false",
        "POST, /task, 1001, false",
        "POST, /tasks, 1002, false",
    })
    void meetsOnlyRequestsThatAllConditionsApplyTo(String method, String path, String pool, boolean meets) {
        plan.add(FaultRule.builder(LOST).method(method).path(path).pool(pool).build(), START);

        assertThat(fired(SUBMISSION).isEmpty()).isEqualTo(!meets);
    }

    @Test
    void matchesOneSegmentWithAStar() {
        plan.add(FaultRule.builder(LOST).path("/operations/*/log").build(), START);
        RequestFacts deeper = new RequestFacts("GET", "/operations/5/6/log", Set.of(), Set.of(), null);

        assertThat(fired(READING)).isNotEmpty();
        assertThat(fired(deeper)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT10S, PT20S, 9, false",
        "PT10S, PT20S, 10, true",
        "PT10S, PT20S, 19, true",
        "PT10S, PT20S, 20, false",
        "2026-03-01T12:00:10Z, 2026-03-01T12:00:20Z, 9, false",
        "2026-03-01T12:00:10Z, 2026-03-01T12:00:20Z, 10, true",
        "2026-03-01T12:00:10Z, PT20S, 20, false",
    })
    void meetsRequestsBetweenTwoMoments(String from, String to, long second, boolean meets) {
        plan.add(
                FaultRule.builder(LOST)
                        .between(Moment.parse(from), Moment.parse(to))
                        .build(),
                START);

        Verdict verdict = plan.meet(SUBMISSION, START.plusSeconds(second));

        assertThat(verdict.find(NetworkFault.AnswerLost.class).isPresent()).isEqualTo(meets);
    }

    @Test
    void countsOnlyRequestsOnWhichTheFaultCanShow() {
        FaultReport rule = plan.add(FaultRule.builder(STUCK).nth(2).build(), START);

        fired(SUBMISSION);
        fired(READING);

        assertThat(fired(SUBMISSION)).containsExactly(STUCK);
        assertThat(plan.report(rule.id()).orElseThrow().seen()).isEqualTo(2);
        assertThat(plan.report(rule.id()).orElseThrow().fired()).isEqualTo(1);
    }

    @Test
    void putsTogetherWhatFitsTogether() {
        plan.add(FaultRule.of(STUCK), START);
        plan.add(FaultRule.of(DELAYED), START);
        plan.add(FaultRule.of(LOST), START);

        assertThat(fired(SUBMISSION)).containsExactly(STUCK, DELAYED, LOST);
    }

    @Test
    void letsTheFirstWinOfFaultsThatExcludeEachOther() {
        plan.add(FaultRule.of(BUSY), START);
        FaultReport late = plan.add(FaultRule.builder(REVOKED).times(1).build(), START);
        plan.add(FaultRule.of(STUCK), START);
        plan.add(FaultRule.of(LOST), START);
        plan.add(FaultRule.of(TRUNCATED), START);

        assertThat(fired(SUBMISSION)).containsExactly(BUSY, LOST);
        assertThat(plan.report(late.id()).orElseThrow().seen()).isEqualTo(1);
        assertThat(plan.report(late.id()).orElseThrow().fired()).isZero();
    }

    @Test
    void forgetsARuleThatIsRemovedButNotItsFaults() {
        FaultReport rule = plan.add(FaultRule.of(LOST), START);
        fired(SUBMISSION);

        FaultReport last = plan.remove(rule.id()).orElseThrow();

        assertThat(last.fired()).isEqualTo(1);
        assertThat(fired(SUBMISSION)).isEmpty();
        assertThat(plan.remove(rule.id())).isEmpty();
        assertThat(plan.fired()).isEqualTo(1);
    }

    @Property(tries = 200)
    void firesOnTheCountsThatItsRuleSays(
            @ForAll @IntRange(min = 1, max = 20) int nth,
            @ForAll @IntRange(min = 1, max = 20) int every,
            @ForAll @IntRange(min = 1, max = 10) int times) {
        FaultPlan fresh = new FaultPlan(1);
        fresh.add(FaultRule.builder(LOST).nth(nth).every(every).times(times).build(), START);

        List<Long> counts = LongStream.rangeClosed(1, 100)
                .filter(count -> isFired(fresh, LOST))
                .boxed()
                .toList();

        assertThat(counts)
                .isEqualTo(LongStream.iterate(nth, count -> count <= 100, count -> count + every)
                        .limit(times)
                        .boxed()
                        .toList());
    }

    @Property(tries = 100)
    void decidesTheSameWithTheSameSeedWhateverOtherRulesThereAre(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 1) double probability) {
        FaultRule rule = FaultRule.builder(LOST).probability(probability).build();
        FaultPlan alone = new FaultPlan(seed);
        alone.add(rule, START);
        FaultPlan crowded = new FaultPlan(seed);
        crowded.add(rule, START);
        crowded.add(FaultRule.builder(BUSY).probability(0.5).build(), START);
        crowded.add(FaultRule.builder(DELAYED).probability(0.3).build(), START);

        assertThat(IntStream.range(0, 100).mapToObj(index -> isFired(alone, LOST)))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(index -> isFired(crowded, LOST))
                        .toList());
    }

    @Property(tries = 50)
    void firesAboutAsOftenAsItsProbabilitySays(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 0.9) double probability) {
        FaultPlan fresh = new FaultPlan(seed);
        fresh.add(FaultRule.builder(LOST).probability(probability).build(), START);

        long fired =
                IntStream.range(0, 2_000).filter(index -> isFired(fresh, LOST)).count();

        // Six standard deviations: of a thousand million runs, two fail.
        assertThat((double) fired)
                .isBetween(
                        2_000 * probability - 6 * Math.sqrt(2_000 * probability * (1 - probability)),
                        2_000 * probability + 6 * Math.sqrt(2_000 * probability * (1 - probability)));
    }

    private static boolean isFired(FaultPlan plan, Fault fault) {
        return plan.meet(SUBMISSION, START).find(fault.getClass()).isPresent();
    }

    private List<Fault> fired(RequestFacts facts) {
        Verdict verdict = plan.meet(facts, START);
        List<Fault> faults = new ArrayList<>();
        for (Fault fault : List.of(BUSY, REVOKED, STUCK, DELAYED, LOST, TRUNCATED)) {
            verdict.find(fault.getClass()).ifPresent(faults::add);
        }
        return faults;
    }
}
