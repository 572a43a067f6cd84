package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.util.function.Function;

/** A conversation that tells the two choices of a reading apart, and what is heard under each. */
record ReadingCase(Fixture fixture, Quotas quotas, Function<Conversation, String> talk, String standard, String other) {

    private static final Fixture FIXTURE = Fixture.demo()
            .withProject("""
                    {"id":"7","task_spec":{"input_spec":{
                      "text":{"type":"string","required":true},
                      "blob":{"type":"json","required":false}
                    },"output_spec":{"result":{"type":"string"},"note":{"type":"string"}}}}
                    """)
            .withProject("""
                    {"id":"8","task_spec":{"input_spec":{"text":{"type":"string"}},"output_spec":{}}}
                    """)
            .withPool("{\"id\":\"21\",\"project_id\":\"7\",\"status\":\"OPEN\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"22\",\"project_id\":\"8\",\"status\":\"OPEN\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"31\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"32\",\"project_id\":\"100\",\"status\":\"ARCHIVED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"33\",\"project_id\":\"100\",\"status\":\"OPEN\"}")
            .withPool(
                    "{\"id\":\"34\",\"project_id\":\"100\",\"status\":\"OPEN\",\"reward_per_assignment\":0,\"mixer_config\":{}}");

    static ReadingCase of(Function<Conversation, String> talk, String standard, String other) {
        return new ReadingCase(FIXTURE, Quotas.NONE, talk, standard, other);
    }

    /** A case about the answer to one request that creates tasks. */
    static ReadingCase creating(String parameters, String body, String standard, String other) {
        return of(api -> heard(api.post("/tasks" + parameters, body)), standard, other);
    }

    ReadingCase under(Quotas otherQuotas) {
        return new ReadingCase(fixture, otherQuotas, talk, standard, other);
    }

    ReadingCase in(Fixture otherFixture) {
        return new ReadingCase(otherFixture, quotas, talk, standard, other);
    }

    String heardUnder(Readings readings) {
        // No pool is archived while a conversation lets a month pass.
        return talk.apply(new Conversation(
                Conversation.demo(fixture, quotas, 1).withReadings(readings).withPoolLimits(new PoolLimits(0, 0, 0))));
    }

    /** Status and code, and of field errors path and code. */
    static String heard(Answer answer) {
        StringBuilder heard = new StringBuilder(Integer.toString(answer.status()));
        if (answer.json().has("code")) {
            heard.append(' ').append(answer.code());
        }
        answer.json().path("payload").properties().forEach(field -> {
            if (field.getValue().has("code")) {
                heard.append(' ')
                        .append(field.getKey())
                        .append('=')
                        .append(field.getValue().path("code").asText());
            }
        });
        return heard.toString();
    }

    static String with(String field) {
        return Conversation.VALID.replace("{\"pool_id\"", "{" + field + ",\"pool_id\"");
    }

    static String in(String pool) {
        return Conversation.VALID.replace("1001", pool);
    }

    static String text(String pool, String inputValues) {
        return "{\"pool_id\":\"" + pool + "\",\"overlap\":1,\"input_values\":{" + inputValues + "}}";
    }
}
