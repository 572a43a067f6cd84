package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rules that together make a situation worth trying a client against. Scenarios are data: {@code scenarios.json} beside this
 * class holds them.
 *
 * @param name as flags and requests spell it
 * @param shows what happens
 * @param asks what a client should do about it
 */
public record Scenario(String name, String shows, String asks, List<FaultRule> rules) {
    private static final Map<String, Scenario> ALL = load();

    /** Copies the rules. */
    public Scenario {
        rules = List.copyOf(rules);
    }

    /** The scenario as {@code GET /_faults/scenarios} shows it. */
    public ObjectNode toJson() {
        ObjectNode json = Wire.JSON
                .createObjectNode()
                .put("name", name)
                .put("shows", shows)
                .put("asks", asks);
        rules.forEach(rule -> json.withArrayProperty("rules").add(rule.toJson()));
        return json;
    }

    /** All scenarios there are. */
    public static List<Scenario> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * The scenario of this name.
     *
     * @throws IllegalArgumentException if there is none; names those that there are
     */
    public static Scenario named(String name) {
        Scenario scenario = ALL.get(name);
        if (scenario == null) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", ALL.keySet()));
        }
        return scenario;
    }

    private static Map<String, Scenario> load() {
        try (InputStream stream = Objects.requireNonNull(Scenario.class.getResourceAsStream("scenarios.json"))) {
            Map<String, Scenario> all = new LinkedHashMap<>();
            Wire.JSON
                    .readTree(stream)
                    .properties()
                    .forEach(entry -> all.put(entry.getKey(), scenario(entry.getKey(), entry.getValue())));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario scenario(String name, JsonNode json) {
        return new Scenario(
                name, json.path("shows").asText(), json.path("asks").asText(), RuleReader.read(json.path("rules")));
    }
}
