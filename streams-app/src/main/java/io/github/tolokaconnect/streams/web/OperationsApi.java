package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.monitor.OperationState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations, of all instances. */
final class OperationsApi {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Comparator<JsonNode> NEWEST_FIRST = Comparator.<JsonNode, String>comparing(
                    operation -> operation.path("began").asText())
            .thenComparing(operation -> operation.path("id").asText())
            .reversed();

    /** A list of operations, with the time at which it was true. */
    record ListView(String asOf, List<?> operations, List<String> missing) {}

    private final OperationQueries queries;
    private final Others others;
    private final InstantSource clock;

    OperationsApi(OperationQueries queries, Others others, InstantSource clock) {
        this.queries = queries;
        this.others = others;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/operations", this::list), Endpoint.get("/api/v1/operations/{id}", this::one));
    }

    private Reply list(Asked asked) {
        OperationState state = state(asked);
        int limit = asked.limit(DEFAULT_LIMIT, MAX_LIMIT);
        Others.Gathered gathered = others.gather(asked, () -> own(state, limit));
        List<JsonNode> newest = gathered.all("operations").stream()
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
        return Reply.of(new ListView(Json.time(clock.instant()), newest, gathered.missing()));
    }

    private ListView own(@Nullable OperationState state, int limit) {
        Instant now = clock.instant();
        return new ListView(
                Json.time(now),
                queries.newest(state, limit).stream()
                        .map(operation -> OperationView.of(operation, now))
                        .toList(),
                List.of());
    }

    private Reply one(Asked asked) {
        UUID id = asked.id("id");
        Others.Gathered gathered = others.gather(
                asked,
                () -> Optional.of(id)
                        .flatMap(queries::operation)
                        .map(operation ->
                                new ListView("", List.of(OperationView.of(operation, clock.instant())), List.of()))
                        .orElse(new ListView("", List.of(), List.of())));
        List<JsonNode> found = gathered.all("operations");
        if (asked.isLocal()) {
            return Reply.of(new ListView(Json.time(clock.instant()), found, List.of()));
        }
        if (!found.isEmpty()) {
            return Reply.of(found.get(0));
        }
        throw (gathered.missing().isEmpty()
                        ? Problem.notFound("No event of operation " + id + " is known.")
                        : Problem.unavailable(
                                "Operation " + id + " is not known to the instances that answer; missing are "
                                        + String.join(", ", gathered.missing()) + "."))
                .toException();
    }

    private static @Nullable OperationState state(Asked asked) {
        String word = asked.text("state");
        if (word == null) {
            return null;
        }
        return OperationState.ofWord(word)
                .orElseThrow(() -> Problem.invalid(
                                "state",
                                "state is none of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(OperationState.values())
                                                        .map(OperationState::word)
                                                        .toList())
                                        + ".")
                        .toException());
    }
}
