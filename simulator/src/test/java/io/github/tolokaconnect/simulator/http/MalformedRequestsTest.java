package io.github.tolokaconnect.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedRequestsTest {
    private static final String TASK = TestServer.TASK;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void answersAValidRequestAfterwards() throws Exception {
        server.checkHealth();
    }

    static Stream<String> malformedHeads() {
        String head = "GET /api/v1/pools HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                "hello\r\n\r\n",
                "\r\n\r\n\r\n\r\n \r\n\r\n",
                "GET\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTX/1.1\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                head + "Host: other\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost:99999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
                "GET http://other/api/v1/pools HTTP/1.1\r\nHost: localhost\r\n\r\n",
                head + "no colon\r\n\r\n",
                head + ": no name\r\n\r\n",
                head + "X:\0\r\n\r\n",
                head + "X-\u00e9: 1\r\n\r\n",
                head + "X: 1\r\n".repeat(300) + "\r\n",
                head + "X: " + "x".repeat(100_000) + "\r\n\r\n",
                "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/pools?id_gt=" + "x".repeat(1 << 20) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/pools?" + "a=1&".repeat(1_100) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /?a=%f HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G\0T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "x".repeat(9_000) + " / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                head + "Content-Length: -5\r\n\r\n",
                head + "Content-Length: many\r\n\r\n",
                head + "Content-Length: 99999999999999999999999999\r\n\r\n",
                head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void answersAMalformedHeadWithTheEnvelope(String head) throws Exception {
        RawClient.Response response =
                exchange(head.getBytes(StandardCharsets.ISO_8859_1)).orElseThrow();

        TestServer.check(response, head);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("connection", "close");
    }

    static Stream<String> oddHeads() {
        return Stream.concat(
                Stream.of("TRACE", "FOO", "OPTIONS", "CONNECT", "get", "DELETE", "PUT", "POST")
                        .map(method ->
                                TestServer.head(method, method.equals("CONNECT") ? "localhost" : "/api/v1/pools")),
                Stream.of(
                                "//",
                                "/..",
                                "/api/v1/../v1/pools",
                                "/api/v1/pools/%2f",
                                "/api/v1/pools/%00",
                                "/api/v1/pools/%e9",
                                "/api/v1/pools/;a=b",
                                "/api/v1/",
                                "/api/v1/pools//open",
                                "/api/v1/tasks/" + "x".repeat(20_000),
                                "/api/v1/operations/%F0%9F%98%80/log",
                                "/_audit/../x",
                                "/api/v1/projects/%22%0d%0a",
                                "http://localhost/api/v1/pools",
                                "/api/v1/pools?a=%ED%A0%80&limit=%C0%80",
                                "/api/v1/?=&&==&?")
                        .map(target -> TestServer.head("GET", target)));
    }

    @ParameterizedTest
    @MethodSource("oddHeads")
    void answersOddMethodsAndPaths(String head) throws Exception {
        RawClient.Response response =
                exchange((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1)).orElseThrow();

        TestServer.check(response, head);
        assertThat(response.status()).isIn(200, 400, 404, 405, 415);
    }

    @Test
    void answersAVersionThatDoesNotExist() throws Exception {
        byte[] request = "GET /api/v1/pools HTTP/9.9\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        TestServer.check(exchange(request).orElseThrow(), "HTTP/9.9");
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        try (RawClient client = server.client()) {
            client.send(TestServer.request("HEAD", "/api/v1/pools", ""));

            assertThat(client.read(false).orElseThrow().status()).isEqualTo(405);
            client.send(TestServer.request("GET", "/api/v1/pools/1001", ""));
            TestServer.check(client.read().orElseThrow(), "GET after HEAD");
        }
    }

    @Test
    void takesABodyThatWaitsToBeAskedFor() throws Exception {
        try (RawClient client = server.client()) {
            byte[] body = TASK.getBytes(StandardCharsets.UTF_8);
            client.send(TestServer.request(
                    "POST",
                    "/api/v1/tasks",
                    "Expect: 100-continue\r\n" + "Content-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\n"));
            client.send(body);

            assertThat(client.read().orElseThrow().status()).isEqualTo(201);
        }
    }

    @Test
    void refusesABodyThatWaitsToBeAskedForAndIsTooLarge() throws Exception {
        try (RawClient client = server.client()) {
            client.send(TestServer.request(
                    "POST",
                    "/api/v1/tasks",
                    "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n"));

            RawClient.Response response = client.read().orElseThrow();
            TestServer.check(response, "too large");
            assertThat(response.status()).isEqualTo(413);
        }
    }

    static Stream<String> brokenBodies() {
        String head = TestServer.head("POST", "/api/v1/tasks") + "Content-Type: application/json\r\n";
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                head + "Content-Length: 100\r\n\r\n{\"pool",
                chunked + "zz\r\n{}\r\n0\r\n\r\n",
                chunked + "ffffffffffffffffff\r\n{}",
                chunked + "-1\r\n{}",
                chunked + "5\r\n{}",
                chunked + "2\r\n{}garbage\r\n0\r\n\r\n",
                chunked,
                head + "Transfer-Encoding: gzip\r\n\r\nabc",
                head + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\b",
                "POST /api/v1/tasks HTTP/1.0\r\nContent-Type: application/json\r\n\r\n" + TASK);
    }

    @ParameterizedTest
    @MethodSource("brokenBodies")
    void answersABrokenBodyWithTheEnvelopeOrNotAtAll(String request) throws Exception {
        long before = server.tasks();

        Optional<RawClient.Response> response = exchange(request.getBytes(StandardCharsets.ISO_8859_1));

        response.ifPresent(answer -> TestServer.check(answer, request));
        assertThat(server.tasks()).isEqualTo(before);
    }

    @Test
    void outlivesWhatIsNoHttp() throws Exception {
        byte[] tlsHello = HexFormat.of().parseHex("16030100c2010000be0303" + "5a".repeat(180) + "00");
        assertThat(exchange(tlsHello)).hasValueSatisfying(answer -> TestServer.check(answer, "a TLS hello"));
        assertThat(exchange(new byte[0])).isEmpty();
        assertThat(exchange("GET /api/v1/po".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void outlivesRandomBytes() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_301);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(1, 2_000)];
            random.nextBytes(bytes);
            String description = "random bytes, round " + round;

            exchange(bytes).ifPresent(answer -> TestServer.check(answer, description));
        }
    }

    @Test
    void outlivesMutatedRequests() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_302);
        byte[] body = TASK.getBytes(StandardCharsets.UTF_8);
        byte[] head = TestServer.post(body.length);
        byte[] valid = new byte[head.length + body.length];
        System.arraycopy(head, 0, valid, 0, head.length);
        System.arraycopy(body, 0, valid, head.length, body.length);
        for (int round = 0; round < 600; round++) {
            byte[] mutant = Mutations.mutate(valid, random);
            String description = "round " + round + ": " + new String(mutant, StandardCharsets.ISO_8859_1);

            exchange(mutant).ifPresent(answer -> TestServer.check(answer, description));
        }
    }

    @Test
    void answersTheRequestsBeforeAMalformedOne() throws Exception {
        try (RawClient client = server.client()) {
            client.send(
                    TestServer.request("GET", "/api/v1/pools/1001", ""),
                    "rubbish\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.read().orElseThrow().status()).isEqualTo(200);
            RawClient.Response second = client.read().orElseThrow();
            TestServer.check(second, "rubbish");
            assertThat(second.status()).isEqualTo(400);
        }
    }

    private static Optional<RawClient.Response> exchange(byte[] request) throws IOException {
        try (RawClient client = server.client()) {
            client.send(request);
            client.finish();
            return client.read();
        }
    }
}
