package io.github.tolokaconnect.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileBodiesTest {
    private static final String TASKS = "/api/v1/tasks";
    private static final String ASYNC = "/api/v1/tasks?async_mode=true&skip_invalid_items=true";

    private static TestServer server;
    // One for all: what is wrong with a body is no reason to close a connection.
    private static RawClient client;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
        client = server.client();
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
    }

    @AfterEach
    void answersAValidRequestAfterwards() throws Exception {
        server.checkHealth();
    }

    /** Values that are tried in every place of a task. */
    static Stream<String> values() {
        return Stream.of(
                "1e999999999",
                "1e-999999999",
                "-1e999999999",
                "1e9999999999999",
                "1e-9999999999999",
                "0e999999999",
                "-0",
                "-0.0",
                "9".repeat(400),
                "9".repeat(5_000),
                "0." + "9".repeat(5_000),
                "NaN",
                "-Infinity",
                "+1",
                "01",
                "0x10",
                "1.",
                ".5",
                "1e",
                "--1",
                "null",
                "true",
                "[]",
                "{}",
                "[null]",
                "[[]]",
                "[1,\"a\",{}]",
                "{\"output_values\":null}",
                "[{\"output_values\":{\"result\":1e999999999},\"correctness_weight\":1e999999999}]",
                "{\"\":\"\"}",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "\"a\u0000b\"",
                "\"a\nb\"",
                "\"\\x\"",
                "\"unfinished",
                "'single'",
                "\"" + "1".repeat(100_000) + ",1\"",
                "[" + "{},".repeat(10_000) + "{}]",
                "[".repeat(450) + "]".repeat(450),
                "{\"a\":".repeat(495) + "1" + "}".repeat(495));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("values")
    void answersAnyValueInAnyPlaceOfATask(String value) throws Exception {
        for (String field : new String[] {
            "pool_id",
            "overlap",
            "infinite_overlap",
            "known_solutions",
            "baseline_solutions",
            "reserved_for",
            "__marker",
            "message_on_unknown_solution",
            "localization_config",
            "unknown",
            "input_values"
        }) {
            check(
                    TASKS,
                    "{\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{\"image\":\"https://a\"},\"" + field + "\":"
                            + value + "}");
        }
        for (String field : new String[] {"image", "title", "model_score", "unknown"}) {
            String task = "{\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{\"image\":\"https://a\",\"" + field
                    + "\":" + value + "}}";
            check(TASKS, task);
            check(ASYNC, "[" + task + "," + TestServer.TASK + "]");
        }
        check(TASKS, value);
        check(TASKS, value + TestServer.TASK);
        check(TASKS, "[" + value + "]");
        checkPatch("{\"overlap\":" + value + "}");
        checkPatch("{\"known_solutions\":" + value + "}");
    }

    @Test
    void showsWhatItAcceptedHoweverDeepItIs() throws Exception {
        for (int depth = 490; depth <= 500; depth++) {
            String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
            String body =
                    "{\"pool_id\":\"1002\",\"overlap\":1,\"input_values\":{\"image\":\"https://a\"},\"localization_config\":"
                            + deep + "}";

            JsonNode operation = check("/api/v1/tasks?async_mode=true", body);

            if (operation.has("id")) {
                read("/api/v1/operations/" + operation.path("id").asText() + "/log");
            }
            JsonNode created = check(TASKS, body);
            if (created.has("id")) {
                read("/api/v1/tasks/" + created.path("id").asText());
            }
            read("/api/v1/tasks?pool_id=1002&sort=-id");
        }
    }

    @Test
    void answersBodiesInOtherEncodings() throws Exception {
        byte[] utf8 = TestServer.TASK.getBytes(StandardCharsets.UTF_8);
        for (String name : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1"}) {
            assertThat(check(TASKS, TestServer.TASK.getBytes(Charset.forName(name)))
                            .path("code")
                            .asText())
                    .as(name)
                    .isEqualTo("VALIDATION_ERROR");
        }
        for (String prefix : new String[] {"efbbbf", "00", "fffe", "c080", "eda080", "f4908080", "ff", "1f8b"}) {
            byte[] bytes = HexFormat.of().parseHex(prefix);
            check(TASKS, concat(bytes, utf8));
            check(
                    TASKS,
                    concat(
                            "{\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{\"image\":\"https://a"
                                    .getBytes(StandardCharsets.UTF_8),
                            bytes,
                            "\"}}".getBytes(StandardCharsets.UTF_8)));
            check(
                    TASKS,
                    concat("{\"".getBytes(StandardCharsets.UTF_8), bytes, "\":1}".getBytes(StandardCharsets.UTF_8)));
        }
        check(TASKS, gzip(utf8));
        for (int end = 1; end < utf8.length; end += 3) {
            check(TASKS, Arrays.copyOf(utf8, end));
        }
    }

    static Stream<String> largeBodies() {
        return Stream.of(
                "[".repeat(100_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "[{\"pool_id\":\"1001\",\"input_values\":" + "[".repeat(100_000),
                "[" + "1,".repeat(1_000_000) + "1]",
                "{\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{\"image\":\"https://" + "a".repeat(10_000_000)
                        + "\"}}",
                "{\"pool_id\":\"1001\",\"overlap\":1,\"__marker\":\"" + "a".repeat(25_000_000)
                        + "\",\"input_values\":{}}",
                "{\"" + "k".repeat(1_000_000) + "\":1}",
                "{\"pool_id\":\"1001\"" + ",\"pool_id\":\"1001\"".repeat(100_000) + "}",
                "[" + " ".repeat(5_000_000) + "]",
                "9".repeat(5_000_000),
                "\"" + "\\u00e9".repeat(1_000_000) + "\"");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("largeBodies")
    void answersBodiesThatAreLargeOrDeep(String body) throws Exception {
        check(TASKS, body);
        check(ASYNC, body);
    }

    @Test
    void takesAsManyTasksAsAPoolHoldsAndNoMore() throws Exception {
        String million = "[" + "{},".repeat(999_999) + "{}";

        assertThat(check(ASYNC, million + "]").at("/details/not_valid_count").asInt())
                .isEqualTo(1_000_000);
        assertThat(check(ASYNC, million + ",{}]").path("code").asText()).isEqualTo("ENTITY_TOO_LARGE");
    }

    @Test
    void refusesMoreThanTheLargestBody() throws Exception {
        byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (RawClient sender = server.client()) {
            sender.send(TestServer.request(
                    "POST", TASKS, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
            for (int sent = 0; sent < 66; sent++) {
                sender.send("100000\r\n".getBytes(StandardCharsets.US_ASCII), megabyte, new byte[] {'\r', '\n'});
            }
            sender.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            RawClient.Response response = sender.read().orElseThrow();

            TestServer.check(response, "66 MiB");
            assertThat(response.status()).isEqualTo(413);
        }
    }

    @Test
    void outlivesMutatedTasks() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_303);
        byte[] array = ("[" + TestServer.TASK + "," + TestServer.TASK + "]").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 1_500; round++) {
            check(round % 2 == 0 ? TASKS : ASYNC, Mutations.mutate(array, random));
        }
    }

    @Test
    void outlivesRandomBodies() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_304);
        for (int round = 0; round < 500; round++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            check(TASKS, body);
        }
    }

    private static void checkPatch(String body) throws IOException {
        JsonNode task = TestServer.json(exchange("POST", TASKS, TestServer.TASK.getBytes(StandardCharsets.UTF_8))
                .body());
        String path = "/api/v1/tasks/" + task.path("id").asText();
        RawClient.Response response = exchange("PATCH", path, body.getBytes(StandardCharsets.UTF_8));
        TestServer.check(response, abbreviated("PATCH", body));
        read(path);
    }

    private static JsonNode check(String target, String body) throws IOException {
        return check(target, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode check(String target, byte[] body) throws IOException {
        RawClient.Response response = exchange("POST", target, body);
        TestServer.check(response, abbreviated(target, new String(body, StandardCharsets.ISO_8859_1)));
        return TestServer.json(response.body());
    }

    private static void read(String target) throws IOException {
        RawClient.Response response = exchange("GET", target, new byte[0]);
        assertThat(response.status()).as(target).isEqualTo(200);
        TestServer.check(response, target);
    }

    private static RawClient.Response exchange(String method, String target, byte[] body) throws IOException {
        client.send(
                TestServer.request(
                        method, target, "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n"),
                body);
        return client.read().orElseThrow();
    }

    private static String abbreviated(String target, String body) {
        return target + " " + (body.length() > 300 ? body.substring(0, 300) + "…" : body);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
