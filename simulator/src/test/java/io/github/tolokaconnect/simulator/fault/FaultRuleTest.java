package io.github.tolokaconnect.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tolokaconnect.simulator.fixture.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultRuleTest {
    private static final String FULL =
            "{\"name\":\"lost answers\",\"when\":{\"method\":\"POST\",\"path\":\"/tasks\",\"pool\":\"1001\",\"nth\":3,"
                    + "\"every\":10,\"probability\":0.1,\"between\":[\"PT10S\",\"PT2M\"],\"times\":2},"
                    + "\"do\":{\"fault\":\"answer-lost\"}}";

    @Test
    void readsWhatItWrites() {
        FaultRule rule = FaultRule.fromJson(FULL).get(0);

        assertThat(rule).hasToString(FULL);
    }

    @Test
    void readsARuleAScenarioOrAnArrayOfThese() {
        assertThat(FaultRule.fromJson(FULL)).hasSize(1);
        assertThat(FaultRule.fromJson("{\"scenario\":\"outage\"}")).hasSize(3);
        assertThat(FaultRule.fromJson("[{\"scenario\":\"outage\"}," + FULL + "]"))
                .hasSize(4);
        assertThat(FaultRule.fromJson("[]")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsEveryKindWithDefaultsForItsParameters(String kind) throws Exception {
        FaultRule rule =
                FaultRule.fromJson("{\"do\":{\"fault\":\"" + kind + "\"}}").get(0);

        assertThat(rule.fault().kind()).isEqualTo(kind);
        assertThat(rule.toJson().path("name").asText()).isEqualTo(kind);
        assertThat(FaultRule.fromJson(Wire.JSON.writeValueAsString(rule.toJson())))
                .singleElement()
                .hasToString(rule.toString());
    }

    static List<String> kinds() {
        return FaultReader.kinds();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nonsense; $; is no JSON at line 1",
                "{} {}; $; has something after its end",
                "7; $; must be an object with any of name, when, do",
                "{}; $.do; must be an object with fault, one of answer-delayed,",
                "{\"do\":{\"fault\":\"answer-lose\"}}; $.do.fault; must be one of answer-delayed,",
                "{\"do\":{\"fault\":\"answer-lost\",\"ms\":3}}; $.do.ms; is not known; allowed here: fault",
                "{\"do\":{\"fault\":\"answer-delayed\",\"ms\":0}}; $.do.ms; must be an integer from 1 to 3600000",
                "{\"do\":{\"fault\":\"slow-drip\",\"bytes\":1.5}}; $.do.bytes; must be an integer from 1 to 1048576",
                "{\"do\":{\"fault\":\"server-error\",\"status\":418}}; $.do.status; must be one of 500, 502, 503, 504",
                "{\"do\":{\"fault\":\"use-up-quota\",\"interval\":\"HOUR\"}}; $.do.interval; must be one of MIN, DAY",
                "{\"do\":{\"fault\":\"log-partial\",\"share\":0}}; $.do.share; must be a number above 0 and up to 1",
                "{\"when\":{\"metod\":\"GET\"},\"do\":{\"fault\":\"answer-lost\"}}; $.when.metod; is not known; allowed here: method,",
                "{\"when\":{\"path\":\"tasks\"},\"do\":{\"fault\":\"answer-lost\"}}; $.when.path; begins with a slash",
                "{\"when\":{\"nth\":0},\"do\":{\"fault\":\"answer-lost\"}}; $.when.nth; must be an integer of at least 1",
                "{\"when\":{\"probability\":1.1},\"do\":{\"fault\":\"answer-lost\"}}; $.when.probability; above 0 and up to 1",
                "{\"when\":{\"between\":[\"PT1S\"]},\"do\":{\"fault\":\"answer-lost\"}}; $.when.between; an array of two moments",
                "{\"when\":{\"between\":[\"now\",null]},\"do\":{\"fault\":\"answer-lost\"}}; $.when.between[0]; such as PT10S",
                "{\"when\":{\"between\":[\"-PT1S\",null]},\"do\":{\"fault\":\"answer-lost\"}}; $.when.between[0]; such as PT10S",
                "{\"when\":[],\"do\":{\"fault\":\"answer-lost\"}}; $.when; must be an object",
                "[{\"scenario\":\"sunshine\"}]; $[0].scenario; must be one of outage, quota-day,",
            })
    void saysByPathWhatIsAllowed(String json, String path, String message) {
        FaultRuleException problem = catchThrowableOfType(FaultRuleException.class, () -> FaultRule.fromJson(json));

        assertThat(problem.payload().path(path).path("message").asText()).contains(message);
    }

    @Test
    void reportsAllThatIsWrongAndTheFirstOfItAsTheMessage() {
        String json = "{\"when\":{\"nth\":0,\"every\":-1},\"do\":{\"fault\":\"slow-drip\",\"ms\":\"x\"}}";

        FaultRuleException problem = catchThrowableOfType(FaultRuleException.class, () -> FaultRule.fromJson(json));

        assertThat(problem.payload().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("$.when.nth", "$.when.every", "$.do.ms");
        assertThat(problem).hasMessageStartingWith("$.do.ms must be an integer");
    }

    @Test
    void refusesTheSameFromJava() {
        FaultRule.Builder rule = FaultRule.builder(new NetworkFault.AnswerLost());

        assertThatThrownBy(() -> rule.nth(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> rule.probability(Double.NaN)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> rule.path("tasks")).hasMessageContaining("slash");
        assertThatThrownBy(() -> new LogFault.LogPartial(2)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new AnsweringFault.ServerError(200, ErrorBody.JSON, null))
                .hasMessageContaining("500, 502, 503, 504");
    }
}
