package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.control.ControlWriter;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.correlate.ItemQueries;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.repair.RepairQueries;
import io.github.tolokaconnect.streams.select.Routes;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Everything that the server asks in order to answer. None of it is closed with the server.
 *
 * @param stats the numbers
 * @param controls the control documents
 * @param controlWriter changes them
 * @param routes the routes in force
 * @param items what is known of items
 * @param repairs the refused records
 * @param operations the operations
 * @param monitor connectors and alerts
 * @param cluster the instances of the application
 * @param health how this one is doing
 * @param metrics this instance's metrics in the Prometheus text format
 * @param patching a task and a JSON Merge Patch (RFC 7386) to the patched task, as a replay makes it; changes neither
 * @param tokens who may change something: the token of each name; without any, nobody may
 * @param newIds ids that were never used
 * @param clock the time of the answers
 */
public record Answers(
        Stats stats,
        Controls controls,
        ControlWriter controlWriter,
        Routes routes,
        ItemQueries items,
        RepairQueries repairs,
        OperationQueries operations,
        MonitorQueries monitor,
        Cluster cluster,
        Health health,
        Supplier<String> metrics,
        BinaryOperator<JsonNode> patching,
        Map<String, String> tokens,
        Supplier<UUID> newIds,
        InstantSource clock) {

    /** Configuration key that switches changes on: {@value}. */
    public static final String TOKEN_KEY = "http.token";

    /** Configuration key of a file that does the same for several people: {@value}. */
    public static final String TOKENS_FILE_KEY = "http.tokens.file";

    /** Takes a copy of {@code tokens}. */
    public Answers {
        tokens = Map.copyOf(tokens);
    }
}
