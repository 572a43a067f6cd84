package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaborTest {
    private static final Workforce TEN_A_SECOND = Workforce.of(10).withPeople(5);

    private final Conversation api = with(Fixture.demo(), TEN_A_SECOND);

    @Test
    void answersAtItsRate() {
        create(task(1, "\"overlap\":3"), task(2, "\"overlap\":3"));

        api.pass(Duration.ofMillis(450));

        assertThat(answers()).extracting(Answer::submitted).containsExactly(at(100), at(200), at(300), at(400));
    }

    @Test
    void closesAPoolThatHasBeenGivenAllItsAnswers() {
        Conversation limited =
                new Conversation(settings(Fixture.demo(), TEN_A_SECOND, false).withPoolLimits(new PoolLimits(0, 4, 0)));
        limited.post("/tasks", "[" + task(1, "\"overlap\":3") + "," + task(2, "\"overlap\":3") + "]");

        limited.pass(Duration.ofMinutes(1));

        JsonNode pool = limited.get("/pools/1001").json();
        assertThat(limited.answers("1001")).hasSize(4);
        assertThat(pool.path("status").asText()).isEqualTo("CLOSED");
        assertThat(pool.path("last_close_reason").asText()).isEqualTo("ASSIGNMENTS_LIMIT_EXCEEDED");
    }

    @Test
    void goesThroughThePoolsInTurn() {
        create(task(1, "\"overlap\":2"), task(2, "\"overlap\":2").replace("1001", "1002"));

        api.pass(Duration.ofMillis(200));

        assertThat(api.answers("1001")).hasSize(1);
        assertThat(api.answers("1002")).hasSize(1);
    }

    @Test
    void hasEachTaskAnsweredByDifferentPeople() {
        create(task(1, "\"overlap\":5"));

        api.pass(Duration.ofMinutes(1));

        assertThat(answers()).hasSize(5).extracting(Answer::userId).doesNotHaveDuplicates();
    }

    @Test
    void countsDownTheRemainingOverlap() {
        String id = create(task(1, "\"overlap\":3"));

        api.pass(Duration.ofMillis(200));

        assertThat(api.get("/tasks/" + id).json().path("remaining_overlap").asInt())
                .isEqualTo(1);
    }

    @Test
    void showsATaskThatNobodyHasReachedWithAllOfItsOverlap() {
        create(task(1, "\"overlap\":3"));
        String id = create(task(2, "\"overlap\":4"));

        api.pass(Duration.ofMillis(100));

        assertThat(api.get("/tasks/" + id).json().path("remaining_overlap").asInt())
                .isEqualTo(4);
    }

    @Test
    void goesBackToATaskWhoseOverlapWasRaised() {
        String first = create(task(1, "\"overlap\":1"));
        create(task(2, "\"overlap\":1"));
        api.pass(Duration.ofMinutes(1));

        api.patch("/tasks/" + first, "{\"overlap\":3}");
        api.pass(Duration.ofMinutes(1));

        assertThat(answersTo(first)).hasSize(3).extracting(Answer::userId).doesNotHaveDuplicates();
        assertThat(answers()).hasSize(4);
        assertThat(api.get("/tasks/" + first).json().path("remaining_overlap").asInt())
                .isZero();
    }

    @Test
    void stopsAtATaskWhoseOverlapIsSetToZero() {
        String id = create(task(1, "\"overlap\":5"));
        api.pass(Duration.ofMillis(200));

        api.patch("/tasks/" + id + "/set-overlap-or-min", "{\"overlap\":0}");
        api.pass(Duration.ofMinutes(1));

        assertThat(answers()).hasSize(2);
    }

    @Test
    void hasATaskOfInfiniteOverlapAnsweredByEverybodyOnce() {
        create(task(1, "\"infinite_overlap\":true"));

        api.pass(Duration.ofMinutes(1));

        assertThat(answers()).hasSize(5).extracting(Answer::userId).doesNotHaveDuplicates();
    }

    @Test
    void leavesATaskWithoutAnswersThatMorePeopleAreToDoThanThereAre() {
        String id = create(task(1, "\"overlap\":7"));

        api.pass(Duration.ofDays(10));

        assertThat(answers()).hasSize(5);
        assertThat(api.get("/tasks/" + id).json().path("remaining_overlap").asInt())
                .isEqualTo(2);
        assertThat(pool().path("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void letsOnlyThoseAnswerForWhomATaskIsReserved() {
        create(task(1, "\"overlap\":3,\"reserved_for\":[\"ann\",\"bob\"]"));

        api.pass(Duration.ofMinutes(1));

        assertThat(answers()).extracting(Answer::userId).containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void letsNobodyAnswerForWhomATaskIsUnavailable() {
        create(task(1, "\"overlap\":5"));
        api.pass(Duration.ofMinutes(1));
        String somebody = answers().get(0).userId();

        String id = create(task(2, "\"overlap\":5,\"unavailable_for\":[\"" + somebody + "\"]"));
        api.pass(Duration.ofMinutes(1));

        assertThat(answersTo(id)).hasSize(4).extracting(Answer::userId).doesNotContain(somebody);
    }

    @Test
    void answersNothingInAClosedPoolAndGoesOnWhenItIsOpen() {
        create(task(1, "\"overlap\":5"));
        api.pass(Duration.ofMillis(250));

        api.post("/pools/1001/close", "");
        api.pass(Duration.ofHours(1));
        int whileClosed = answers().size();
        api.post("/pools/1001/open", "");
        api.pass(Duration.ofHours(1));

        assertThat(whileClosed).isEqualTo(2);
        assertThat(answers()).hasSize(5);
    }

    @Test
    void answersWhatAnOperationCreatesFromTheInstantOfItsEndOn() {
        JsonNode operation =
                api.operation("", "[" + task(1, "\"overlap\":1") + "]").json();

        api.pass(Duration.ofSeconds(1));

        Instant end = Instant.parse(operation.path("finished").asText() + "Z");
        assertThat(answers()).singleElement().extracting(Answer::submitted).isEqualTo(end.plusMillis(100));
    }

    @Test
    void paysTheRewardOfEachAcceptedAnswer() {
        Conversation half = with(Fixture.demo(), TEN_A_SECOND.withAccepted(0.5));
        half.post("/tasks", tasks(20, "\"overlap\":5"));

        half.pass(Duration.ofMinutes(1));

        long accepted = half.answers("1001").stream().filter(Answer::isAccepted).count();
        assertThat(accepted).isBetween(30L, 70L);
        assertThat(half.get("/requester").json().path("balance").decimalValue())
                .isEqualByComparingTo(new BigDecimal("120.3")
                        .subtract(new BigDecimal("0.05").multiply(BigDecimal.valueOf(accepted))));
    }

    @Test
    void closesThePoolWhenTheBalanceIsGone() {
        Conversation poor = with(world("0.12", 0), TEN_A_SECOND);
        poor.post("/tasks", tasks(5, "\"overlap\":1"));

        poor.pass(Duration.ofMinutes(1));

        assertThat(poor.answers("1001")).hasSize(2);
        assertThat(poor.get("/requester").json().path("balance").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(poor.get("/pools/1001").json().path("last_close_reason").asText())
                .isEqualTo("NOT_ENOUGH_BALANCE");
    }

    @Test
    void closesThePoolWhenEverythingIsAnsweredAndItsDelayHasPassed() {
        Conversation quick = with(world("10", 60), TEN_A_SECOND);
        quick.post("/tasks", tasks(2, "\"overlap\":1"));

        quick.pass(Duration.ofSeconds(59));
        quick.post("/tasks", task(3, "\"overlap\":1"));
        quick.pass(Duration.ofSeconds(30));
        String before = quick.get("/pools/1001").json().path("status").asText();
        quick.pass(Duration.ofSeconds(31));

        JsonNode pool = quick.get("/pools/1001").json();
        assertThat(before).isEqualTo("OPEN");
        assertThat(pool.path("status").asText()).isEqualTo("CLOSED");
        assertThat(pool.path("last_close_reason").asText()).isEqualTo("COMPLETED");
        assertThat(pool.path("last_stopped").asText()).isEqualTo("2026-03-01T12:01:59.100");
    }

    @Test
    void closesThePoolWhenNobodyIsToAnswerItsLastTaskAnyMore() {
        Conversation quick = with(world("10", 0), TEN_A_SECOND);
        String id =
                quick.post("/tasks", task(1, "\"overlap\":5")).json().path("id").asText();
        quick.pass(Duration.ofMillis(200));
        quick.patch("/tasks/" + id + "/set-overlap-or-min", "{\"overlap\":0}");

        quick.pass(Duration.ofSeconds(1));

        JsonNode pool = quick.get("/pools/1001").json();
        assertThat(pool.path("last_close_reason").asText()).isEqualTo("COMPLETED");
        assertThat(pool.path("last_stopped").asText()).isEqualTo("2026-03-01T12:00:00.300");
    }

    @Test
    void waitsWhileNobodyFetchesTheAnswers() {
        Conversation watched =
                new Conversation(settings(world("1e6", 0), Workforce.of(100_000).withPeople(30), true));
        watched.post("/tasks", tasks(Outbox.CAPACITY / 25, "\"overlap\":30"));

        watched.pass(Duration.ofHours(1));
        long whileFull = watched.audit().answers();
        int fetched = watched.fetch(1_000).size();
        watched.pass(Duration.ofMillis(5));

        assertThat(whileFull).isEqualTo(Outbox.CAPACITY);
        assertThat(fetched).isEqualTo(1_000);
        assertThat(watched.audit().answers()).isEqualTo(Outbox.CAPACITY + 500);
    }

    @Test
    void refusesAProjectWhoseAnswersNobodyCanMakeUp() {
        Fixture impossible = Fixture.demo()
                .withProject("{\"id\":\"7\",\"task_spec\":{\"input_spec\":{},\"output_spec\":"
                        + "{\"code\":{\"type\":\"string\",\"pattern\":\"Q[0-9]{17}\"}}}}");

        assertThatThrownBy(() -> with(impossible, TEN_A_SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("output field code of project 7");
    }

    private static Instant at(long millis) {
        return Conversation.START.plusMillis(millis);
    }

    private static Conversation with(Fixture fixture, Workforce workforce) {
        return new Conversation(settings(fixture, workforce, false));
    }

    private static Settings settings(Fixture fixture, Workforce workforce, boolean handsOut) {
        return Settings.DEFAULT
                .withFixture(fixture)
                .withQuotas(Quotas.NONE)
                .withOperationTime(OperationTime.ofMillis(0, 0))
                .withStaffing(new Staffing(workforce, handsOut, null));
    }

    /** The demo project with one pool, 0.05 an answer. */
    private static Fixture world(String balance, int closeDelaySeconds) {
        return Fixture.fromJson("{\"tokens\":[\"demo-token\"],\"requester\":{\"id\":\"r\",\"balance\":" + balance + "},"
                + "\"projects\":[" + Fixture.demo().projects().get(0).json() + "],"
                + "\"pools\":[{\"id\":\"1001\",\"project_id\":\"100\",\"status\":\"OPEN\",\"mixer_config\":{},"
                + "\"reward_per_assignment\":0.05,\"auto_close_after_complete_delay_seconds\":" + closeDelaySeconds
                + "}]}");
    }

    private String create(String... tasks) {
        JsonNode items =
                api.post("/tasks", "[" + String.join(",", tasks) + "]").json().path("items");
        return items.path("0").path("id").asText();
    }

    private List<Answer> answers() {
        return api.answers("1001");
    }

    private List<Answer> answersTo(String task) {
        return answers().stream().filter(answer -> answer.taskId().equals(task)).toList();
    }

    private JsonNode pool() {
        return api.get("/pools/1001").json();
    }

    static String task(int number, String fields) {
        return "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://example.com/" + number + ".jpg\"}," + fields
                + "}";
    }

    static String tasks(int count, String fields) {
        return IntStream.range(0, count)
                .mapToObj(number -> task(number, fields))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
