package io.github.tolokaconnect.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does first with a worker that has the plugin. */
@ExtendWith(SiteExtension.class)
class PluginContainersIT {

    private static final String CONNECTOR = "io.github.tolokaconnect.connector.TolokaSinkConnector";

    private final Site site;

    PluginContainersIT(Site site) {
        this.site = site;
    }

    @Test
    void everyWorkerFindsBothVersionsWithoutScanning() {
        for (var worker = 0; worker < site.workers().count(); worker++) {
            var versions = new ArrayList<String>();
            for (var plugin : site.workers().rest(worker).get("/connector-plugins")) {
                if (plugin.path("class").asText().equals(CONNECTOR)) {
                    versions.add(plugin.path("version").asText());
                }
            }
            assertThat(versions).containsExactlyInAnyOrder(Plugins.previousVersion(), Plugins.presentVersion());
        }
    }

    @Test
    void validationNamesTheSettingsThatAreWrongOrMissing() {
        var answer = site.workers()
                .rest(0)
                .validate(Map.of(
                        "connector.class", CONNECTOR,
                        "name", "wrong",
                        "topics", "wrong.tasks",
                        "toloka.url", "no address",
                        "toloka.api.key", "demo-token",
                        "batch.size", "0",
                        "result.bootstrap.servers", site.brokers().inside()));

        assertThat(wrongSettings(answer))
                .containsExactlyInAnyOrder("toloka.url", "batch.size", "safety.max.tasks.per.day");
        assertThat(answer.path("error_count").asInt()).isEqualTo(3);
    }

    @Test
    void everyRecordBecomesATask() throws Exception {
        try (var toloka = site.simulator("toloka-plugin", "200..1000");
                var pipeline = site.pipeline(toloka, "first")) {
            pipeline.start();

            var keys = RecordStream.burst(pipeline, 100);

            new Outcome(pipeline, toloka).requireOneTaskPerRecord(keys);
            assertThat(pipeline.status().isRunning()).isTrue();
        }
    }

    private static List<String> wrongSettings(JsonNode answer) {
        var wrong = new ArrayList<String>();
        for (var setting : answer.path("configs")) {
            var value = setting.path("value");
            if (!value.path("errors").isEmpty()) {
                wrong.add(value.path("name").asText());
            }
        }
        return wrong;
    }
}
