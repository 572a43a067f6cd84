package io.github.tolokaconnect.it;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The alerts that fire when no other alert can: the streams app is away, or nobody reports to it. See {@link AlertsFireIT}. */
@Tag("prometheus")
@Isolated
class AppAlertsFireIT {

    private Watched watched;
    private String alert = "";

    @BeforeEach
    void start(TestInfo test, @TempDir Path directory) throws Exception {
        alert = Watched.alertOf(test);
        watched = Watched.start(directory);
    }

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    @Fires("TolokaStreamsAppNotRunning")
    void tellsOfAStreamsAppThatWasStopped() throws Exception {
        watched.stopApp();
        watched.awaitFiring(alert, Map.of());

        watched.startApp();
        watched.awaitOver(alert, Map.of());
    }

    @Test
    @Fires("TolokaNothingReported")
    void tellsThatNoConnectorReportsAnything() {
        watched.awaitFiring(alert, Map.of());

        try (var toloka = TolokaSimulator.builder().start();
                var connector = Pipeline.to(watched.cluster(), toloka.url(), "reporting")) {
            connector.start();
            watched.awaitOver(alert, Map.of());
        }
    }
}
