package io.github.tolokaconnect.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Talks to a simulation over plain sockets, hears what exactly comes back, and drives its time. */
final class FaultyConversation implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 30_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final TolokaSimulator toloka;

    /**
     * What came back on one connection.
     *
     * @param text all bytes, head and body
     * @param isReset whether the connection was reset, rather than closed
     */
    record Heard(String text, boolean isReset) {
        int status() {
            return text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]);
        }

        String head() {
            return text.substring(0, text.indexOf("\r\n\r\n"));
        }

        String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }

        JsonNode json() {
            try {
                return Wire.JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String code() {
            return json().path("code").asText();
        }
    }

    FaultyConversation() {
        this(1);
    }

    FaultyConversation(long seed) {
        toloka = TolokaSimulator.builder()
                .clock(now::get)
                .seed(seed)
                .quotas(Quotas.NONE)
                .operationTime(OperationTime.ofMillis(100, 100))
                .start();
    }

    TolokaSimulator toloka() {
        return toloka;
    }

    void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    /** Puts one rule in force by its JSON. */
    FaultReport fault(String rule) {
        return toloka.faults().add(FaultRule.fromJson(rule).get(0));
    }

    long fired(FaultReport rule) {
        return toloka.faults().find(rule.id()).orElseThrow().fired();
    }

    Heard get(String target) {
        return send("GET", "/api/v1" + target, "");
    }

    Heard post(String target, String body) {
        return send("POST", "/api/v1" + target, body);
    }

    Heard send(String method, String target, String body) {
        try (Socket socket = open(method, target, body)) {
            return hear(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request and leaves its answer to be heard. */
    Socket open(String method, String target, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: OAuth demo-token\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        Socket socket = new Socket(toloka.url().getHost(), toloka.url().getPort());
        socket.setSoTimeout(DEADLINE_MILLIS);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        request.writeBytes(bytes);
        socket.getOutputStream().write(request.toByteArray());
        return socket;
    }

    /** Reads until the connection ends. */
    static Heard hear(Socket socket) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                heard.write(buffer, 0, count);
            }
            return new Heard(heard.toString(StandardCharsets.UTF_8), false);
        } catch (SocketException e) {
            return new Heard(heard.toString(StandardCharsets.UTF_8), true);
        }
    }

    static String task(int number) {
        return "{\"__item_idx\":\"" + number + "\",\"pool_id\":\"1001\",\"overlap\":1,"
                + "\"input_values\":{\"image\":\"https://example.com/" + number + ".jpg\"}}";
    }

    static String tasks(int count) {
        return IntStream.range(0, count).mapToObj(FaultyConversation::task).collect(Collectors.joining(",", "[", "]"));
    }

    static String id(int number) {
        return String.format("00000000-0000-4000-8000-%012d", number);
    }

    @Override
    public void close() {
        toloka.close();
    }
}
