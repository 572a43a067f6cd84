package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.ID;
import static io.github.tolokaconnect.simulator.engine.Conversation.INVALID;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static io.github.tolokaconnect.simulator.engine.ReadingCase.creating;
import static io.github.tolokaconnect.simulator.engine.ReadingCase.heard;
import static io.github.tolokaconnect.simulator.engine.ReadingCase.in;
import static io.github.tolokaconnect.simulator.engine.ReadingCase.text;
import static io.github.tolokaconnect.simulator.engine.ReadingCase.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reading makes the difference that it promises. A reading without a case fails. */
class ReadingsTest {
    private static final Duration MONTH = Duration.ofDays(32);
    private static final String NO_OVERLAP = VALID.replace(",\"overlap\":2", "");
    private static final String BOTH = "[" + VALID + "," + INVALID + "]";
    private static final Map<Reading, ReadingCase> CASES = new EnumMap<>(Reading.class);

    static {
        aboutOverlap();
        aboutTasks();
        aboutRequests();
        aboutIds();
        aboutPools();
        aboutOperations();
        aboutLogs();
        aboutQuotas();
    }

    @ParameterizedTest
    @EnumSource
    void hearsTheStandardChoice(Reading reading) {
        assertThat(CASES).containsKey(reading);
        ReadingCase talk = CASES.get(reading);

        assertThat(talk.heardUnder(Readings.DEFAULT)).isEqualTo(talk.standard());
    }

    @ParameterizedTest
    @EnumSource
    void hearsTheOtherChoice(Reading reading) {
        assertThat(CASES).containsKey(reading);
        ReadingCase talk = CASES.get(reading);

        assertThat(talk.heardUnder(
                        Readings.DEFAULT.with(reading, reading.other().name())))
                .isEqualTo(talk.other())
                .isNotEqualTo(talk.standard());
    }

    private static void aboutOverlap() {
        String missing = "400 VALIDATION_ERROR overlap=VALUE_REQUIRED";
        CASES.put(Reading.POOL_DEFAULT_OVERLAP, creating("", NO_OVERLAP, missing, "201"));
        CASES.put(
                Reading.MISSING_OVERLAP,
                creating("", NO_OVERLAP, missing, "400 VALIDATION_ERROR overlap=INTEGER_EXPECTED"));
        CASES.put(
                Reading.OVERLAP_BESIDE_INFINITE,
                creating(
                        "",
                        with("\"infinite_overlap\":true"),
                        "400 VALIDATION_ERROR overlap=VALUE_NOT_ALLOWED",
                        "201"));
    }

    private static void aboutTasks() {
        CASES.put(
                Reading.UNKNOWN_TASK_KEYS,
                creating("", with("\"surprise\":1"), "400 VALIDATION_ERROR surprise=VALUE_NOT_ALLOWED", "201"));
        CASES.put(
                Reading.READ_ONLY_KEYS,
                creating("", with("\"id\":\"x\""), "201", "400 VALIDATION_ERROR id=VALUE_NOT_ALLOWED"));
        CASES.put(
                Reading.ORIGIN_TASK_ID,
                creating(
                        "",
                        with("\"origin_task_id\":\"x\""),
                        "201",
                        "400 VALIDATION_ERROR origin_task_id=VALUE_NOT_ALLOWED"));
        CASES.put(
                Reading.MISSING_INPUT_VALUES,
                creating(
                        "",
                        "{\"pool_id\":\"1001\",\"overlap\":1}",
                        "400 VALIDATION_ERROR input_values=VALUE_REQUIRED",
                        "400 VALIDATION_ERROR input_values.image=VALUE_REQUIRED"));
        CASES.put(
                Reading.POOL_ID_NUMBER,
                creating("", VALID.replace("\"1001\"", "1001"), "400 VALIDATION_ERROR pool_id=STRING_EXPECTED", "201"));
        CASES.put(
                Reading.FIELD_REQUIRED,
                creating("", text("22", ""), "400 VALIDATION_ERROR input_values.text=VALUE_REQUIRED", "201"));
        CASES.put(
                Reading.JSON_FIELDS,
                creating(
                        "",
                        text("21", "\"text\":\"t\",\"blob\":{}"),
                        "201",
                        "400 VALIDATION_ERROR input_values.blob=JSON_EXPECTED"));
        CASES.put(
                Reading.BLANK_STRINGS,
                creating(
                        "",
                        text("21", "\"text\":\" \""),
                        "201",
                        "400 VALIDATION_ERROR input_values.text=BLANK_STRING_NOT_ALLOWED"));
        String partial = text("21", "\"text\":\"t\"").replace("{\"pool_id\"", """
                {"known_solutions":[{"output_values":{"result":"OK"}}],"pool_id\"""");
        CASES.put(
                Reading.SOLUTION_FIELDS,
                creating(
                        "",
                        partial,
                        "400 VALIDATION_ERROR known_solutions.0.output_values.note=VALUE_REQUIRED",
                        "201"));
    }

