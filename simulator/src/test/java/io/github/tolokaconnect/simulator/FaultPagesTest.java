package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.FaultyConversation.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultPagesTest {
    private static final String RULE = "{\"when\":{\"nth\":2},\"do\":{\"fault\":\"answer-delayed\",\"ms\":1}}";

    private final FaultyConversation toloka = new FaultyConversation();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void answersWithTheRuleAsItUnderstoodIt() {
        Heard heard = toloka.send("POST", "/_faults", RULE);

        assertThat(heard.status()).isEqualTo(201);
        assertThat(heard.body())
                .isEqualTo("{\"id\":\"1\",\"name\":\"answer-delayed\",\"when\":{\"nth\":2},"
                        + "\"do\":{\"fault\":\"answer-delayed\",\"ms\":1},\"began\":\"2026-03-01T12:00:00Z\","
                        + "\"seen\":0,\"fired\":0}");
    }

    @Test
    void listsRulesAndHowOftenTheyFired() {
        toloka.send("POST", "/_faults", "[" + RULE + "," + RULE + "]");
        toloka.get("/requester");
        toloka.get("/requester");

        Heard all = toloka.send("GET", "/_faults", "");
        Heard one = toloka.send("GET", "/_faults/2", "");

        assertThat(all.json().findValuesAsText("id")).containsExactly("1", "2");
        assertThat(all.json().findValuesAsText("seen")).containsExactly("2", "2");
        assertThat(all.json().findValuesAsText("fired")).containsExactly("1", "0");
        assertThat(one.json()).isEqualTo(all.json().get(1));
        assertThat(toloka.toloka().audit().requests()).isEqualTo(2);
    }

    @Test
    void endsRules() {
        toloka.send("POST", "/_faults", "[" + RULE + "," + RULE + "]");

        Heard one = toloka.send("DELETE", "/_faults/1", "");
        Heard again = toloka.send("DELETE", "/_faults/1", "");
        Heard rest = toloka.send("DELETE", "/_faults", "");

        assertThat(one.json().path("id").asText()).isEqualTo("1");
        assertThat(again.code()).isEqualTo("DOES_NOT_EXIST");
        assertThat(rest.json().findValuesAsText("id")).containsExactly("2");
        assertThat(toloka.toloka().faults().list()).isEmpty();
    }

    @Test
    void beginsAScenario() {
        Heard heard = toloka.send("POST", "/_faults", "{\"scenario\":\"outage\"}");

        assertThat(heard.status()).isEqualTo(201);
        assertThat(heard.json()).hasSize(3);
        assertThat(toloka.toloka().faults().list()).hasSize(3);
    }

    @Test
    void listsTheScenarios() {
        Heard heard = toloka.send("GET", "/_faults/scenarios", "");

        assertThat(heard.json().findValuesAsText("shows")).hasSize(7);
        assertThat(heard.json()
                        .get(0)
                        .path("rules")
                        .get(0)
                        .path("do")
                        .path("fault")
                        .asText())
                .isEqualTo("server-error");
    }

    @Test
    void refusesAWrongRuleWithoutAddingAny() {
        Heard heard = toloka.send("POST", "/_faults", "[" + RULE + ",{\"do\":{\"fault\":\"gremlins\"}}]");

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(heard.json()
                        .path("payload")
                        .path("$[1].do.fault")
                        .path("message")
                        .asText())
                .startsWith("must be one of answer-delayed, answer-lost");
        assertThat(toloka.toloka().faults().list()).isEmpty();
    }

    @Test
    void refusesOtherMethodsAndPages() {
        assertThat(toloka.send("PUT", "/_faults", RULE).code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(toloka.send("POST", "/_faults/1", RULE).code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(toloka.send("POST", "/_faults/scenarios", RULE).code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(toloka.send("GET", "/_faults/1/2", "").code()).isEqualTo("DOES_NOT_EXIST");
        assertThat(toloka.toloka().audit().requests()).isZero();
    }
}
