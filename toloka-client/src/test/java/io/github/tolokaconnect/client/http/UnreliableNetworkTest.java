package io.github.tolokaconnect.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.Requester;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreliableNetworkTest {

    private static final OperationId OPERATION = new OperationId("2ed92b7f-75c0-4771-ae2f-3911232d6d4e");
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration HASTY = Duration.ofMillis(200);

    private static HttpTolokaApi connect(URI url, Duration requestTimeout) {
        return HttpTolokaApi.connect(new Connection(
                url, new Credential.None(), Duration.ofSeconds(5), requestTimeout, null, Tls.DEFAULT, "test"));
    }

    @Test
    void isUnavailableWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (HttpTolokaApi api = connect(URI.create("http://localhost:" + port), PATIENT)) {

            Answer.Unavailable<Requester> answer = Answered.unavailable(api.requester());

            assertThat(answer.reason()).startsWith("GET /requester: ConnectException");
            assertThat(answer.cause()).isInstanceOf(IOException.class);
            assertThat(answer.problem()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"5\"",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"id\":\"5\"\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
            })
    void isUnavailableWhenTheConnectionBreaksOff(String received) throws IOException {
        try (RawServer server = RawServer.start((socket, head) -> {
                    RawServer.send(socket, received);
                    socket.close();
                });
                HttpTolokaApi api = connect(server.url(), PATIENT)) {

            assertThat(Answered.unavailable(api.requester()).cause()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"5\"",
            })
    void isUnavailableWhenTheAnswerDoesNotEndInTime(String received) throws IOException {
        try (RawServer server = RawServer.start((socket, head) -> RawServer.send(socket, received));
                HttpTolokaApi api = connect(server.url(), HASTY)) {

            assertThat(Answered.unavailable(api.requester()).reason())
                    .isEqualTo("GET /requester: HttpTimeoutException, no answer within PT0.2S");
        }
    }

    @Test
    void isUnavailableWhenALogStalls() throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        String beginning = "[{\"type\":\"TASK_CREATE\",\"success\":true},{\"type\":\"TASK_CREATE\"";
        try (RawServer server = RawServer.start((socket, head) ->
                        RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + beginning));
                HttpTolokaApi api = connect(server.url(), HASTY)) {

            Answer.Unavailable<LogRead> answer =
                    Answered.unavailable(api.readOperationLog(OPERATION, LogDetail.MARKERS, entries::add));

            assertThat(answer.reason()).contains("the body stalled for PT0.2S");
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void givesUpALogThatNeverEnds() throws IOException {
        WatchedStream stream = new WatchedStream(new EndlessBody());

        for (int look = 0; look < WatchedStream.MAX_LOOKS; look++) {
            assertThat(stream.wasGivenUp()).isFalse();
            assertThat(stream.read()).isEqualTo('x');
            stream.look();
        }

        assertThat(stream.wasGivenUp()).isTrue();
    }

    @Test
    void isUnavailableWhenALogBreaksOff() throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        try (RawServer server = RawServer.start((socket, head) -> {
                    RawServer.send(
                            socket,
                            "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[{\"type\":\"TASK_CREATE\",\"success\":true},");
                    socket.close();
                });
                HttpTolokaApi api = connect(server.url(), PATIENT)) {

            Answered.unavailable(api.readOperationLog(OPERATION, LogDetail.MARKERS, entries::add));

            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void readsALogOfManyMegabytesEntryByEntry() throws IOException {
        int count = 20_000;
        byte[] filler = "x".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        AtomicLong indexes = new AtomicLong();
        try (ApiStub stub = ApiStub.start();
                HttpTolokaApi api = connect(stub.url(), PATIENT)) {
            stub.stream(out -> writeLog(out, count, filler));

            LogRead read = Answered.accepted(
                    api.readOperationLog(OPERATION, LogDetail.MARKERS, entry -> indexes.addAndGet(entry.itemIndex())));

            assertThat(stub.lastAsked().uri()).hasToString("/api/v1/operations/" + OPERATION + "/log");
            assertThat(read).isEqualTo(new LogRead(count, 0));
            assertThat(indexes).hasValue(count * (count - 1L) / 2);
            // 400 MB went by; this JVM has a heap of 256 MB.
            assertThat((long) count * filler.length)
                    .isGreaterThan(Runtime.getRuntime().maxMemory());
        }
    }

    private static void writeLog(OutputStream out, int count, byte[] filler) {
        try {
            for (int i = 0; i < count; i++) {
                String head = (i == 0 ? "[" : ",")
                        + "{\"type\":\"TASK_CREATE\",\"success\":true,\"output\":{\"task_id\":\"a--" + i
                        + "\"},\"input\":{\"__item_idx\":\"" + i + "\",\"input_values\":{\"text\":\"";
                out.write(head.getBytes(StandardCharsets.UTF_8));
                out.write(filler);
                out.write("\"}}}".getBytes(StandardCharsets.UTF_8));
            }
            out.write(']');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void classifiesARefusedLog() throws IOException {
        try (ApiStub stub = ApiStub.start();
                HttpTolokaApi api = connect(stub.url(), PATIENT)) {
            stub.answer(409, "{\"code\":\"OPERATION_LOGS_ARCHIVED\",\"message\":\"m\"}");

            assertThat(Answered.rejected(api.readOperationLog(OPERATION, LogDetail.MARKERS, entry -> {}))
                            .kind())
                    .isEqualTo(ProblemKind.LOGS_ARCHIVED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>maintenance</html>", "{}", "[{\"type\":1,,"})
    void isUnavailableWhenALogIsNone(String body) throws IOException {
        try (ApiStub stub = ApiStub.start();
                HttpTolokaApi api = connect(stub.url(), PATIENT)) {
            stub.answer(200, body);

            assertThat(Answered.unavailable(api.readOperationLog(OPERATION, LogDetail.MARKERS, entry -> {}))
                            .reason())
                    .startsWith("GET /operations/" + OPERATION + "/log: HTTP 200")
                    .doesNotContain("maintenance");
        }
    }

    @Test
    void passesOnWhatAConsumerThrows() throws IOException {
        try (ApiStub stub = ApiStub.start();
                HttpTolokaApi api = connect(stub.url(), PATIENT)) {
            stub.answer(200, "[{\"type\":\"TASK_CREATE\",\"success\":true}]");

            CompletableFuture<Answer<LogRead>> reading = api.readOperationLog(OPERATION, LogDetail.MARKERS, entry -> {
                throw new IllegalStateException("consumer");
            });

            assertThatThrownBy(reading::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("consumer");
        }
    }

    @Test
    void hangsUpOnAPageOfAProxyThatIsTooLong() throws IOException {
        try (ApiStub stub = ApiStub.start();
                HttpTolokaApi api = connect(stub.url(), PATIENT)) {
            stub.answer(502, "<html>" + "x".repeat(1_000_000));

            Answer.Unavailable<Requester> answer = Answered.unavailable(api.requester());

            assertThat(answer.problem().message())
                    .isEqualTo("HTTP 502 with more than 65536 bytes that are no error of the API");
        }
    }

    @Test
    void answersManyCallsAtOnce() throws IOException {
        try (ApiStub stub = ApiStub.start();
                HttpTolokaApi api = connect(stub.url(), PATIENT)) {
            List<CompletableFuture<Answer<LogRead>>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                stub.answer(200, "[{\"type\":\"TASK_CREATE\",\"success\":true}]");
                calls.add(api.readOperationLog(OPERATION, LogDetail.MARKERS, entry -> {}));
            }

            assertThat(calls)
                    .allSatisfy(call -> assertThat(Answered.accepted(call)).isEqualTo(new LogRead(1, 1)));
        }
    }

    @Test
    void endsCallsUnderWayAndRefusesNewOnesWhenClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = RawServer.start((socket, head) -> asked.countDown())) {
            HttpTolokaApi api = connect(server.url(), PATIENT);
            CompletableFuture<Answer<Requester>> underWay = api.requester();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            api.close();
            api.close();

            assertThat(Answered.unavailable(underWay).reason()).contains("the client is closed");
            assertThat(Answered.unavailable(api.requester()).reason()).contains("the client is closed");
        }
    }

    @Test
    void endsALogUnderWayWhenClosed() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawServer server = RawServer.start((socket, head) ->
                RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n[{\"type\":\"A\"} "))) {
            HttpTolokaApi api = connect(server.url(), PATIENT);
            CompletableFuture<Answer<LogRead>> reading =
                    api.readOperationLog(OPERATION, LogDetail.MARKERS, entry -> seen.countDown());
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();

            api.close();

            Answered.unavailable(reading);
        }
    }

    /** A body without end. */
    private static final class EndlessBody extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