    private static void aboutRequests() {
        CASES.put(Reading.EMPTY_ARRAY, creating("", "[]", "400 VALIDATION_ERROR", "201"));
        CASES.put(
                Reading.SIZE_LIMIT,
                creating(
                        "",
                        VALID.replace("1.jpg", "a".repeat(1 << 20)),
                        "413 ENTITY_TOO_LARGE",
                        "400 VALIDATION_ERROR input_values=OBJECT_SIZE_BYTES_GREATER_THAN_MAX"));
        CASES.put(
                Reading.COUNTED_BYTES,
                creating(
                        "",
                        VALID.replace("{\"image\"", "{" + " ".repeat(1 << 20) + "\"image\""),
                        "201",
                        "413 ENTITY_TOO_LARGE"));
        CASES.put(
                Reading.UNKNOWN_PARAMETERS,
                creating("?async=true", VALID, "201", "400 VALIDATION_ERROR async=VALUE_NOT_ALLOWED"));
        CASES.put(
                Reading.LIST_LIMIT,
                getting(
                        "/tasks?pool_id=1001&limit=100000",
                        "400 VALIDATION_ERROR limit=VALUE_GREATER_THAN_MAX",
                        "200"));
        CASES.put(
                Reading.LIMIT_BEYOND,
                getting("/operations?limit=301", "400 VALIDATION_ERROR limit=VALUE_GREATER_THAN_MAX", "200"));
        CASES.put(Reading.TASKS_OF_UNKNOWN_POOL, getting("/tasks?pool_id=9", "200", "404 DOES_NOT_EXIST"));
        CASES.put(
                Reading.ARRAY_ERRORS,
                ReadingCase.of(
                        api -> String.join(" ", (Iterable<String>) () ->
                                api.post("/tasks", BOTH).json().path("payload").fieldNames()),
                        "1",
                        "1.input_values.image 1.input_values.imagis"));
        CASES.put(
                Reading.BAD_CREDENTIAL,
                ReadingCase.of(
                        api -> heard(api.getAs("OAuth nobody", "/requester")),
                        "401 AUTHENTICATION_ERROR",
                        "403 ACCESS_DENIED"));
        CASES.put(
                Reading.REQUEST_IDS,
                ReadingCase.of(
                        api -> api.get("/nothing")
                                .json()
                                .path("request_id")
                                .asText()
                                .replaceAll("[0-9a-f]", "0"),
                        "00000000-0000-0000-0000-000000000000",
                        "00000000000000000000000000000000"));
    }

