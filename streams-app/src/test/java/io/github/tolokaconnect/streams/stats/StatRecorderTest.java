package io.github.tolokaconnect.streams.stats;

import static io.github.tolokaconnect.streams.stats.CountingTopology.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatRecorderTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Labels CATS = Labels.of("toloka-sink", "cats");
    private static final Labels DOGS = Labels.of("toloka-sink", "dogs");

    @TempDir
    private Path directory;

    private CountingTopology app;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void rollsMinutesUpIntoHoursAndATotal() {
        start((recorder, minutes) ->
                recorder.count(Metric.TASKS_CREATED, NOON.plus(Duration.parse("PT" + minutes + "M")), CATS));

        send("-61", "0", "0", "1");
        app.pass(SECOND);

        assertThat(counts(Window.MINUTE))
                .containsExactly(entry(NOON.minusSeconds(3_660), 1L), entry(NOON, 2L), entry(NOON.plusSeconds(60), 1L));
        assertThat(counts(Window.HOUR)).containsExactly(entry(NOON.minusSeconds(7_200), 1L), entry(NOON, 3L));
        assertThat(total(CATS).count()).isEqualTo(4);
        assertThat(total(CATS).last()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void addsToWhatWasPublishedBefore() {
        start(counting(NOON));

        send("cats");
        app.pass(SECOND);
        send("cats", "cats", "dogs");
        app.pass(SECOND);

        assertThat(total(CATS).count()).isEqualTo(3);
        assertThat(total(DOGS).count()).isEqualTo(1);
        assertThat(counts(Window.MINUTE)).containsExactly(entry(NOON, 4L));
    }

    @Test
    void addsUpWhatTheProcessorsOfOneStreamTaskCount() {
        start(counting(NOON));

        app.send("left", "cats");
        app.send("right", "cats");
        app.pass(SECOND);
        app.send("right", "cats");
        app.pass(SECOND);

        assertThat(total(CATS).count()).isEqualTo(3);
    }

    @Test
    void forgetsWindowsPastTheirRetentionButNotTheTotal() {
        start(counting(NOON));
        send("cats");
        app.pass(SECOND);

        app.pass(Window.MINUTE.retention().plusMinutes(6));

        assertThat(counts(Window.MINUTE)).isEmpty();
        assertThat(counts(Window.HOUR)).containsExactly(entry(NOON, 1L));

        app.pass(Window.HOUR.retention());

        assertThat(counts(Window.HOUR)).isEmpty();
        assertThat(total(CATS).count()).isEqualTo(1);
    }

    @Test
    void countsWhatIsTooOldForAnyWindowInTheTotal() {
        start(counting(NOON.minus(Duration.ofDays(400))));

        send("cats");
        app.pass(SECOND);
        app.pass(Duration.ofMinutes(6));

        assertThat(counts(Window.MINUTE)).isEmpty();
        assertThat(counts(Window.HOUR)).isEmpty();
        assertThat(total(CATS).count()).isEqualTo(1);
    }

    @Test
    void takesAFarFutureForNow() {
        start(counting(NOON.plus(Duration.ofDays(9_000))));

        send("cats");
        app.pass(SECOND);

        assertThat(counts(Window.MINUTE)).containsExactly(entry(NOON, 1L));
    }

    @Test
    void countsSeriesBeyondTheBoundAsOther() {
        start((recorder, pool) -> recorder.count(Metric.TASKS_CREATED, NOON, Labels.of("toloka-sink", pool)));

        for (int pool = 0; pool < Metric.TASKS_CREATED.mostSeries() + 7; pool++) {
            send("pool-" + pool);
        }
        send("pool-0");
        app.pass(SECOND);

        Map<Labels, Stat> totals = app.stats().totals(Metric.TASKS_CREATED);
        assertThat(totals).hasSize(Metric.TASKS_CREATED.mostSeries() + 1);
        assertThat(total(Labels.of(Labels.OTHER, Labels.OTHER)).count()).isEqualTo(7);
        assertThat(total(Labels.of("toloka-sink", "pool-0")).count()).isEqualTo(2);
    }

    @Test
    void cutsLongLabelsAndKeepsTheirCount() {
        start((recorder, pool) -> recorder.count(Metric.TASKS_CREATED, NOON, Labels.of("toloka-sink", pool)));

        send("x".repeat(5_000), "x".repeat(6_000));
        app.pass(SECOND);

        assertThat(total(Labels.of("toloka-sink", "x".repeat(200))).count()).isEqualTo(2);
    }

    @Test
    void keepsTheFirstSamples() {
        start((recorder, number) ->
                recorder.sample(Metric.ERRORS, NOON, Labels.of("CODE", "/a", "cats"), id(Long.parseLong(number))));

        send("1", "2", "2");
        app.pass(SECOND);
        send("3", "4");
        app.pass(SECOND);

        Stat total = app.stats().totals(Metric.ERRORS).get(Labels.of("CODE", "/a", "cats"));
        assertThat(total.count()).isEqualTo(5);
        assertThat(total.samples()).containsExactly(id(1), id(2), id(3));
    }

    @Test
    void sumsDurations() {
        start((recorder, millis) -> recorder.time(
                Metric.LABEL_LATENCY, NOON, Labels.of("cats"), Duration.ofMillis(Long.parseLong(millis))));

        send("100", "101", "-5", "9999999");
        app.pass(SECOND);

        Stat total = app.stats().totals(Metric.LABEL_LATENCY).get(Labels.of("cats"));
        assertThat(total.count()).isEqualTo(4);
        assertThat(total.seconds()).isEqualTo(0.1 + 0.101 + 9_999.999);
        assertThat(total.buckets()).startsWith(2L, 1L, 0L).endsWith(0L, 1L);
    }

    @Test
    void growsAndShrinksAGauge() {
        start((recorder, change) ->
                recorder.change(Metric.QUARANTINE, NOON, Labels.of("DATA"), Long.parseLong(change)));

        send("5", "-2");
        app.pass(SECOND);
        send("-3");
        app.pass(SECOND);

        assertThat(app.stats().totals(Metric.QUARANTINE))
                .containsOnly(entry(Labels.of("DATA"), Stat.count(0).until(NOON)));
    }

    @Test
    void leavesOutRowsThatAreNone() {
        start(counting(NOON));

        app.publish("toloka.tasks.created/TOTAL/0000000000000/one/test-9", "{\"count\":1}".getBytes(UTF_8));
        app.publish("toloka.tasks.created/TOTAL/0000000000000/a,b/test-9", "no json".getBytes(UTF_8));
        app.publish(
                "toloka.tasks.created/TOTAL/0000000000000/a,b/test-8", "{\"count\":2,\"more\":[1]}".getBytes(UTF_8));
        app.publish("who.knows/TOTAL/0000000000000/a,b/test-9", "{\"count\":1}".getBytes(UTF_8));

        assertThat(app.stats().totals(Metric.TASKS_CREATED)).containsOnly(entry(Labels.of("a", "b"), Stat.count(2)));
    }

    private static BiConsumer<StatRecorder, String> counting(Instant at) {
        return (recorder, pool) -> recorder.count(Metric.TASKS_CREATED, at, Labels.of("toloka-sink", pool));
    }

    private void start(BiConsumer<StatRecorder, String> counting) {
        app = new CountingTopology(directory, NOON, counting);
    }

    private void send(String... whats) {
        for (String what : whats) {
            app.send("left", what);
        }
    }

    private Stat total(Labels labels) {
        return app.stats().totals(Metric.TASKS_CREATED).get(labels);
    }

    private Map<Instant, Long> counts(Window window) {
        Map<Instant, Long> counts = new TreeMap<>();
        app.stats()
                .windows(Metric.TASKS_CREATED, window, Instant.EPOCH, Instant.MAX)
                .forEach((start, rows) -> counts.put(
                        start, rows.values().stream().mapToLong(Stat::count).sum()));
        return counts;
    }
}
