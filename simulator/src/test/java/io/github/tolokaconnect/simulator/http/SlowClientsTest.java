package io.github.tolokaconnect.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that wait. None of these tests waits for time to pass: the last one waits for the server to lose its patience. */
class SlowClientsTest {
    private static final byte[] TASK = TestServer.TASK.getBytes(StandardCharsets.UTF_8);

    private static final int LOG_ENTRIES = 100_000;

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void disconnect() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void takesARequestByteByByte() throws Exception {
        try (TestServer server = TestServer.start()) {
            RawClient client = connect(server);

            sendOneByOne(client, TestServer.post(TASK.length));
            sendOneByOne(client, TASK);

            assertThat(client.read().orElseThrow().status()).isEqualTo(201);
        }
    }

    @Test
    void servesOthersWhileManyAreStuckInEveryWay() throws Exception {
        try (TestServer server = TestServer.start()) {
            String log = fillALog(server);
            for (int index = 0; index < 50; index++) {
                connect(server).send("GET /api/v1/po".getBytes(StandardCharsets.US_ASCII));
                connect(server).send(TestServer.post(60 << 20), TASK);
                connect(server).send(TestServer.request("GET", log, ""));
            }

            for (int round = 0; round < 20; round++) {
                server.checkHealth();
            }

            // The log is still whole for whoever reads it at last.
            RawClient.Response answer = clients.get(clients.size() - 1).read().orElseThrow();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(TestServer.json(answer.body())).hasSize(LOG_ENTRIES);
        }
    }

    @Test
    void servesAThousandConnectionsAtOnce() throws Exception {
        try (TestServer server = TestServer.start()) {
            for (int index = 0; index < 1_000; index++) {
                RawClient client = connect(server);
                client.send(TestServer.post(TASK.length));
            }

            // All are under way; the first fifty never go on.
            for (RawClient client : clients.subList(50, 1_000)) {
                client.send(TASK);
            }

            for (RawClient client : clients.subList(50, 1_000)) {
                assertThat(client.read().orElseThrow().status()).isEqualTo(201);
            }
            assertThat(server.tasks()).isEqualTo(950);
        }
    }

    @Test
    void keepsTheBodiesOfAllRequestsWithinTheMemoryForThem() throws Exception {
        ServerLimits limits = new ServerLimits(1 << 20, 4 << 20, Duration.ofSeconds(30), Duration.ofSeconds(30));
        byte[] most = new byte[(1 << 20) - 1];
        byte[] last = {' '};
        ExecutorService readers = Executors.newFixedThreadPool(5);
        try (TestServer server = TestServer.start(limits)) {
            List<CompletableFuture<RawClient.Response>> answers = new ArrayList<>();
            for (int index = 0; index < 5; index++) {
                RawClient client = connect(server);
                client.send(TestServer.post(1 << 20), most);
                answers.add(CompletableFuture.supplyAsync(() -> answer(client), readers));
            }

            Object first = CompletableFuture.anyOf(answers.toArray(new CompletableFuture<?>[0]))
                    .get();

            assertThat(((RawClient.Response) first).status()).isEqualTo(503);
            for (RawClient client : clients) {
                client.send(last);
            }
            for (CompletableFuture<RawClient.Response> answer : answers) {
                TestServer.check(answer.get(), "a body of one MiB");
                assertThat(answer.get().status()).isIn(400, 503);
            }
            RawClient again = connect(server);
            again.send(TestServer.post(1 << 20), most, last);
            assertThat(answer(again).status()).isEqualTo(400);
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void doesNotCountWhatClientsThatAreGoneHaveSent() throws Exception {
        ServerLimits limits = new ServerLimits(1 << 20, 1 << 20, Duration.ofSeconds(30), Duration.ofSeconds(30));
        try (TestServer server = TestServer.start(limits)) {
            for (int index = 0; index < 20; index++) {
                RawClient client = connect(server);
                client.send(TestServer.post(1 << 20), new byte[800_000]);
                client.finish();
                assertThat(client.isAtEnd()).isTrue();
            }
            RawClient client = connect(server);
            client.send(TestServer.post(TASK.length), TASK);

            assertThat(client.read().orElseThrow().status()).isEqualTo(201);
        }
    }

    @Test
    void outlivesClientsThatLeaveWithoutReadingTheirAnswer() throws Exception {
        try (TestServer server = TestServer.start()) {
            String log = fillALog(server);
            for (int index = 0; index < 100; index++) {
                try (RawClient client = server.client()) {
                    client.send(TestServer.request("GET", log, ""));
                }
            }

            server.checkHealth();
        }
    }

    @Test
    void doesWhatAClientAskedForThatDidNotWaitForTheAnswer() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = server.client()) {
            client.send(TestServer.post(TASK.length), TASK);
            client.finish();

            assertThat(client.read().orElseThrow().status()).isEqualTo(201);
            assertThat(server.tasks()).isEqualTo(1);
        }
    }

