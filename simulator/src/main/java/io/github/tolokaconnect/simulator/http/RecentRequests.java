package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The last requests to the API and how they were answered, the latest first. No headers and no bodies. One thread at a time. */
final class RecentRequests {
    private static final int KEPT = 100;
    private static final int SHOWN_CHARACTERS = 300;

    private final Deque<Seen> latest = new ArrayDeque<>();

    private record Seen(Instant at, String method, String target, int status, List<String> faults) {}

    void add(SharedEngine.Arrival arrival, Reply reply, Instant now) {
        if (latest.size() == KEPT) {
            latest.removeLast();
        }
        ApiRequest request = arrival.request();
        latest.addFirst(new Seen(
                now,
                request.method(),
                target(request),
                reply.status(),
                arrival.verdict().kinds()));
    }

    ArrayNode toJson() {
        ArrayNode list = Wire.JSON.createArrayNode();
        for (Seen seen : latest) {
            ObjectNode request = list.addObject()
                    .put("at", Wire.date(seen.at()))
                    .put("method", seen.method())
                    .put("target", seen.target())
                    .put("status", seen.status());
            seen.faults().forEach(request.putArray("faults")::add);
        }
        return list;
    }

    private static String target(ApiRequest request) {
        Map<String, String> query = new TreeMap<>(request.query());
        String target = query.isEmpty()
                ? request.path()
                : request.path()
                        + query.entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining("&", "?", ""));
        return target.length() > SHOWN_CHARACTERS ? target.substring(0, SHOWN_CHARACTERS) + "…" : target;
    }
}
