package io.github.tolokaconnect.streams.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that are shipped for Prometheus.
 *
 * @param records what they record, in their order
 * @param alerts what they alert on
 */
record AlertingRules(List<JsonNode> records, List<JsonNode> alerts) {

    static final Path FILE = Path.of("..", "config", "prometheus", "rules", "toloka-connect.yml");

    static AlertingRules shipped() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode group : new YAMLMapper().readTree(FILE.toFile()).path("groups")) {
            group.path("rules").forEach(rule -> (rule.has("record") ? records : alerts).add(rule));
        }
        return new AlertingRules(List.copyOf(records), List.copyOf(alerts));
    }

    /** Names of what they record. */
    Set<String> recorded() {
        return records.stream().map(rule -> rule.path("record").asText()).collect(Collectors.toSet());
    }

    /** Names of the alerts. */
    List<String> names() {
        return alerts.stream().map(rule -> rule.path("alert").asText()).toList();
    }
}
