package io.github.tolokaconnect.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionsTest {
    private static final String APPROVED =
            "{\"webhook_url\":\"http://localhost:9/hook\",\"event_type\":\"ASSIGNMENT_APPROVED\",\"pool_id\":\"1001\"}";
    private static final String CLOSED = APPROVED.replace("ASSIGNMENT_APPROVED", "POOL_CLOSED");

    private final Conversation api = with(new Staffing(Workforce.of(10), false, null));

    @Test
    void entersSubscriptionsAndNamesThoseThatAreNotValid() {
        Conversation.Answer answer = api.put(
                "/webhook-subscriptions", "[" + APPROVED + ",{\"event_type\":\"POOL_CLOSED\",\"pool_id\":\"1001\"}]");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/items/0/event_type").asText()).isEqualTo("ASSIGNMENT_APPROVED");
        assertThat(answer.json().at("/items/0/id").asText()).matches("[0-9a-f]{24}");
        assertThat(answer.json().at("/validation_errors/1/webhook_url/code").asText())
                .isEqualTo("VALUE_REQUIRED");
    }

    @Test
    void neverShowsASecret() {
        String signed = APPROVED.replace("}", ",\"secret_key\":\"s3cr3t\"}");

        JsonNode entered = api.put("/webhook-subscriptions", signed).json();

        JsonNode read =
                api.get("/webhook-subscriptions/" + entered.path("id").asText()).json();
        assertThat(read).isEqualTo(entered);
        assertThat(read.toString()).contains("localhost:9").doesNotContain("s3cr3t");
        assertThat(new Webhook(URI.create("http://localhost:9/hook"), "s3cr3t").toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void putsASubscriptionToTheSameEventsInThePlaceOfTheOther() {
        String first = put(APPROVED);
        api.pass(Duration.ofMinutes(1));

        String second = put(APPROVED.replace("}", ",\"secret_key\":\"new\"}"));

        assertThat(second).isEqualTo(first);
        assertThat(api.get("/webhook-subscriptions").json().path("items")).hasSize(1);
    }

    @Test
    void listsSubscriptionsByPoolAndEvent() {
        put(APPROVED);
        String closed = put(CLOSED);
        put(CLOSED.replace("1001", "1002"));

        JsonNode items = api.get("/webhook-subscriptions?pool_id=1001&event_type=POOL_CLOSED&sort=created")
                .json()
                .path("items");

        assertThat(items)
                .singleElement()
                .extracting(item -> item.path("id").asText())
                .isEqualTo(closed);
    }

    @Test
    void endsASubscriptionAndWhatItWasStillToBeTold() {
        String id = put(APPROVED);
        work();

        int status = api.delete("/webhook-subscriptions/" + id).status();
        api.pass(Duration.ofMinutes(1));

        assertThat(status).isEqualTo(204);
        assertThat(api.fetch(100)).isEmpty();
        assertThat(api.get("/webhook-subscriptions/" + id).status()).isEqualTo(404);
        assertThat(api.delete("/webhook-subscriptions/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "event_type, ASSIGNMENT_APPROVED, EVERYTHING, VALUE_NOT_ALLOWED",
        "pool_id, 1001, 4711, ENTITY_DOES_NOT_EXIST",
        "webhook_url, http:, ftp:, INVALID_URL_SYNTAX",
        "webhook_url, //localhost:9/, , INVALID_URL_SYNTAX",
        "webhook_url, localhost, loc alhost, INVALID_URL_SYNTAX",
    })
    void refusesWhatIsNoSubscription(String field, String part, String replacement, String code) {
        Conversation.Answer answer =
                api.put("/webhook-subscriptions", APPROVED.replace(part, replacement == null ? "" : replacement));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/payload/" + field + "/code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "7", "{", "''", "[{}]", "[null]"})
    void refusesABodyWithoutAValidSubscription(String body) {
        assertThat(api.put("/webhook-subscriptions", body).code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void tellsSubscribersOfEachStepOfAnAnswer() {
        for (String type : List.of("CREATED", "SUBMITTED", "APPROVED", "REJECTED", "SKIPPED", "EXPIRED")) {
            put(APPROVED.replace("APPROVED", type));
        }

        work();

        List<ObjectNode> events = events(api);
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .containsExactly("ASSIGNMENT_CREATED", "ASSIGNMENT_SUBMITTED", "ASSIGNMENT_APPROVED");
        assertThat(events.get(2).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "uuid",
                        "event_time",
                        "project_id",
                        "pool_id",
                        "task_suite_id",
                        "assignment_id",
                        "webhook_subscription_id",
                        "type");
        String assignment = events.get(2).path("assignment_id").asText();
        assertThat(api.get("/assignments/" + assignment).status()).isEqualTo(200);
    }

    @Test
    void tellsSubscribersThatTheirPoolWasClosed() {
        String id = put(CLOSED);
        put(CLOSED.replace("1001", "1002"));

        api.post("/pools/1001/close", "");
        api.pass(Duration.ofMinutes(1));

        assertThat(events(api)).singleElement().satisfies(event -> {
            assertThat(event.path("close_reason").asText()).isEqualTo("MANUAL");
            assertThat(event.path("webhook_subscription_id").asText()).isEqualTo(id);
        });
    }

    @Test
    void tellsWhoeverRunsTheSimulationOfEveryAcceptedAnswer() {
        Webhook webhook = new Webhook(URI.create("http://localhost:9/hook"), null);
        Conversation watched = with(new Staffing(Workforce.of(10), false, webhook));
        watched.post("/tasks", LaborTest.tasks(3, "\"overlap\":2"));

        watched.pass(Duration.ofMinutes(1));

        assertThat(events(watched)).hasSize(6);
        assertThat(watched.get("/webhook-subscriptions").json().path("items")).isEmpty();
    }

    private String put(String body) {
        return api.put("/webhook-subscriptions", body).json().path("id").asText();
    }

    private void work() {
        api.post("/tasks", LaborTest.task(1, "\"overlap\":1"));
        api.pass(Duration.ofSeconds(1));
        assertThat(api.audit().answers()).isEqualTo(1);
    }

    private static List<ObjectNode> events(Conversation api) {
        return api.fetch(1_000).stream()
                .map(notice -> ((Notice.EventRaised) notice).toJson())
                .toList();
    }

    private static Conversation with(Staffing staffing) {
        return new Conversation(Settings.DEFAULT.withQuotas(Quotas.NONE).withStaffing(staffing));
    }
}
