package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.repair.RepairQueries.ReplayProgress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances, of which each has a part. */
class InstancesTest {

    private static final UUID REPLAY = new UUID(5, 5);

    private final Known here = new Known();
    private final Known there = new Known();
    private Instance asked;
    private Instance other;

    @BeforeEach
    void start() throws IOException {
        asked = Instance.of(here);
        other = Instance.of(there);
        here.others.add(other.url());
        there.others.add(asked.url());
        here.isSpokesman = false;
    }

    @AfterEach
    void stop() {
        asked.close();
        other.close();
    }

    @Test
    void listOperationsOfBoth() throws Exception {
        here.operations.add(Operation.of(at(1, CATS, Status.RUNNING)));
        there.operations.add(Operation.of(at(2, DOGS, Status.RUNNING)));

        JsonNode both = asked.read("/api/v1/operations");

        assertThat(both.path("operations").findValuesAsText("began"))
                .containsExactly("2026-11-21T12:00:02.000Z", "2026-11-21T12:00:01.000Z");
        assertThat(both.path("missing")).isEmpty();
        assertThat(asked.read("/api/v1/operations?limit=1")
                        .path("operations")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(DOGS.toString());
        assertThat(asked.read("/api/v1/operations/" + DOGS).path("id").asText()).isEqualTo(DOGS.toString());
        assertThat(asked.get("/api/v1/operations/" + REPLAY).statusCode()).isEqualTo(404);
    }

    @Test
    void countWhatIsUnderWayInBoth() throws Exception {
        here.operations.add(Operation.of(at(1, CATS, Status.RUNNING)));
        there.operations.add(Operation.of(at(0, DOGS, Status.RUNNING)));
        there.alerts.add(Cases.alert("1001", Alert.State.FIRING, 1));

        JsonNode overview = asked.read("/api/v1/overview");

        assertThat(overview.path("operations").path("in_flight").asInt()).isEqualTo(2);
        assertThat(overview.path("oldest_in_flight").path("operation_id").asText())
                .isEqualTo(DOGS.toString());
        assertThat(overview.path("alerts").path("count").asInt()).isEqualTo(1);
        assertThat(overview.path("stale")).isEmpty();
    }

    @Test
    void tellWhatOneOfThemKnows() throws Exception {
        there.alerts.add(Cases.alert("1001", Alert.State.FIRING, 1));
        there.heartbeats.add(Cases.heartbeat(0, 300));
        there.heartbeats.add(Cases.heartbeat(1, 200));

        assertThat(asked.read("/api/v1/alerts").path("alerts").findValuesAsText("rule"))
                .containsExactly("ValidationErrorRatio");
        assertThat(asked.read("/api/v1/connectors").path("connectors").path(0).path("sink_tasks"))
                .hasSize(2);
        JsonNode quota = asked.read("/api/v1/quota").path("connectors").path(0);
        assertThat(quota.path("tasks_today").asInt()).isEqualTo(500);
        assertThat(quota.path("tasks_per_day").asInt()).isEqualTo(2_000);
        assertThat(quota.path("share").asDouble()).isEqualTo(0.25);
    }

    @Test
    void sayThatNobodyKnows() throws Exception {
        there.isSpokesman = false;

        assertThat(asked.read("/api/v1/alerts").path("known").asBoolean()).isFalse();
        assertThat(asked.read("/api/v1/overview").path("stale").findValuesAsText("source"))
                .containsExactly("alerts");
    }

    @Test
    void addUpRefusedRecordsAndReplays() throws Exception {
        here.waiting.add(Cases.refused(1, "VALUE_REQUIRED", "input_values.image", "{\"pool_id\":\"1001\"}"));
        there.waiting.add(Cases.refused(2, "VALUE_REQUIRED", "input_values.image", "{\"pool_id\":\"1001\"}"));
        here.put("replay/" + REPLAY, "{\"requested\":\"2026-11-21T12:00:05.000Z\"}");
        there.put("replay/" + REPLAY, "{\"requested\":\"2026-11-21T12:00:05.000Z\"}");
        here.replays.put(REPLAY, new ReplayProgress(7, 1, 2, 3, 3));
        there.replays.put(REPLAY, new ReplayProgress(1, 0, 0, 3, 2));

        JsonNode waiting = asked.read("/api/v1/errors?path=input_values.image&limit=1");
        JsonNode dry = Instance.json(asked.change(
                "POST", "/api/v1/replays", "{\"dry_run\":true,\"select\":{\"path\":\"input_values.image\"}}"));
        JsonNode progress =
                asked.read("/api/v1/replays/" + REPLAY).path("replay").path("progress");

        assertThat(waiting.path("total").asInt()).isEqualTo(2);
        assertThat(waiting.path("errors").findValuesAsText("key")).containsExactly("img-2");
        assertThat(dry.path("matching").asInt()).isEqualTo(2);
        assertThat(progress)
                .hasToString("{\"sent\":8,\"dead\":1,\"skipped\":2,\"parts\":6,\"done_parts\":5,\"done\":false}");
        assertThat(asked.read("/api/v1/replays").path("replays").path(0).path("progress"))
                .isEqualTo(progress);
    }

    @Test
    void passAQuestionOnToTheOwnerOfAnItem() throws Exception {
        String key = "a/b ü";
        here.owners.put(key, other.url());
        // It thinks that the first one has the item: a question is passed on once, never in circles.
        there.owners.put(key, asked.url());
        there.items.put(key, Cases.labelled(key));

        assertThat(asked.read("/api/v1/items/" + Asked.segment(key))
                        .path("item_id")
                        .asText())
                .isEqualTo(key);
        here.owners.put("img-9", other.url());
        assertThat(asked.get("/api/v1/items/img-9").statusCode()).isEqualTo(404);
    }

    @Test
    void nameTheOneThatDoesNotAnswer() throws Exception {
        URI gone = closedPort();
        here.others.add(gone);
        here.owners.put("img-1", gone);
        here.operations.add(Operation.of(at(1, CATS, Status.RUNNING)));

        JsonNode list = asked.read("/api/v1/operations");

        assertThat(list.path("operations")).hasSize(1);
        assertThat(list.path("missing").path(0).asText()).isEqualTo(gone.toString());
        assertThat(asked.get("/api/v1/items/img-1").statusCode()).isEqualTo(503);
        assertThat(asked.get("/api/v1/operations/" + DOGS).statusCode()).isEqualTo(503);
    }

    @Test
    void answerForEachOtherWhileOneIsRestored() throws Exception {
        here.restoring = "Being restored.";
        there.operations.add(Operation.of(at(1, CATS, Status.RUNNING)));

        JsonNode list = asked.read("/api/v1/operations");

        assertThat(list.path("operations")).hasSize(1);
        assertThat(list.path("missing").path(0).asText()).isEqualTo(Others.THIS);
        assertThat(other.read("/api/v1/operations").path("missing").path(0).asText())
                .isEqualTo(asked.url().toString());
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
