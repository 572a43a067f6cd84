package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.monitor.OperationState;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls under {@code /api/v1}. */
final class OperationsApi {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int UUID_LENGTH = 36;

    private final OperationQueries queries;
    private final InstantSource clock;

    OperationsApi(OperationQueries queries, InstantSource clock) {
        this.queries = queries;
        this.clock = clock;
    }

    void addTo(RoutingHandler routes) {
        routes.get("/api/v1/operations", Calls.answering(this::list));
        routes.get("/api/v1/operations/{id}", Calls.answering(this::one));
    }

    private void list(HttpServerExchange exchange) {
        OperationState state = state(parameter(exchange, "state"));
        int limit = limit(parameter(exchange, "limit"));
        send(exchange, OperationsView.of(queries.newest(state, limit), clock.instant()));
    }

    private void one(HttpServerExchange exchange) {
        String asked = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .get("id");
        Optional<Operation> operation = queries.operation(id(asked));
        if (operation.isPresent()) {
            send(exchange, OperationView.of(operation.get(), clock.instant()));
        } else {
            Problem.of(StatusCodes.NOT_FOUND, "No event of operation " + asked + " is known.")
                    .send(exchange);
        }
    }

    private static void send(HttpServerExchange exchange, Object view) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(Json.bytes(view));
    }

    private static @Nullable String parameter(HttpServerExchange exchange, String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private static @Nullable OperationState state(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return OperationState.ofWord(word)
                .orElseThrow(() -> new InvalidRequestException("state is none of "
                        + Arrays.stream(OperationState.values())
                                .map(OperationState::word)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered like a number out of range.
        }
        throw new InvalidRequestException("limit is not a whole number from 1 to " + MAX_LIMIT + ".");
    }

    private static UUID id(@Nullable String text) {
        if (text != null && text.length() == UUID_LENGTH) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                // Answered like a text of another length.
            }
        }
        throw new InvalidRequestException("The operation's id is not a UUID.");
    }
}
