package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tolokaconnect.simulator.engine.Answer;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersOverHttpTest {
    private static final String SECRET = "canary-webhook-secret – ü";
    private static final Pattern SIGNATURE = Pattern.compile("\\{v=(1), ts=([0-9]+), sign=([0-9a-f]{64})}");
    private static final long DEADLINE_SECONDS = 30;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer receiver;

    private record Received(String signature, String body, int status) {
        List<JsonNode> events() throws IOException {
            List<JsonNode> events = new ArrayList<>();
            Wire.JSON.readTree(body).path("events").forEach(events::add);
            return events;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void postsEachAcceptedAnswerInOrderSigned() throws Exception {
        try (TolokaSimulator toloka = builder().webhook(hook(), SECRET).start()) {
            createAndPass(toloka, 50);

            List<JsonNode> events = receive(150);

            assertThat(events)
                    .extracting(event -> event.path("assignment_id").asText())
                    .isEqualTo(assignments(toloka));
            assertThat(events).allMatch(event -> event.path("type").asText().equals("ASSIGNMENT_APPROVED"));
            assertThat(events).extracting(event -> event.path("uuid").asText()).doesNotHaveDuplicates();
        }
    }

    @Test
    void postsAgainWhatWasRefusedUntilItIsTaken() throws Exception {
        refusals.set(2);
        try (TolokaSimulator toloka = builder().webhook(hook(), SECRET).start()) {
            createAndPass(toloka, 1);

            List<Received> attempts = List.of(next(), next(), next());
            while (toloka.audit().webhookDelivered() < attempts.get(2).events().size()) {
                Thread.onSpinWait();
            }

            assertThat(attempts).extracting(Received::status).containsExactly(503, 503, 204);
            assertThat(attempts)
                    .extracting(Received::body)
                    .containsOnly(attempts.get(0).body());
            assertThat(toloka.audit().webhookFailed()).isEqualTo(2);
        }
    }

    @Test
    void postsToSubscribersOfTheApi() throws Exception {
        try (TolokaSimulator toloka = builder().start()) {
            put(
                    toloka,
                    "{\"webhook_url\":\"" + hook() + "\",\"event_type\":\"ASSIGNMENT_SUBMITTED\","
                            + "\"pool_id\":\"1001\",\"secret_key\":\"" + SECRET + "\"}");
            createAndPass(toloka, 2);

            assertThat(receive(6)).allMatch(event -> event.path("type").asText().equals("ASSIGNMENT_SUBMITTED"));
        }
    }

    @Test
    void doesNotSignWithoutASecret() throws Exception {
        try (TolokaSimulator toloka = builder().webhook(hook(), null).start()) {
            createAndPass(toloka, 1);

            assertThat(next().signature()).isEmpty();
        }
    }

    @Test
    void writesEachAcceptedAnswerAsALine() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<Answer> answers;
        try (TolokaSimulator toloka = builder()
                .workers(Workforce.of(1_000).withAccepted(0.5))
                .answers(file)
                .start()) {
            createAndPass(toloka, 20);
            answers = toloka.answers("1001");
        }

        List<String> lines = file.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .isEqualTo(answers.stream()
                        .filter(Answer::isAccepted)
                        .map(answer -> answer.toJson().toString())
                        .toList());
        assertThat(lines.size()).isBetween(15, 45);
        assertThat(Wire.JSON.readTree(lines.get(0)).fieldNames())
                .toIterable()
                .containsExactly(
                        "assignment_id",
                        "pool_id",
                        "task_id",
                        "user_id",
                        "input_values",
                        "output_values",
                        "created",
                        "submitted",
                        "accepted");
    }

    @Test
    void goesOnAnsweringRequestsWhenAnswersCannotBeWritten() throws Exception {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        try (TolokaSimulator toloka = builder().answers(full).start()) {
            createAndPass(toloka, 10);

            assertThat(toloka.audit().answers()).isEqualTo(30);
        }
    }

    private TolokaSimulator.Builder builder() {
        return TolokaSimulator.builder().clock(now::get).quotas(Quotas.NONE).workers(Workforce.of(1_000));
    }

    private void createAndPass(TolokaSimulator toloka, int tasks) throws IOException, InterruptedException {
        String body = IntStream.range(0, tasks)
                .mapToObj(number ->
                        "{\"pool_id\":\"1001\",\"overlap\":3,\"input_values\":{\"image\":\"https://example.com/"
                                + number + ".jpg\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(send(toloka, "/tasks", "POST", body)).isEqualTo(201);
        now.set(now.get().plusSeconds(10));
    }

    private void put(TolokaSimulator toloka, String body) throws IOException, InterruptedException {
        assertThat(send(toloka, "/webhook-subscriptions", "PUT", body)).isEqualTo(201);
    }

    private int send(TolokaSimulator toloka, String target, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(toloka.url().resolve("/api/v1" + target))
                .header("Authorization", "OAuth demo-token")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static List<String> assignments(TolokaSimulator toloka) {
        return toloka.answers("1001").stream().map(Answer::assignmentId).toList();
    }

    private URI hook() {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String signature = exchange.getRequestHeaders().getFirst("Toloka-Signature");
        int status = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 204;
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        received.add(new Received(signature == null ? "" : signature, body, status));
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a notification within %d s", DEADLINE_SECONDS).isNotNull();
        return next;
    }

    /** Takes notifications until so many events have come, and checks the signature of each. */
    private List<JsonNode> receive(int count) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        while (events.size() < count) {
            Received next = next();
            Matcher signature = SIGNATURE.matcher(next.signature());
            assertThat(signature.matches()).as(next.signature()).isTrue();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = signature.group(2) + "." + signature.group(1) + "." + next.body();
            assertThat(signature.group(3))
                    .isEqualTo(HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
            events.addAll(next.events());
        }
        assertThat(events).hasSize(count);
        return events;
    }
}
