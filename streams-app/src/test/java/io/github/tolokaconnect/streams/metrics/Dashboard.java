package io.github.tolokaconnect.streams.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard that is shipped for Grafana.
 *
 * @param file where it is
 * @param json what it says
 */
record Dashboard(Path file, JsonNode json) {

    /**
     * What a panel asks.
     *
     * @param panel title of the panel
     * @param expr the expression, with Grafana's variables
     * @param legend how its series are named
     */
    record Target(String panel, String expr, String legend) {}

    static List<Dashboard> shipped() throws IOException {
        List<Dashboard> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "config", "grafana", "dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new Dashboard(file, JsonMapper.builder().build().readTree(file.toFile())));
            }
        }
        return dashboards;
    }

    /** Its panels, rows too. */
    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        json.path("panels").forEach(panels::add);
        return panels;
    }

    /** Its variables. */
    List<JsonNode> variables() {
        List<JsonNode> variables = new ArrayList<>();
        json.path("templating").path("list").forEach(variables::add);
        return variables;
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (JsonNode panel : panels()) {
            panel.path("targets")
                    .forEach(target -> targets.add(new Target(
                            panel.path("title").asText(),
                            target.path("expr").asText(),
                            target.path("legendFormat").asText())));
        }
        return targets;
    }
}
