package io.github.tolokaconnect.quickstart.answers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import io.undertow.Undertow;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receiver over real HTTP, told by the simulator or by hand. */
class AnswerReceiverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebhookSecret secret = WebhookSecret.random();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    /** What the simulator sends, as it came. */
    private record Told(String signature, String body) {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final Undertow ear = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new BlockingHandler(exchange -> {
                told.add(new Told(
                        exchange.getRequestHeaders().getFirst("Toloka-Signature"),
                        new String(exchange.getInputStream().readAllBytes(), UTF_8)));
                exchange.setStatusCode(204);
            }))
            .build();
    private TolokaSimulator platform = startPlatform();
    private AnswerReceiver receiver = startReceiver(platform.url());

    @AfterEach
    void close() {
        receiver.close();
        platform.close();
        ear.stop();
    }

    @Test
    void writesEveryAnswerThatThePlatformTellsOf() throws Exception {
        createTasks(2);

        var notification = nextNotification();

        assertThat(post(notification.signature(), notification.body())).isEqualTo(204);
        var expected = platform.answers("1001");
        assertThat(expected).hasSize(6);
        assertThat(producer.history())
                .allMatch(record -> record.topic().equals("toloka.answers"))
                .extracting(ProducerRecord::key)
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(answer -> answer.toJson().path("task_id").asText())
                        .toList());
        assertThat(producer.history())
                .extracting(record -> JSON.readTree(record.value())
                        .path("output_values")
                        .path("result")
                        .asText())
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(answer -> answer.toJson()
                                .path("output_values")
                                .path("result")
                                .asText())
                        .toList());
    }

    @Test
    void writesARepeatedAnswerUnderTheSameId() throws Exception {
        createTasks(1);
        var notification = nextNotification();

        post(notification.signature(), notification.body());
        post(notification.signature(), notification.body());

        assertThat(ids()).hasSize(6);
        assertThat(ids().stream().distinct()).hasSize(3);
    }

    @Test
    void refusesWhatIsNotSignedForThisBodyAndThisTime() throws Exception {
        createTasks(1);
        var notification = nextNotification();
        var other = notification.body().replace("ASSIGNMENT_APPROVED", "ASSIGNMENT_REJECTED");

        assertThat(post(null, notification.body())).isEqualTo(403);
        assertThat(post("{v=1, ts=1, sign=" + "0".repeat(64) + "}", notification.body()))
                .isEqualTo(403);
        assertThat(post(notification.signature(), other)).isEqualTo(403);
        now = START.plus(Duration.ofHours(1));
        assertThat(post(notification.signature(), notification.body())).isEqualTo(403);

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void refusesASignedBodyThatIsNoNotification() throws Exception {
        for (var body : List.of(
                "",
                "{",
                "[]",
                "{\"events\":{}}",
                "{\"events\":[{\"type\":\"ASSIGNMENT_APPROVED\"}]}",
                "{\"events\":[{\"type\":\"ASSIGNMENT_APPROVED\",\"assignment_id\":\"../pools\"}]}")) {
            assertThat(postSigned(body)).as(body).isEqualTo(400);
        }
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void takesEventsOfOtherTypesAndWritesNothing() throws Exception {
        assertThat(postSigned("{\"events\":[{\"type\":\"POOL_CLOSED\"},{\"type\":\"WEATHER\"}]}"))
                .isEqualTo(204);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void asksForAnotherTryWhenThePlatformDoesNotGiveTheAssignment() throws Exception {
        assertThat(postSigned("{\"events\":[{\"type\":\"ASSIGNMENT_APPROVED\",\"assignment_id\":\"unknown\"}]}"))
                .isEqualTo(503);
    }

    @Test
    void asksForAnotherTryWhenTheBrokerDoesNotTakeTheAnswer() throws Exception {
        createTasks(1);
        var notification = nextNotification();
        producer.sendException = new TimeoutException("no broker");

        assertThat(post(notification.signature(), notification.body())).isEqualTo(503);

        producer.sendException = null;
        assertThat(post(notification.signature(), notification.body())).isEqualTo(204);
    }

    @Test
    void answersNothingElse() throws Exception {
        assertThat(status(HttpRequest.newBuilder(receiver.url()).GET())).isEqualTo(405);
        assertThat(status(
                        HttpRequest.newBuilder(receiver.url().resolve("/other")).POST(BodyPublishers.noBody())))
                .isEqualTo(404);
        assertThat(status(HttpRequest.newBuilder(receiver.url())
                        .POST(BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]))))
                .isEqualTo(413);
    }

    private volatile Instant now = START;

    private TolokaSimulator startPlatform() {
        ear.start();
        var port = ((InetSocketAddress) ear.getListenerInfo().get(0).getAddress()).getPort();
        return TolokaSimulator.builder()
                .drivenClock(START)
                .workers(Workforce.of(100))
                .webhook(URI.create("http://127.0.0.1:" + port), secret.text())
                .start();
    }

    private AnswerReceiver startReceiver(URI url) {
        return AnswerReceiver.start(
                0, secret, new Assignments(url, "demo-token"), new AnswerWriter(producer), () -> now);
    }

    private void createTasks(int count) throws IOException, InterruptedException {
        var tasks = IntStream.range(0, count)
                .mapToObj(n -> "{\"pool_id\":\"1001\",\"overlap\":3,\"input_values\":{\"image\":\"https://example.com/"
                        + n + ".jpg\"}}")
                .toList();
        var status = status(HttpRequest.newBuilder(platform.url().resolve("/api/v1/tasks"))
                .header("Authorization", "OAuth demo-token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(tasks.toString())));
        assertThat(status).isEqualTo(201);
        platform.advance(Duration.ofSeconds(1));
        now = START.plusSeconds(1);
    }

    private Told nextNotification() throws InterruptedException {
        var notification = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(notification).isNotNull();
        return notification;
    }

    private List<String> ids() {
        return producer.history().stream().map(record -> id(record.value())).toList();
    }

    private static String id(byte[] json) {
        try {
            return JSON.readTree(json).path("answer_id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int postSigned(String body) throws Exception {
        return post(Signatures.of(secret.text(), now, body.getBytes(UTF_8)), body);
    }

    private int post(String signature, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(receiver.url()).POST(BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("Toloka-Signature", signature);
        }
        return status(request);
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
