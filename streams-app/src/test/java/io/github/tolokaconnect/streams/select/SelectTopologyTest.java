package io.github.tolokaconnect.streams.select;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Decision.DuplicateOf;
import io.github.tolokaconnect.events.Decision.SourceRecord;
import io.github.tolokaconnect.events.Decision.Verdict;
import io.github.tolokaconnect.events.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTopologyTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    private SelectDriver select;

    @BeforeEach
    void start(@TempDir Path state) {
        select = new SelectDriver(state);
    }

    @AfterEach
    void stop() {
        select.close();
    }

    @Test
    void makesATaskOfAnUncertainPrediction() {
        select.route("cats", ", 'baseline': {'top': 1}");
        select.predict("img-1", 0.5, 0.45);

        TestRecord<String, String> task = select.task();
        assertThat(task.key()).isEqualTo("img-1");
        assertThat(task.value())
                .isEqualTo("{'baseline_solutions':[{'confidence_weight':0.5,'output_values':{'class':'c500'}}],"
                                .replace('\'', '"')
                        + "{'input_values':{'image':'https://images.example.com/img-1'},'overlap':3,'pool_id':'1001'}"
                                .substring(1)
                                .replace('\'', '"'));
        assertThat(task.getRecordTime()).isEqualTo(NOON);
    }

    @Test
    void explainsWhyItMadeATask() {
        select.route("cats", "");
        select.predict("img-1", 0.5, 0.45);

        Decision decision = select.decision();
        assertThat(decision.itemId()).isEqualTo("img-1");
        assertThat(decision.eventTime()).isEqualTo(NOON);
        assertThat(decision.route()).isEqualTo("cats");
        assertThat(decision.verdict()).isEqualTo(Verdict.SELECTED);
        assertThat(decision.reason()).isEqualTo("RULE");
        assertThat(decision.rule()).isEqualTo("margin<0.2");
        assertThat(decision.measures()).isEqualTo(Map.of("margin", 0.05));
        assertThat(decision.poolId()).isEqualTo("1001");
        assertThat(decision.model()).isEqualTo(new ModelRef("catdog", "7"));
        assertThat(decision.prediction()).isEqualTo(Samples.json("{'class':'c500'}"));
        assertThat(decision.record()).isEqualTo(new SourceRecord("labeling.predictions", 0, 0));
    }

    @Test
    void passesOnWhereTheTaskComesFrom() {
        select.route("cats", "");
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(UTF_8))
                .add("tracestate", "t".repeat(2_000).getBytes(UTF_8))
                .add("ce_id", "p-1".getBytes(UTF_8))
                .add("mine", "m".getBytes(UTF_8));
        select.predict(Samples.predictionJson("img-1", 0.5, 0.5), NOON, headers);

        TestRecord<byte[], byte[]> decision = select.decisionRecord();
        assertThat(SelectDriver.headers(decision))
                .containsEntry("ce_type", "io.tolokaconnect.decision.v1")
                .containsEntry("ce_correlationid", "img-1")
                .containsEntry("ce_causationid", "p-1");
        assertThat(SelectDriver.headers(select.task()))
                .isEqualTo(Map.of(
                        "tk_attempt",
                        "1",
                        "ce_correlationid",
                        "img-1",
                        "ce_causationid",
                        SelectDriver.decision(decision).eventId().toString(),
                        "traceparent",
                        "00-1-2-01"));
    }

    @Test
    void leavesAConfidentPredictionAlone() {
        select.route("cats", "");
        select.predict("img-1", 0.9, 0.1);

        assertDecision(Verdict.SKIPPED, "CONFIDENT", "cats");
        assertNoTask();
    }

    @Test
    void skipsWhatNoRouteTakes() {
        select.route("cats", ", 'when': {'pointer': '/model/name', 'eq': 'other'}");
        select.predict("img-1", 0.5, 0.5);

        assertDecision(Verdict.SKIPPED, "NO_ROUTE", null);
        assertNoTask();
    }

    @Test
    void triesRoutesByPriorityAndNotTheDisabledOnes() {
        select.route("first", ", 'priority': 1, 'enabled': false");
        select.route("third", ", 'priority': 3");
        select.route("second", ", 'priority': 2");
        select.predict("img-1", 0.5, 0.5);

        assertDecision(Verdict.SELECTED, "RULE", "second");
    }

    @Test
    void obeysAChangedRouteFromTheNextPredictionOn() {
        select.route("cats", "");
        select.predict("img-1", 0.5, 0.5);
        select.route("cats", ", 'enabled': false");
        select.predict("img-2", 0.5, 0.5);
        select.control("route/cats", null);
        select.predict("img-3", 0.5, 0.5);
        select.route("dogs", "");
        select.predict("img-4", 0.5, 0.5);

        assertThat(select.decisions())
                .extracting(Decision::reason)
                .containsExactly("RULE", "NO_ROUTE", "NO_ROUTE", "RULE");
    }

    @Test
    void doesWithoutARouteThatCannotBeUsed() {
        select.control("route/aaa", "{'route': 'aaa', 'golden': {}}");
        select.route("cats", "");
        select.predict("img-1", 0.5, 0.5);

        assertDecision(Verdict.SELECTED, "RULE", "cats");
        assertThat(select.routes().all())
                .extracting(Routes.RouteState::name, each -> each.problem() == null)
                .containsExactly(tuple("cats", true), tuple("aaa", false));
    }

    @Test
    void sendsTasksToThePoolThatTheAliasStandsForNow() {
        select.control("route/cats", Samples.routeJson("cats", "").replace("'1001'", "'@cats'"));
        select.predict("img-1", 0.5, 0.5);
        select.control("pool/cats", "{'pool_id': '1001'}");
        select.predict("img-2", 0.5, 0.5);
        select.control("pool/cats", "{'pool_id': '2002'}");
        select.predict("img-3", 0.5, 0.5);
        select.predict("img-2", 0.5, 0.5);

        assertThat(select.decisions())
                .extracting(Decision::reason, Decision::poolId)
                .containsExactly(
                        tuple("NO_POOL", null), tuple("RULE", "1001"), tuple("RULE", "2002"), tuple("DUPLICATE", null));
        assertThat(select.tasks())
                .extracting(TestRecord::value)
                .allMatch(task -> task.contains("\"pool_id\":\"1001\"") || task.contains("\"pool_id\":\"2002\""));
    }

    @Test
    void deadLettersAPredictionThatNoTaskCanBeMadeOf() {
        select.route("cats", "");
        String json = Samples.predictionJson("img-1", 0.5, 0.5).replace("'image'", "'picture'");
        select.predict(json, NOON);

        Decision decision = assertDecision(Verdict.INVALID, "MAPPING", "cats");
        assertThat(decision.problem()).contains("/input/image");
        assertDeadLetter(json, "MAPPING");
        assertNoTask();
    }

    @Test
    void deadLettersAPredictionThatCannotBeMeasured() {
        select.route("cats", "");
        select.predict("img-1", 0.5);

        Decision decision = assertDecision(Verdict.INVALID, "NO_MEASURE", "cats");
        assertThat(decision.problem()).isEqualTo("measure margin of the route needs at least 2 of predictions");
        assertThat(select.deadLetters()).hasSize(1);
    }

    @Test
    void deadLettersAPredictionWhoseTaskWouldBeTooLarge() {
        select.route("cats", "");
        select.predict(
                Samples.predictionJson("img-1", 0.5, 0.5)
                        .replace("https://images.example.com/", "x".repeat(Selector.MOST_BYTES)),
                NOON);

        assertDecision(Verdict.INVALID, "TOO_LARGE", "cats");
        assertThat(select.deadLetters()).hasSize(1);
        assertNoTask();
    }

    @Test
    void doesNotTrustTheFuture() {
        select.route("cats", "");
        select.predict("img-1", NOON.plus(Duration.ofHours(2)), 0.5, 0.5);
        select.predict("img-2", NOON.plus(Duration.ofMinutes(59)), 0.5, 0.5);

        assertThat(select.decisions()).extracting(Decision::reason).containsExactly("FUTURE", "RULE");
        assertThat(select.deadLetters()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{'item_id': 'i'}", "{'item_id': 5}"})
    void deadLettersWhatIsNoPredictionAndGoesOn(String json) {
        select.route("cats", "");
        select.predict(json, NOON);
        select.predict("img-1", 0.5, 0.5);

        assertDecision(Verdict.SELECTED, "RULE", "cats");
        TestRecord<byte[], byte[]> dead = select.deadLetters().get(0);
        assertThat(dead.value()).isEqualTo(Samples.bytes(json));
        assertThat(SelectDriver.headers(dead))
                .containsEntry("tk_dead_record", "labeling.predictions-0@0")
                .containsKeys("tk_dead_reason", "tk_dead_problem");
    }

    @Test
    void takesARecordWithoutValueOrTimestampForWhatItIs() {
        select.route("cats", "");
        select.predict((byte[]) null, NOON);
        select.predict("img-1", Instant.ofEpochMilli(-1), 0.5, 0.5);

        assertThat(SelectDriver.headers(select.deadLetters().get(0))).containsEntry("tk_dead_reason", "EMPTY");
        assertThat(select.decision().eventTime()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void skipsASecondPredictionOfTheSame() {
        select.route("cats", "");
        select.predict("img-1", 0.5, 0.5);
        select.predict(
                Samples.predictionJson("copy", 0.5, 0.4)
                        .replace("https://images.example.com/copy", "https://images.example.com/img-1"),
                NOON.minus(DAY));

        Decision second = select.decisions().get(1);
        assertThat(second.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(second.reason()).isEqualTo("DUPLICATE");
        assertThat(second.rule()).isEqualTo("margin<0.2");
        assertThat(second.duplicateOf()).isEqualTo(new DuplicateOf("img-1", NOON));
        assertThat(select.tasks()).hasSize(1);
    }

    @Test
    void looksForDuplicatesInBothDirectionsAsFarAsTheWindowGoes() {
        select.route("cats", "");
        select.predict("img-1", NOON.minus(WEEK), 0.5, 0.5);
        select.predict("img-1", NOON.plusMillis(1), 0.5, 0.5);
        select.predict("img-2", NOON, 0.5, 0.5);
        select.predict("img-2", NOON.minus(WEEK), 0.5, 0.5);
        select.predict("img-2", NOON.minus(WEEK).minusMillis(1), 0.5, 0.5);

        assertThat(select.decisions())
                .extracting(Decision::reason)
                .containsExactly("RULE", "RULE", "RULE", "DUPLICATE", "RULE");
    }

    @Test
    void knowsARecordThatIsReadAgain() {
        select.route("cats", "");
        SourceRecord record = new SourceRecord("labeling.predictions", 4, 17);
        select.deliver(record, NOON);
        select.deliver(record, NOON);
        select.deliver(new SourceRecord("labeling.predictions", 4, 18), NOON);

        assertThat(select.decisions()).extracting(Decision::reason).containsExactly("RULE", "REPROCESSED", "DUPLICATE");
        assertThat(select.tasks()).hasSize(1);
        assertThat(select.decisions().get(1).eventId())
                .isEqualTo(select.decisions().get(0).eventId());
    }

    @Test
    void makesNoTaskOfWhatItCannotKnowToBeTheFirst() {
        // The window is 7 of 30 days, and a day is added: what is more than 24 days behind is late.
        select.route("cats", "");
        select.predict("img-1", NOON, 0.5, 0.5);
        select.predict("img-2", NOON.minus(Duration.ofDays(24)), 0.5, 0.5);
        select.predict("img-3", NOON.minus(Duration.ofDays(24)).minusMillis(1), 0.5, 0.5);

        assertThat(select.decisions()).extracting(Decision::reason).containsExactly("RULE", "RULE", "LATE");
        assertThat(select.tasks()).hasSize(2);
        TestRecord<byte[], byte[]> dead = select.deadLetters().get(0);
        assertThat(new String(dead.value(), UTF_8)).contains("https://images.example.com/img-3");
        assertThat(SelectDriver.headers(dead))
                .containsEntry("tk_dead_reason", "LATE")
                .containsEntry("tk_dead_record", "labeling.predictions-0@2");
        assertThat(select.counted()).contains("labeling.events.late/labeling.predictions=1");
    }

    @Test
    void goesOnAfterWhatIsNotItsOwnBetweenTheSteps() {
        select.route("cats", "");
        select.between("key", "x");
        select.between("key", null);
        select.between(null, "x");
        byte[] cut = new byte[20];
        cut[0] = 1;
        cut[12] = 100;
        select.between(new byte[16], cut);
        select.between(new byte[16], "\1\0\0\0\0\0\0\0\0\0\0\0\2{}7".getBytes(UTF_8));
        select.predict("img-1", 0.5, 0.5);

        assertDecision(Verdict.SELECTED, "RULE", "cats");
        assertThat(select.deadLetters())
                .extracting(dead -> SelectDriver.headers(dead).get("tk_dead_reason"))
                .containsExactly("UNSUPPORTED_VERSION", "EMPTY", "EMPTY", "MALFORMED", "UNKNOWN_SCHEMA");
    }

    @Test
    void countsWhatItDecides() {
        select.route("cats", "");
        select.predict("img-1", 0.5, 0.5);
        select.predict("img-1", 0.5, 0.5);
        select.predict("img-2", 0.9, 0.1);
        select.predict("img-3", 0.9, 0.1);
        select.predict("x", NOON);

        assertThat(select.counted())
                .containsExactlyInAnyOrder(
                        "labeling.decisions/cats,SELECTED,RULE=1",
                        "labeling.decisions/cats,SKIPPED,DUPLICATE=1",
                        "labeling.decisions/cats,SKIPPED,CONFIDENT=2",
                        "labeling.events.unreadable/labeling.predictions,MALFORMED=1");
    }

    private Decision assertDecision(Verdict verdict, String reason, String route) {
        Decision decision = select.decision();
        assertThat(decision.verdict()).isEqualTo(verdict);
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.route()).isEqualTo(route);
        return decision;
    }

    private void assertDeadLetter(String json, String reason) {
        List<TestRecord<byte[], byte[]>> dead = select.deadLetters();
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).value()).isEqualTo(Samples.bytes(json));
        assertThat(SelectDriver.headers(dead.get(0)))
                .containsEntry("tk_dead_reason", reason)
                .containsEntry("tk_dead_record", "labeling.predictions-0@0");
    }

    private void assertNoTask() {
        assertThat(select.tasks()).isEmpty();
    }
}