    private static void aboutIds() {
        CASES.put(
                Reading.MALFORMED_OPERATION_ID,
                creating(
                        "?async_mode=true&operation_id=57068577e4b0bf7b07a0256f",
                        VALID,
                        "400 VALIDATION_ERROR operation_id=UUID_EXPECTED",
                        "202"));
        CASES.put(
                Reading.SYNC_OPERATION_ID,
                ReadingCase.of(
                        api -> {
                            api.post("/tasks?operation_id=" + ID, INVALID);
                            api.post("/tasks?operation_id=" + ID, VALID);
                            return heard(api.post("/tasks?operation_id=" + ID, VALID)) + ", "
                                    + api.audit().tasks();
                        },
                        "201, 2",
                        "409 OPERATION_ALREADY_EXISTS, 1"));
        CASES.put(
                Reading.REPLAY_WITH_OTHER_BODY,
                ReadingCase.of(
                        api -> {
                            String target = "/tasks?async_mode=true&operation_id=" + ID;
                            api.post(target, VALID);
                            return heard(api.post(target, VALID)) + ", " + heard(api.post(target, INVALID));
                        },
                        "409 OPERATION_ALREADY_EXISTS, 409 OPERATION_ALREADY_EXISTS",
                        "409 OPERATION_ALREADY_EXISTS, 400 VALIDATION_ERROR operation_id=INVALID_VALUE"));
        CASES.put(
                Reading.OPERATION_LIFETIME,
                ReadingCase.of(
                        api -> {
                            api.operation("&operation_id=" + ID, VALID);
                            api.pass(MONTH);
                            return heard(api.get("/operations/" + ID)) + ", "
                                    + heard(api.post("/tasks?async_mode=true&operation_id=" + ID, VALID)) + ", "
                                    + api.audit().operations();
                        },
                        "200, 409 OPERATION_ALREADY_EXISTS, 1",
                        "404 DOES_NOT_EXIST, 202, 2"));
    }

    private static void aboutPools() {
        CASES.put(
                Reading.POOL_ERRORS,
                creating("", in("9"), "400 VALIDATION_ERROR pool_id=ENTITY_DOES_NOT_EXIST", "404 DOES_NOT_EXIST"));
        CASES.put(Reading.MIXER_CONFIG, refusing("33", "MIXER_CONFIG_REQUIRED"));
        CASES.put(Reading.ZERO_PRICE, refusing("34", "POOL_TASK_TYPE_CONFLICT"));
        CASES.put(
                Reading.ARCHIVED_POOL,
                creating("", in("32"), "409 INAPPROPRIATE_STATUS", "409 POOL_INAPPROPRIATE_STATUS"));
        Fixture poor = Fixture.fromJson("""
                {"tokens":["demo-token"],"requester":{"id":"r","balance":0.0},
                 "projects":[{"id":"100","task_spec":{"input_spec":{"image":{"type":"url"}},"output_spec":{}}}],
                 "pools":[{"id":"1001","project_id":"100","status":"OPEN","mixer_config":{}}]}
                """);
        CASES.put(
                Reading.BALANCE_TO_CREATE,
                creating("", VALID, "201", "409 NOT_ENOUGH_BALANCE").in(poor));
    }

    private static void aboutOperations() {
        CASES.put(Reading.ASYNC_STATUS, creating("?async_mode=true", VALID, "202", "201"));
        CASES.put(
                Reading.OPERATION_DETAILS,
                ReadingCase.of(
                        api -> api.operation("", VALID).json().path("details").toString(),
                        "{\"total_count\":1,\"valid_count\":1,\"not_valid_count\":0,\"success_count\":1,\"failed_count\":0}",
                        "{\"items_count\":1}"));
        CASES.put(
                Reading.ALL_INVALID,
                ReadingCase.of(
                        api -> status(api.operation("&skip_invalid_items=true", INVALID)) + ", "
                                + status(api.operation("&skip_invalid_items=true", BOTH)),
                        "SUCCESS, SUCCESS",
                        "FAIL, SUCCESS"));
        String bodyThatLeavesAPoolEmpty = "[" + VALID + "," + INVALID.replace("1001", "31") + "]";
        CASES.put(
                Reading.FAILED_OPENING,
                ReadingCase.of(
                        api -> status(
                                api.operation("&open_pool=true&skip_invalid_items=true", bodyThatLeavesAPoolEmpty)),
                        "SUCCESS",
                        "FAIL"));
        CASES.put(
                Reading.MARKER_KEYS,
                ReadingCase.of(
                        api -> api.post("/tasks", with("\"__item_idx\":\"17\""))
                                .json()
                                .path("__item_idx")
                                .asText(),
                        "",
                        "17"));
    }

