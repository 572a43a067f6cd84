package io.github.tolokaconnect.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileQueriesTest {
    private static final List<String> PATHS = List.of("tasks", "operations", "pools", "projects", "requester");
    private static final List<String> PARAMETERS = List.of(
            "pool_id",
            "id_gt",
            "id_lte",
            "created_gte",
            "created_lt",
            "overlap",
            "overlap_gt",
            "submitted_gt",
            "finished_lt",
            "type",
            "status",
            "project_id",
            "sort",
            "limit",
            "async_mode",
            "operation_id",
            "skip_invalid_items",
            "allow_defaults",
            "open_pool");

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
        try (RawClient client = server.client()) {
            byte[] task = TestServer.TASK.getBytes(StandardCharsets.UTF_8);
            for (int count = 0; count < 3; count++) {
                client.send(TestServer.post(task.length), task);
                assertThat(client.read().orElseThrow().status()).isEqualTo(201);
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void answersAValidRequestAfterwards() throws Exception {
        server.checkHealth();
    }

    static Stream<String> values() {
        return Stream.of(
                "",
                " ",
                "0",
                "-1",
                "1.5",
                "1e9",
                "99999999999",
                "9".repeat(8_000),
                "2147483648",
                "NaN",
                "null",
                "true ",
                "TRUE",
                "\0",
                "a\0b",
                "\r\nX: y",
                "é",
                "😀",
                "\uffff",
                "%",
                "%25",
                "../..",
                "<script>",
                "'; --",
                "x".repeat(8_000),
                "id,".repeat(10_000),
                "-",
                "--id",
                "-id,",
                "id,-id,created,-created",
                "2023-02-30T00:00:00",
                "2023-02-28",
                "2023-02-28T25:00:00",
                "0000-00-00T00:00:00",
                "0000-01-01T00:00:00",
                "+999999999-12-31T23:59:59",
                "-999999999-01-01T00:00:00",
                "+1000000000-01-01T00:00:00",
                "2023-02-28T10:00:00Z",
                "2023-02-28T10:00:00.123456789",
                "2023-02-28T10:00:00." + "1".repeat(5_000),
                "5c04458e-0000-0000-0000-00000000000",
                "5C04458E-0000-0000-0000-000000000000");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("values")
    void answersAnyValueOfAnyParameter(String value) throws Exception {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        byte[] task = TestServer.TASK.getBytes(StandardCharsets.UTF_8);
        try (RawClient client = server.client()) {
            for (String parameter : PARAMETERS) {
                for (String path : PATHS) {
                    String pool = path.equals("tasks") && !parameter.equals("pool_id") ? "pool_id=1001&" : "";
                    get(client, "/api/v1/" + path + "?" + pool + parameter + "=" + encoded);
                }
                String target = "/api/v1/tasks?async_mode=true&" + parameter + "=" + encoded;
                client.send(
                        TestServer.request(
                                "POST",
                                target,
                                "Content-Type: application/json\r\nContent-Length: " + task.length + "\r\n"),
                        task);
                TestServer.check(client.read().orElseThrow(), target);
            }
        }
    }

    @Test
    void answersParametersThatAreRepeatedOrHaveNoValue() throws Exception {
        try (RawClient client = server.client()) {
            for (String parameter : PARAMETERS) {
                get(client, "/api/v1/tasks?pool_id=1001&" + parameter + "&" + parameter + "=1&" + parameter + "=a");
                get(client, "/api/v1/operations?" + (parameter + "=&").repeat(50));
            }
        }
    }

    @Test
    void sortsByAFieldThatIsNamedVeryOften() throws Exception {
        String sort = "id,-id,created,".repeat(3_000) + "id";
        try (RawClient client = server.client()) {
            RawClient.Response response = get(client, "/api/v1/tasks?pool_id=1001&sort=" + sort);

            assertThat(response.status()).isEqualTo(200);
        }
    }

    @Test
    void answersAnyHeader() throws Exception {
        List<String> values = List.of(
                "",
                "OAuth",
                "OAuth ",
                "ApiKey %",
                "ApiKey %zz",
                "OAuth demo%2Dtoken",
                "Bearer x",
                ",",
                ";",
                "*/*;q",
                "application/json;charset=\"",
                "a/b".repeat(5_000),
                "é",
                "text/html, */*");
        try (RawClient client = server.client()) {
            for (String name : List.of(
                    "Authorization",
                    "Content-Type",
                    "Accept",
                    "Accept-Encoding",
                    "Content-Encoding",
                    "Upgrade",
                    "Cookie",
                    "Range",
                    "X-Act-Under-Account-ID")) {
                for (String value : values) {
                    client.send(("GET /api/v1/pools HTTP/1.1\r\nHost: localhost\r\n" + name + ": " + value + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    TestServer.check(client.read().orElseThrow(), name + ": " + value);
                }
            }
        }
    }

    private static RawClient.Response get(RawClient client, String target) throws IOException {
        client.send(TestServer.request("GET", target, ""));
        RawClient.Response response = client.read().orElseThrow(() -> new AssertionError("no answer to " + target));
        TestServer.check(response, target);
        return response;
    }
}
