package io.github.tolokaconnect.streams.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.control.Audit;
import io.github.tolokaconnect.streams.repair.RepairQueries.ReplayProgress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaysApiTest {

    private static final String PATH = "/api/v1/replays";
    private static final UUID ID = UUID.fromString("f3c8a4de-52b1-4b6e-8a27-0d1f6f1c9e52");

    private final Known known = new Known();
    private Instance instance;

    @BeforeEach
    void start() throws IOException {
        known.waiting.add(Cases.refused(
                1, "VALUE_REQUIRED", "input_values.image", "{\"pool_id\":\"1001\",\"overlap\":0,\"input_values\":{}}"));
        known.waiting.add(Cases.refused(2, "VALUE_REQUIRED", "input_values.image", null));
        known.waiting.add(Cases.refused(3, "INVALID_URL_SYNTAX", null, "{\"pool_id\":\"1001\"}"));
        instance = Instance.of(known);
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void listsRefusedRecordsThatWaitNewestFirst() throws Exception {
        JsonNode all = instance.read("/api/v1/errors");
        JsonNode some = instance.read(
                "/api/v1/errors?code=VALUE_REQUIRED&path=input_values.image&class=DATA&pool=1001&key_prefix=img-&limit=1"
                        + "&from=2026-11-21T12:00:01Z&to=2026-11-21T12:00:03Z");

        assertThat(all.path("total").asInt()).isEqualTo(3);
        assertThat(all.path("errors").findValuesAsText("key")).containsExactly("img-3", "img-2", "img-1");
        assertThat(all.path("errors").path(2).path("task").path("overlap").asInt())
                .isZero();
        assertThat(all.path("errors").path(1).path("replayable").asBoolean()).isFalse();
        assertThat(some.path("total").asInt()).isEqualTo(2);
        assertThat(some.path("errors").findValuesAsText("key")).containsExactly("img-2");
    }

    @Test
    void saysWhatAReplayWouldDoAndDoesNothing() throws Exception {
        HttpResponse<String> response = instance.change("POST", PATH, """
                {"dry_run": true, "select": {"code": "VALUE_REQUIRED"},
                 "patch": {"overlap": 3, "input_values": {"image": "https://example.com/1.jpg"}, "pool_id": null}}""");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode dry = Instance.json(response);
        assertThat(dry.path("matching").asInt()).isEqualTo(2);
        assertThat(dry.path("samples").path(1).path("before"))
                .hasToString("{\"pool_id\":\"1001\",\"overlap\":0,\"input_values\":{}}");
        assertThat(dry.path("samples").path(1).path("after"))
                .hasToString("{\"overlap\":3,\"input_values\":{\"image\":\"https://example.com/1.jpg\"}}");
        assertThat(dry.path("samples").path(0).path("after").isNull()).isTrue();
        assertThat(known.audits).isEmpty();
    }

    @Test
    void ordersAReplay() throws Exception {
        HttpResponse<String> response = instance.change("POST", PATH, """
                {"dry_run": false, "select": {"code": "VALUE_REQUIRED", "from": "2026-11-21T13:00:00+01:00"},
                 "patch": {"overlap": 3}, "records_per_second": 20, "reason": "default was 0"}""");

        assertThat(response.statusCode()).isEqualTo(202);
        String id = Instance.json(response).path("id").asText();
        assertThat(response.headers().firstValue("location")).contains(PATH + "/" + id);
        assertThat(known.documents.get("replay/" + id).json().toNode()).hasToString("""
                {"id":"%s","requested":"2026-11-21T12:00:10.000Z","by":"olu",\
                "select":{"code":"VALUE_REQUIRED","from":"2026-11-21T12:00:00.000Z"},\
                "patch":{"overlap":3},"records_per_second":20}""".formatted(id));
        assertThat(known.audits)
                .containsExactly(new Audit("replay.start", "replay/" + id, "olu", "127.0.0.1", "default was 0"));
    }

    @Test
    void carriesOutTheSameOrderOnce() throws Exception {
        String order = "{\"dry_run\": false, \"select\": {\"code\": \"VALUE_REQUIRED\"}}";
        String other = "{\"dry_run\": false, \"select\": {}}";

        HttpResponse<String> first = repeatable(order);
        known.now = known.now.plusSeconds(5);
        HttpResponse<String> again = repeatable(order);

        assertThat(Instance.json(again)).isEqualTo(Instance.json(first));
        assertThat(Instance.json(again).path("id").asText()).isEqualTo(ID.toString());
        assertThat(known.audits).hasSize(1);
        assertThat(repeatable(other).statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> repeatable(String order) throws Exception {
        return instance.checked(instance.changing("POST", PATH, order)
                .header("Idempotency-Key", ID.toString())
                .build());
    }

    @Test
    void tellsTheProgressOfReplays() throws Exception {
        known.put("replay/" + ID, """
                {"id": "%s", "requested": "2026-11-21T12:00:05.000Z", "by": "olu", "select": {"code": "X"},
                 "records_per_second": 20}""".formatted(ID));
        known.put("replay/broken", "no JSON");
        known.replays.put(ID, new ReplayProgress(7, 1, 2, 3, 2));

        JsonNode replays = instance.read(PATH).path("replays");
        JsonNode one = instance.read(PATH + "/" + ID).path("replay");

        assertThat(replays).hasSize(2);
        assertThat(replays.path(0)).isEqualTo(one);
        assertThat(one.path("progress"))
                .hasToString("{\"sent\":7,\"dead\":1,\"skipped\":2,\"parts\":3,\"done_parts\":2,\"done\":false}");
        assertThat(one.path("select").path("code").asText()).isEqualTo("X");
        known.replays.put(ID, new ReplayProgress(9, 1, 2, 3, 3));
        assertThat(instance.read(PATH + "/" + ID)
                        .path("replay")
                        .path("progress")
                        .path("done")
                        .asBoolean())
                .isTrue();
        assertThat(instance.get(PATH + "/" + new UUID(9, 9)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"select\":{}} | dry_run",
                "{\"dry_run\":\"yes\",\"select\":{}} | dry_run",
                "{\"dry_run\":true} | select",
                "{\"dry_run\":true,\"select\":{\"class\":\"DATA\"}} | select.class",
                "{\"dry_run\":true,\"select\":{\"code\":7}} | select.code",
                "{\"dry_run\":true,\"select\":{\"from\":\"noon\"}} | select.from",
                "{\"dry_run\":true,\"select\":{},\"patch\":[]} | patch",
                "{\"dry_run\":true,\"select\":{},\"records_per_second\":0} | records_per_second",
                "{\"dry_run\":true,\"select\":{},\"records_per_second\":1.5} | records_per_second",
                "{\"dry_run\":true,\"select\":{},\"pach\":{}} | pach"
            })
    void refusesAnOrderThatIsNotClear(String order, String field) throws Exception {
        HttpResponse<String> response = instance.change("POST", PATH, order);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Instance.json(response).path("field").asText()).isEqualTo(field);
    }
}