    private static void aboutLogs() {
        CASES.put(
                Reading.ABORTED_TASKS,
                ReadingCase.of(
                        api -> ended(api, "", "[" + VALID + ",{}]"),
                        "FAIL TASK_VALIDATE ",
                        "FAIL TASK_VALIDATE  TASK_VALIDATE BATCH_REJECTED"));
        CASES.put(
                Reading.FAILURE_OUTPUT,
                ReadingCase.of(
                        api -> ended(api, "", INVALID), "FAIL TASK_VALIDATE ", "FAIL TASK_VALIDATE VALIDATION_ERROR"));
        CASES.put(
                Reading.UNFINISHED_LOG,
                ReadingCase.of(
                        api -> {
                            api.post("/tasks?async_mode=true&operation_id=" + ID, VALID);
                            return heard(api.get("/operations/" + ID + "/log"));
                        },
                        "200",
                        "409 CONFLICT_STATE"));
        CASES.put(
                Reading.OTHER_LOG,
                ReadingCase.of(
                        api -> heard(api.get("/operations/"
                                + api.post("/pools/1001/close", "")
                                        .json()
                                        .path("id")
                                        .asText()
                                + "/log")),
                        "409 INVALID_OPERATION_TYPE",
                        "200"));
        CASES.put(
                Reading.ARCHIVED_LOG,
                ReadingCase.of(
                        api -> {
                            api.operation("&operation_id=" + ID, VALID);
                            String before = heard(api.get("/operations/" + ID + "/log"));
                            api.pass(MONTH);
                            return before + ", " + heard(api.get("/operations/" + ID + "/log")) + ", "
                                    + heard(api.get("/operations/" + ID));
                        },
                        "200, 409 OPERATION_LOGS_ARCHIVED, 200",
                        "200, 404 DOES_NOT_EXIST, 200"));
    }

    private static void aboutQuotas() {
        Quotas two = new Quotas(0, 2, 0);
        String three = "[" + VALID + "," + VALID + "," + VALID + "]";
        ReadingCase crowded =
                creating("", three, "429 TOO_MANY_REQUESTS", "201").under(two);
        CASES.put(Reading.TASK_QUOTA, crowded);
        String twoAndInvalid = "[" + VALID + "," + INVALID + "," + VALID + "]";
        CASES.put(
                Reading.INVALID_TASKS,
                creating("?skip_invalid_items=true", twoAndInvalid, "429 TOO_MANY_REQUESTS", "201")
                        .under(two));
        CASES.put(
                Reading.QUOTA_PAYLOAD,
                ReadingCase.of(
                                api -> api.post("/tasks", three)
                                        .json()
                                        .path("payload")
                                        .toString(),
                                "{\"interval\":\"MIN\"}",
                                "{\"interval\":\"MIN\",\"limit\":2}")
                        .under(two));
        CASES.put(
                Reading.RETRY_AFTER,
                ReadingCase.of(
                                api -> {
                                    api.pass(Duration.ofMillis(7_500));
                                    return api.post("/tasks", three).headers().getOrDefault("Retry-After", "none");
                                },
                                "none",
                                "53")
                        .under(two));
    }

    private static ReadingCase refusing(String pool, String code) {
        return ReadingCase.of(
                api -> heard(api.post("/tasks", in(pool))) + ", " + heard(api.post("/tasks?async_mode=true", in(pool)))
                        + ", " + ended(api, "", "[" + in(pool) + "," + VALID + "]"),
                "409 " + code + ", 409 " + code + ", nothing to log",
                "409 " + code + ", 202, FAIL TASK_VALIDATE " + code);
    }

    private static ReadingCase getting(String target, String standard, String other) {
        return ReadingCase.of(api -> heard(api.get(target)), standard, other);
    }

    /** The status of an operation, and type and code of each entry in its log. */
    private static String ended(Conversation api, String parameters, String body) {
        Answer operation = api.operation(parameters, body);
        String log = "/operations/" + operation.json().path("id").asText() + "/log";
        if (!operation.json().has("status")) {
            return "nothing to log";
        }
        List<String> heard = new ArrayList<>();
        for (JsonNode entry : api.get(log).json()) {
            heard.add(
                    entry.path("type").asText() + " " + entry.at("/output/code").asText());
        }
        Collections.sort(heard);
        return status(operation) + " " + String.join(" ", heard);
    }

    private static String status(Answer operation) {
        return operation.json().path("status").asText();
    }
}
