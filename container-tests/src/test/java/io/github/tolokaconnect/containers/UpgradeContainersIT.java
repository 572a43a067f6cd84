package io.github.tolokaconnect.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.it.Pipeline;
import io.github.tolokaconnect.it.Waiting;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connector changes the version of the plugin with operations under way: the next version finishes what the former one began. */
@ExtendWith(SiteExtension.class)
class UpgradeContainersIT {

    private static final String VERSION = "connector.plugin.version";
    private static final int RECORDS = 60;

    private final Site site;
    private final Simulator toloka;

    UpgradeContainersIT(Site site) {
        this.site = site;
        this.toloka = site.simulator("toloka-upgrade", "5000..7000");
    }

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void finishesUnderTheNextVersionWhatThePreviousOneBegan() throws Exception {
        var page = UpgradePage.read();
        switchVersion(Plugins.previousVersion(), page::runAll, Plugins.presentVersion());
    }

    @Test
    void finishesUnderThePreviousVersionWhatTheNextOneBegan() throws Exception {
        var page = UpgradePage.read();
        switchVersion(Plugins.presentVersion(), page::runFirst, Plugins.previousVersion());
    }

    @Test
    void createsEverythingOnceWhileWorkersAreReplacedByOnesWithTheNextVersion() throws Exception {
        try (var workers = Workers.start(site.network(), site.brokers(), "rolling", 2, Plugins.previous());
                var pipeline = Site.pipeline(site.brokers(), workers, toloka, "rolling")) {
            var outcome = new Outcome(pipeline, toloka);
            var next = Plugins.present();
            pipeline.with("tasks.max", "2").start();
            try (var records = RecordStream.into(site.brokers().clients(), pipeline)) {
                outcome.awaitOperationsUnderWay();
                assertThat(claimedBy(pipeline)).containsOnly(Plugins.previousVersion());
                for (var worker = 0; worker < workers.count(); worker++) {
                    outcome.awaitOperationsUnderWay();
                    workers.terminate(worker);
                    workers.replace(worker, next);
                    pipeline.asking(workers.rest(worker));
                    records.awaitFlow();
                }
                outcome.requireOneTaskPerRecord(records.finish());
            }
            assertThat(claimedBy(pipeline)).containsOnly(Plugins.presentVersion());
        }
    }

    private void switchVersion(String from, BiConsumer<ConnectRest, Pipeline> change, String to) throws Exception {
        try (var pipeline = site.pipeline(toloka, "upgrade")) {
            var outcome = new Outcome(pipeline, toloka);
            pipeline.with(VERSION, "[" + from + "]").start();
            var keys = RecordStream.burst(pipeline, RECORDS);
            var underWay = outcome.awaitOperationsUnderWay();
            assertThat(claimedBy(pipeline)).containsOnly(from);

            change.accept(site.workers().rest(0), pipeline);

            Waiting.until("version " + to + " has claimed everything")
                    .untilAsserted(() -> assertThat(claimedBy(pipeline)).containsOnly(to));
            outcome.requireOneTaskPerRecord(keys);
            outcome.requireEnded(underWay);
        }
    }

    /** The versions of the plugin that own topic-partitions now. */
    private static Set<String> claimedBy(Pipeline pipeline) {
        return pipeline.journal().latest().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("claim/"))
                .map(entry -> entry.getValue().path("version").asText())
                .collect(Collectors.toSet());
    }
}