    @Test
    void closesConnectionsOnWhichNothingMoves() throws Exception {
        ServerLimits impatient = new ServerLimits(1 << 20, 4 << 20, Duration.ofMillis(50), Duration.ofMillis(50));
        try (TestServer server = TestServer.start(impatient)) {
            RawClient idle = connect(server);
            RawClient inHead = connect(server);
            inHead.send("GET /api/v1/po".getBytes(StandardCharsets.US_ASCII));
            RawClient inBody = connect(server);
            inBody.send(TestServer.post(TASK.length), new byte[] {'{'});

            assertThat(idle.isAtEnd()).isTrue();
            assertThat(inHead.isAtEnd()).isTrue();
            assertThat(inBody.isAtEnd()).isTrue();
        }
    }

    @Test
    void doesNotCountWhatClientsThatStoodStillHaveSent() throws Exception {
        ServerLimits impatient = new ServerLimits(1 << 20, 1 << 20, Duration.ofSeconds(30), Duration.ofMillis(50));
        try (TestServer server = TestServer.start(impatient)) {
            RawClient stuck = connect(server);
            stuck.send(TestServer.post(1 << 20), new byte[800_000]);
            assertThat(stuck.isAtEnd()).isTrue();

            RawClient client = connect(server);
            client.send(TestServer.post(TASK.length), TASK);

            assertThat(client.read().orElseThrow().status()).isEqualTo(201);
        }
    }

    @Test
    void closesConnectionsWhoseAnswerIsNotRead() throws Exception {
        ServerLimits impatient = new ServerLimits(4 << 20, 16 << 20, Duration.ofSeconds(30), Duration.ofMillis(50));
        try (TestServer server = TestServer.start(impatient)) {
            String log = fillALog(server);
            RawClient client = connect(server);
            client.send(TestServer.request("GET", log, ""));

            // Only who writes can see a connection closed without reading from it.
            while (client.send(new byte[] {'x'})) {
                Thread.onSpinWait();
            }
            server.checkHealth();
        }
    }

    @Test
    void stopsWhileRequestsAreUnderWay() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> busy = new ArrayList<>();
            try (TestServer server = TestServer.start()) {
                String log = fillALog(server);
                for (int index = 0; index < 8; index++) {
                    busy.add(others.submit(() -> readUntilTheEnd(server, log)));
                }
                connect(server).send(TestServer.request("GET", log, ""));
                connect(server).send(TestServer.post(1 << 20), TASK);
                server.checkHealth();
            }
            for (Future<?> client : busy) {
                assertThat(client).satisfies(SlowClientsTest::ended);
            }
        } finally {
            others.shutdownNow();
        }
    }

    private static void ended(Future<?> client) throws InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            // An answer that is cut off is one way to be told.
            assertThat(e).hasCauseInstanceOf(IOException.class);
        }
    }

    private static boolean readUntilTheEnd(TestServer server, String target) throws IOException {
        try (RawClient client = server.client()) {
            do {
                client.send(TestServer.request("GET", target, ""));
            } while (client.read().isPresent());
            return true;
        }
    }

    /** Makes an operation with a log that no socket buffers hold, and tells its path. */
    private static String fillALog(TestServer server) throws IOException {
        byte[] body =
                ("[" + "{\"pool_id\":\"1001\"},".repeat(LOG_ENTRIES - 1) + "{}]").getBytes(StandardCharsets.UTF_8);
        try (RawClient client = server.client()) {
            client.send(
                    TestServer.request(
                            "POST",
                            "/api/v1/tasks?async_mode=true",
                            "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n"),
                    body);
            String id = TestServer.json(client.read().orElseThrow().body())
                    .path("id")
                    .asText();
            return "/api/v1/operations/" + id + "/log";
        }
    }

    private RawClient connect(TestServer server) throws IOException {
        RawClient client = server.client();
        clients.add(client);
        return client;
    }

    private static RawClient.Response answer(RawClient client) {
        try {
            return client.read().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendOneByOne(RawClient client, byte[] bytes) throws IOException {
        for (byte next : bytes) {
            client.send(new byte[] {next});
        }
    }
}
