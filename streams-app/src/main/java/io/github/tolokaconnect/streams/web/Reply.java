package io.github.tolokaconnect.streams.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers headers, Content-Type among them
 * @param body the body
 */
record Reply(int status, Map<String, String> headers, String body) {

    private static final String JSON = "application/json";

    Reply {
        headers = Map.copyOf(headers);
    }

    /** 200 with {@code view} as JSON. */
    static Reply of(Object view) {
        return json(StatusCodes.OK, view);
    }

    static Reply json(int status, Object view) {
        return typed(status, JSON, Json.text(view));
    }

    static Reply text(String type, String text) {
        return typed(StatusCodes.OK, type, text);
    }

    static Reply of(Problem problem) {
        Reply reply = typed(problem.status(), Problem.TYPE, Json.text(problem.toJson()));
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    static Reply typed(int status, String type, String body) {
        return new Reply(status, Map.of("Content-Type", type), body);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    void send(HttpServerExchange exchange) {
        exchange.setStatusCode(status);
        headers.forEach((name, value) -> exchange.getResponseHeaders().put(HttpString.tryFromString(name), value));
        exchange.getResponseSender().send(body, StandardCharsets.UTF_8);
    }
}
