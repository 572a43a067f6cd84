package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.simulator.FaultyConversation.Heard;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault between client and platform, and each answer that comes instead, as a socket hears it. */
@Timeout(60)
class FaultsOnTheWayTest {
    private final FaultyConversation toloka = new FaultyConversation();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void losesAnAnswerAfterTheTaskIsCreated() {
        FaultReport rule = toloka.fault("{\"when\":{\"times\":1},\"do\":{\"fault\":\"answer-lost\"}}");

        Heard heard = toloka.post("/tasks", FaultyConversation.task(1));

        assertThat(heard).isEqualTo(new Heard("", false));
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(1);
        assertThat(toloka.fired(rule)).isEqualTo(1);
        assertThat(toloka.get("/requester").status()).isEqualTo(200);
    }

    @Test
    void resetsAConnectionBeforeTheAnswerAndCreatesNothing() {
        toloka.fault("{\"do\":{\"fault\":\"reset-before-answer\"}}");

        Heard heard = toloka.post("/tasks", FaultyConversation.task(1));

        assertThat(heard).isEqualTo(new Heard("", true));
        assertThat(toloka.toloka().audit().tasks()).isZero();
        assertThat(toloka.toloka().audit().requests()).isEqualTo(1);
    }

    @Test
    void resetsAConnectionInTheMiddleOfTheAnswer() {
        String whole = toloka.get("/pools/1001").body();
        toloka.fault("{\"do\":{\"fault\":\"reset-in-answer\"}}");

        Heard heard = toloka.get("/pools/1001");

        assertThat(heard.isReset()).isTrue();
        assertThat(heard.head()).contains("Content-Length: " + whole.length());
        assertThat(heard.body()).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void truncatesTheJsonOfACorrectAnswer() {
        toloka.fault("{\"do\":{\"fault\":\"answer-truncated\",\"bytes\":40}}");

        Heard heard = toloka.get("/pools/1001");

        assertThat(heard.isReset()).isFalse();
        assertThat(heard.head()).contains("200 OK", "Content-Length: 40", "application/json");
        assertThat(heard.body()).hasSize(40);
        assertThatThrownBy(heard::json).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void dripsAnAnswer() throws IOException {
        String whole = toloka.get("/pools/1001").body();
        FaultReport rule = toloka.fault("{\"do\":{\"fault\":\"slow-drip\",\"bytes\":100,\"ms\":20}}");

        List<Integer> reads = new ArrayList<>();
        StringBuilder heard = new StringBuilder();
        try (Socket socket = toloka.open("GET", "/api/v1/pools/1001", "")) {
            byte[] buffer = new byte[8_192];
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                reads.add(count);
                heard.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        }

        assertThat(new Heard(heard.toString(), false).body()).isEqualTo(whole);
        assertThat(toloka.fired(rule)).isEqualTo(1);
        assertThat(reads).hasSizeGreaterThan(1);
    }

    @Test
    void letsADelayedRequestLandAlsoWhenTheClientIsGone() throws IOException {
        toloka.fault("{\"when\":{\"method\":\"POST\"},\"do\":{\"fault\":\"request-delayed\",\"ms\":300}}");

        toloka.open("POST", "/api/v1/tasks", FaultyConversation.task(1)).close();
        while (toloka.toloka().faults().fired() == 0) {
            Thread.onSpinWait();
        }
        long whenItArrived = toloka.toloka().audit().requests();
        while (toloka.toloka().audit().requests() == 0) {
            Thread.onSpinWait();
        }

        assertThat(whenItArrived).isZero();
        assertThat(toloka.toloka().audit().tasks()).isEqualTo(1);
    }

    @Test
    void carriesOutARequestBeforeItsAnswerIsDelayed() throws IOException {
        toloka.fault("{\"when\":{\"method\":\"POST\"},\"do\":{\"fault\":\"answer-delayed\",\"ms\":400}}");

        try (Socket socket = toloka.open("POST", "/api/v1/tasks", FaultyConversation.task(1))) {
            while (toloka.toloka().faults().fired() == 0
                    || toloka.toloka().audit().tasks() == 0) {
                Thread.onSpinWait();
            }
            boolean isAnswered = socket.getInputStream().available() > 0;
            Heard heard = FaultyConversation.hear(socket);

            assertThat(isAnswered).isFalse();
            assertThat(heard.status()).isEqualTo(201);
        }
    }

    @Test
    void holdsNoThreadWhileAThousandRequestsWait() throws IOException {
        FaultReport rule = toloka.fault(
                "{\"when\":{\"path\":\"/requester\"},\"do\":{\"fault\":\"request-delayed\",\"ms\":3600000}}");
        List<Socket> waiting = new ArrayList<>();

        for (int number = 0; number < 1_000; number++) {
            waiting.add(toloka.open("GET", "/api/v1/requester", ""));
        }
        while (toloka.fired(rule) < waiting.size()) {
            Thread.onSpinWait();
        }
        Heard other = toloka.get("/pools/1001");

        assertThat(other.status()).isEqualTo(200);
        assertThat(toloka.toloka().audit().requests()).isEqualTo(1);
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"too-many-requests\"; 429; TOO_MANY_REQUESTS; null",
                "\"too-many-requests\",\"interval\":\"HOUR\"; 429; TOO_MANY_REQUESTS; {\"interval\":\"HOUR\"}",
                "\"server-error\",\"status\":500; 500; INTERNAL_ERROR; null",
                "\"server-error\"; 503; REMOTE_SERVICE_UNAVAILABLE; null",
                "\"server-error\",\"status\":504,\"body\":\"json\"; 504; REMOTE_SERVICE_UNAVAILABLE; null",
                "\"token-revoked\"; 401; AUTHENTICATION_ERROR; null",
                "\"token-revoked\",\"status\":403; 403; ACCESS_DENIED; null",
            })
    void answersInsteadWithAnEnvelope(String fault, int status, String code, String payload) {
        toloka.fault("{\"do\":{\"fault\":" + fault + "}}");

        Heard heard = toloka.post("/tasks", FaultyConversation.task(1));

        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.code()).isEqualTo(code);
        assertThat(heard.json().path("request_id").asText()).hasSize(36);
        assertThat(heard.json().has("payload") ? heard.json().get("payload").toString() : "null")
                .isEqualTo(payload);
        assertThat(heard.head()).doesNotContain("Retry-After");
        assertThat(toloka.toloka().audit().tasks()).isZero();
        assertThat(toloka.toloka().audit().requests()).isEqualTo(1);
        assertThat(toloka.toloka().audit().rejected429()).isEqualTo(status == 429 ? 1 : 0);
    }

    @Test
    void answersAsAProxyDoesThatHasNoAnswer() {
        toloka.fault("{\"do\":{\"fault\":\"server-error\",\"status\":502,\"retry_after\":7}}");

        Heard heard = toloka.get("/requester");

        assertThat(heard.status()).isEqualTo(502);
        assertThat(heard.head()).contains("Content-Type: text/html", "Retry-After: 7");
        assertThat(heard.body()).contains("<title>502 Bad Gateway</title>", "nginx");
    }

    @Test
    void deliversAnAnswerThatHasNoBodyToHarm() {
        toloka.fault("{\"do\":{\"fault\":\"answer-truncated\"}}");

        Heard heard = toloka.post("/pools/1001/open", "");

        assertThat(heard.status()).isEqualTo(204);
    }

    @Test
    void neverFaultsItsOwnPages() {
        toloka.fault("{\"do\":{\"fault\":\"reset-before-answer\"}}");

        Heard audit = toloka.send("GET", "/_audit", "");

        assertThat(audit.json().path("faults_fired").asInt(-1)).isZero();
        assertThat(audit.json().path("requests").asInt(-1)).isZero();
    }
}
