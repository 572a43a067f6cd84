package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.START;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolMoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0,    0.05, 409, NOT_ENOUGH_BALANCE",
        "0.04, 0.05, 409, NOT_ENOUGH_BALANCE",
        "0.05, 0.05, 202, ''",
        "0,    0,    202, ''",
    })
    void opensAPoolThatTheBalanceCovers(String balance, String reward, int status, String code) {
        Conversation api = Conversation.with(fixture(balance, reward));
        api.post("/tasks", VALID.replaceFirst("}$", ",\"known_solutions\":[{\"output_values\":{\"result\":\"a\"}}]}"));

        Answer answer = api.post("/pools/1001/open", "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void needsNoMoneyToCreateTasksButSaysThatThePoolStaysClosed() {
        Conversation api = Conversation.with(fixture("0", "0.05"));

        Answer operation = api.operation("&open_pool=true", VALID);

        JsonNode log = api.get("/operations/" + operation.json().path("id").asText() + "/log")
                .json();
        assertThat(operation.json().at("/details/success_count").asInt()).isEqualTo(1);
        assertThat(log).anySatisfy(entry -> {
            assertThat(entry.path("type").asText()).isEqualTo("POOL_OPEN");
            assertThat(entry.at("/output/code").asText()).isEqualTo("NOT_ENOUGH_BALANCE");
        });
    }

    @Test
    void paysToTheCent() {
        Fixture fixture = fixture("0.30", "0.1");
        Account account = new Account(fixture);
        JsonNode before = account.toJson();

        account.pay(new BigDecimal("0.1"));
        account.pay(new BigDecimal("0.1"));

        assertThat(account.canPay(new BigDecimal("0.1"))).isTrue();
        assertThat(account.canPay(new BigDecimal("0.11"))).isFalse();
        assertThat(account.toJson().path("balance").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(before.path("balance").decimalValue()).isEqualByComparingTo("0.30");
    }

    @Test
    void hasMoneyWithoutEndWhenTheFixtureStatesNoBalance() {
        Account account = new Account(fixture("null", "0.1"));

        account.pay(new BigDecimal("1000000"));

        assertThat(account.canPay(new BigDecimal("1000000"))).isTrue();
        assertThat(account.toJson().path("balance").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.31", "-0.01"})
    void refusesToPayWhatItCannot(String amount) {
        Account account = new Account(fixture("0.30", "0.1"));

        assertThatThrownBy(() -> account.pay(new BigDecimal(amount)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(amount);
    }

    @Test
    void closesTheOpenPoolsThatTheMoneyNoLongerCovers() {
        Fixture fixture = fixture("0.30", "0.2")
                .withPool("{\"id\":\"7\",\"project_id\":\"1\",\"status\":\"OPEN\",\"reward_per_assignment\":0.01}")
                .withPool("{\"id\":\"8\",\"project_id\":\"1\",\"status\":\"OPEN\"}")
                .withPool("{\"id\":\"9\",\"project_id\":\"1\",\"status\":\"OPEN\",\"reward_per_assignment\":0.2}");
        Account account = new Account(fixture);
        PoolBoard board = new PoolBoard(fixture, account, at -> {}, (pool, at, reason) -> {}, START);

        account.pay(new BigDecimal("0.2"));
        board.closeForBalance(START.plusSeconds(1));

        assertThat(show(board, "7").path("status").asText()).isEqualTo("OPEN");
        assertThat(show(board, "8").path("status").asText()).isEqualTo("OPEN");
        assertThat(show(board, "9").path("status").asText()).isEqualTo("CLOSED");
        assertThat(show(board, "9").path("last_close_reason").asText()).isEqualTo("NOT_ENOUGH_BALANCE");
        assertThat(show(board, "9").path("last_stopped").asText()).isEqualTo("2026-03-01T12:00:01.000");
        assertThat(show(board, "1001").has("last_close_reason")).isFalse();
    }

    @Test
    void closesAPoolForAReasonOnce() {
        Fixture fixture = Fixture.demo();
        PoolBoard board = new PoolBoard(fixture, new Account(fixture), at -> {}, (closed, at, reason) -> {}, START);
        Pool pool = fixture.pool(new PoolId("1001")).orElseThrow();

        board.close(pool, START, CloseReason.COMPLETED);
        board.close(pool, START.plusSeconds(1), CloseReason.EXPIRED);

        assertThat(show(board, "1001").path("last_close_reason").asText()).isEqualTo("COMPLETED");
    }

    private static JsonNode show(PoolBoard board, String pool) {
        return board.toJson(board.pool(new PoolId(pool)).orElseThrow());
    }

    private static Fixture fixture(String balance, String reward) {
        return Fixture.fromJson("""
                {
                  "tokens": ["demo-token"],
                  "requester": {"id": "r", "balance": %s},
                  "projects": [{"id": "1", "task_spec": {
                    "input_spec": {"image": {"type": "url"}}, "output_spec": {"result": {"type": "string"}}}}],
                  "pools": [{"id": "1001", "project_id": "1", "status": "CLOSED", "mixer_config": {},
                    "reward_per_assignment": %s}]
                }
                """.formatted(balance, reward));
    }
}
