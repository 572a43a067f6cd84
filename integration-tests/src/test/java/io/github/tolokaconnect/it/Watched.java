package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.streams.StreamsApp;
import io.github.tolokaconnect.streams.StreamsAppConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.TestInfo;

/**
 * A cluster with the streams app and with a Prometheus that scrapes it, in {@link FasterTime}. Safe from any thread, but for stopping
 * and starting the app.
 */
final class Watched implements AutoCloseable {

    private static final Duration START_TIME = Duration.ofSeconds(60);
    /** Half an hour, five minutes to be sure, and what a busy machine needs besides. */
    private static final Duration LONGEST_WAIT =
            FasterTime.in(Duration.ofMinutes(35)).plusSeconds(110);

    /** Of its own, because here the topics have the names that everybody uses. */
    private final Cluster cluster = Cluster.start();

    private final ForgedEvents events = new ForgedEvents(cluster.producer());
    private final int port = FreePorts.one();
    private final Path directory;
    private final Prometheus prometheus;
    private StreamsApp app;

    private Watched(Path directory) throws Exception {
        this.directory = directory;
        this.app = startedApp();
        this.prometheus = Prometheus.start(directory, PrometheusFiles.faster(directory, "127.0.0.1:" + port));
    }

    /** Starts all of it; its files go to {@code directory}. */
    static Watched start(Path directory) throws Exception {
        return new Watched(directory);
    }

    /** The alert that a test makes fire; empty for one that is about none. */
    static String alertOf(TestInfo test) {
        return test.getTestMethod()
                .map(method -> method.getAnnotation(Fires.class))
                .map(Fires::value)
                .orElse("");
    }

    Cluster cluster() {
        return cluster;
    }

    ForgedEvents events() {
        return events;
    }

    Prometheus prometheus() {
        return prometheus;
    }

    /** Stops the streams app, as an operator would. */
    void stopApp() {
        app.close();
    }

    /** Starts it again where it was. */
    void startApp() throws Exception {
        app = startedApp();
    }

    /** Waits until {@code alert} fires for what {@code labels} say. */
    void awaitFiring(String alert, Map<String, String> labels) {
        Waiting.until(alert + " fires for " + labels)
                .atMost(LONGEST_WAIT)
                .until(() -> prometheus.isFiring(alert, labels));
    }

    /** Waits until {@code alert} is over. */
    void awaitOver(String alert, Map<String, String> labels) {
        Waiting.until(alert + " is over for " + labels)
                .atMost(LONGEST_WAIT)
                .until(() -> prometheus.isQuiet(alert, labels));
    }

    /** Waits until the streams app's own alert {@code rule} fires for what {@code scope} says. */
    void awaitFiringInTheApp(String rule, Map<String, String> scope) {
        var api = Platform.at(url());
        Waiting.until(rule + " fires in the streams app for " + scope)
                .untilAsserted(() -> assertThat(api.get("/api/v1/alerts").body().path("alerts"))
                        .anySatisfy(alert -> {
                            assertThat(alert.path("rule").asText()).isEqualTo(rule);
                            scope.forEach((name, value) -> assertThat(
                                            alert.path("scope").path(name).asText())
                                    .isEqualTo(value));
                        }));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private StreamsApp startedApp() throws Exception {
        var settings = new TreeMap<>(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "state.dir",
                directory.resolve("state").toString(),
                "replication.factor",
                "1",
                "commit.interval.ms",
                "100",
                "http.port",
                String.valueOf(port),
                "print.operations",
                "false"));
        settings.put("alert.pool.idle.ms", millis(Duration.ofDays(25)));
        settings.put("alert.hold.ms", millis(Duration.ofMinutes(5)));
        var started = StreamsApp.start(StreamsAppConfig.from(settings));
        started.awaitReady(START_TIME);
        return started;
    }

    private static String millis(Duration duration) {
        return String.valueOf(FasterTime.in(duration).toMillis());
    }

    @Override
    public void close() {
        prometheus.close();
        app.close();
        cluster.close();
    }
}
