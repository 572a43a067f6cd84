package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.client.http.Credential;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealAccountTest {
    private static final Map<String, String> COMPLETE = Map.of(
            RealAccount.URL, "https://toloka.example",
            RealAccount.TOKEN, "canary-account-token",
            RealAccount.POOL, "21",
            RealAccount.VALID_INPUT, "{\"text\":\"Text {n}\",\"number\":{n}}",
            RealAccount.INVALID_INPUT, "{\"txet\":1}");

    @Test
    void isSkippedWithoutAnyVariableAndSaysWhich() {
        var result = RealAccountIT.Described.evaluate(Map.of("PATH", "/bin", RealAccount.TOKEN, ""));

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .contains("no account to test: not set are TOLOKA_CONTRACT_URL, TOLOKA_CONTRACT_TOKEN, "
                        + "TOLOKA_CONTRACT_POOL, TOLOKA_CONTRACT_VALID_INPUT, TOLOKA_CONTRACT_INVALID_INPUT");
    }

    @Test
    void isReadFromItsVariables() {
        var account = RealAccount.from(COMPLETE);

        assertThat(account.connection().url()).hasHost("toloka.example");
        assertThat(account.connection().credential()).isEqualTo(new Credential.OAuth("canary-account-token"));
        assertThat(account.pool().value()).isEqualTo("21");
        assertThat(account.validInput(3)).isEqualTo(Map.of("text", "Text 3", "number", 3));
        assertThat(account.invalidInput()).isEqualTo(Map.of("txet", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RealAccount.URL,
                RealAccount.TOKEN,
                RealAccount.POOL,
                RealAccount.VALID_INPUT,
                RealAccount.INVALID_INPUT
            })
    void failsAndIsNotSkippedWhenOneVariableIsMissing(String name) {
        var environment = with(name, " ");

        assertThat(RealAccountIT.Described.evaluate(environment).isDisabled()).isFalse();
        assertThatThrownBy(() -> RealAccount.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not set: " + name + "; set all of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOLOKA_CONTRACT_URL           | ftp://example.org  | TOLOKA_CONTRACT_URL is wrong: the URL of the API must be",
                "TOLOKA_CONTRACT_URL           | ht tp:             | TOLOKA_CONTRACT_URL is wrong: ",
                "TOLOKA_CONTRACT_TOKEN         | canary-account-token \u00e9    | TOLOKA_CONTRACT_TOKEN is wrong: ",
                "TOLOKA_CONTRACT_POOL          | 2 1                | TOLOKA_CONTRACT_POOL is wrong: ",
                "TOLOKA_CONTRACT_VALID_INPUT   | {\"a\":\"b\"}      | TOLOKA_CONTRACT_VALID_INPUT has no {n}",
                "TOLOKA_CONTRACT_VALID_INPUT   | [\"{n}\"]          | TOLOKA_CONTRACT_VALID_INPUT is JSON, but no object",
                "TOLOKA_CONTRACT_VALID_INPUT   | {\"a\":\"{n}       | TOLOKA_CONTRACT_VALID_INPUT is no JSON (line 1",
                "TOLOKA_CONTRACT_INVALID_INPUT | canary-account-token           | TOLOKA_CONTRACT_INVALID_INPUT is no JSON (line 1",
                "TOLOKA_CONTRACT_INVALID_INPUT | null               | TOLOKA_CONTRACT_INVALID_INPUT is JSON, but no object",
            })
    void saysWhichVariableIsWrongAndShowsNoSecret(String name, String value, String message) {
        assertThatThrownBy(() -> RealAccount.from(with(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("canary-account-token");
    }

    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(COMPLETE);
        environment.put(name, value);
        return environment;
    }
}
