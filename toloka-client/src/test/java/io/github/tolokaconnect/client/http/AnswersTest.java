package io.github.tolokaconnect.client.http;

import static io.github.tolokaconnect.client.http.ApiStub.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.client.Requester;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

    private static Answer<Requester> answerTo(int status, String body, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Body.Whole whole = new Body.Whole(body.getBytes(StandardCharsets.UTF_8), false);
        Reply reply = new Reply(status, HttpHeaders.of(all, (name, value) -> true), whole);
        return new Answers(() -> NOW).of("GET /requester", reply, whole, Decoders::requester);
    }

    private static Answer<Requester> answerTo(int status, String body) {
        return answerTo(status, body, Map.of());
    }

    private static String error(String code) {
        return "{\"request_id\":\"r-1\",\"code\":\"" + code + "\",\"message\":\"m\",\"payload\":null}";
    }

    private static Problem problemOf(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Rejected.class);
        return ((Answer.Rejected<?>) answer).problem();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 413, 500})
    void takesAnErrorThatBreaksOffForNoAnswer(int status) {
        var whole = error("OPERATION_ALREADY_EXISTS");

        for (var length = 1; length < whole.length(); length++) {
            assertThat(answerTo(status, whole.substring(0, length))).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION_ERROR, VALIDATION",
        "400, TASK_VALIDATION_ERROR, VALIDATION",
        "409, OPERATION_ALREADY_EXISTS, ALREADY_EXISTS",
        "413, ENTITY_TOO_LARGE, TOO_LARGE",
        "400, OBJECT_SIZE_BYTES_GREATER_THAN_MAX, TOO_LARGE",
        "409, INAPPROPRIATE_STATUS, POOL",
        "409, POOL_INAPPROPRIATE_STATUS, POOL",
        "409, PROJECT_INAPPROPRIATE_STATUS, POOL",
        "409, MIXER_CONFIG_REQUIRED, POOL",
        "409, POOL_LOCKED_BY_ANOTHER_OPERATION, POOL",
        "409, POOL_TASK_TYPE_CONFLICT, POOL",
        "409, POOL_IS_TRAINING, POOL",
        "409, EMPTY_POOL, POOL",
        "401, AUTHENTICATION_ERROR, ACCESS",
        "400, OAUTH_AUTHENTICATION_ERROR, ACCESS",
        "400, NEED_PHONE_CONFIRMATION, ACCESS",
        "403, ACCESS_DENIED, ACCESS",
        "404, DOES_NOT_EXIST, NOT_FOUND",
        "404, NOT_FOUND, NOT_FOUND",
        "409, TASKS_CREATION_DOES_NOT_FIT_QUOTA, CAPACITY",
        "409, POOL_TASKS_COUNT_EXCEEDED, CAPACITY",
        "400, NOT_ENOUGH_BALANCE, CAPACITY",
        "409, OPERATION_LOGS_ARCHIVED, LOGS_ARCHIVED",
        "409, CONFLICT_STATE, UNKNOWN",
        "405, METHOD_NOT_ALLOWED, UNKNOWN",
        "415, UNSUPPORTED_MEDIA_TYPE, UNKNOWN",
        "403, NEW_IN_2030, ACCESS",
        "418, NEW_IN_2030, UNKNOWN",
        "500, OPERATION_ALREADY_EXISTS, ALREADY_EXISTS",
        "429, VALIDATION_ERROR, VALIDATION",
    })
    void tellsTheKindOfARefusalByItsCodeFirst(int status, String code, ProblemKind kind) {
        Problem problem = problemOf(answerTo(status, error(code)));

        assertThat(problem).isEqualTo(new Problem(status, code, "m", "r-1", kind, List.of(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNKNOWN",
        "401, ACCESS",
        "403, ACCESS",
        "404, NOT_FOUND",
        "409, UNKNOWN",
        "413, TOO_LARGE",
        "422, UNKNOWN",
    })
    void tellsTheKindOfARefusalWithoutCodeByItsStatus(int status, ProblemKind kind) {
        Problem problem = problemOf(answerTo(status, "<html>nginx</html>"));

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.code()).isEqualTo("HTTP_" + status);
        assertThat(problem.message()).doesNotContain("nginx");
    }

    @ParameterizedTest
    @CsvSource({
        "408, SOMETHING",
        "425, SOMETHING",
        "500, INTERNAL_ERROR",
        "502, SOMETHING",
        "503, REMOTE_SERVICE_UNAVAILABLE",
        "400, REMOTE_SERVICE_UNAVAILABLE",
        "504, SOMETHING",
        "599, SOMETHING",
    })
    void callsUnavailableWhatPromisesNothing(int status, String code) {
        Answer<Requester> answer = answerTo(status, error(code));

        assertThat(answer).isInstanceOfSatisfying(Answer.Unavailable.class, unavailable -> {
            assertThat(unavailable.problem()).isNotNull();
            assertThat(unavailable.reason()).isEqualTo("GET /requester: HTTP " + status + " " + code);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502 Bad Gateway</html>", "{\"code\":\"INTER", "[]", "null", "\"text\""})
    void callsUnavailableAServerErrorWithAnyBody(String body) {
        assertThat(answerTo(502, body)).isInstanceOf(Answer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>sign in</html>",
                "{\"id\":\"5",
                "[]",
                "null",
                "{}",
                "{\"id\":null}",
                "{\"id\":{}}",
                "{\"id\":\"\\ud800",
            })
    void callsUnavailableASuccessThatCannotBeRead(String body) {
        Answer<Requester> answer = answerTo(200, body);

        assertThat(answer).isInstanceOfSatisfying(Answer.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason()).startsWith("GET /requester: ").doesNotContain("sign");
            assertThat(unavailable.cause()).isNull();
        });
    }

    @Test
    void callsUnavailableASuccessWithoutContent() {
        Answer<Requester> answer = answerTo(204, "");

        assertThat(answer).isEqualTo(new Answer.Unavailable<>("GET /requester: HTTP 204 without a body", null, null));
    }

    @Test
    void namesTheTargetOfARedirectWithoutItsSecrets() {
        Answer<Requester> answer = answerTo(301, "", Map.of("Location", "https://toloka.dev/api?token=secret"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .contains("HTTP 301 to https://toloka.dev,")
                                .doesNotContain("secret"));
    }

    @Test
    void saysWhatAProxyWants() {
        assertThat(answerTo(407, "<html/>"))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("set the user and the password"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":\"MIN\",\"else\":{\"a\":1}}}', MIN, 60",
        "429, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":\"HOUR\"}}', HOUR, 3600",
        "429, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":\"DAY\"}}', DAY, 86400",
        "429, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":\"WEEK\"}}', UNSTATED, 2",
        "429, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":7}}', UNSTATED, 2",
        "429, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":null}', UNSTATED, 2",
        "429, '{\"code\":\"NEW_IN_2030\",\"payload\":{\"interval\":\"MIN\"}}', MIN, 60",
        "429, '<html/>', UNSTATED, 2",
        "429, '', UNSTATED, 2",
        "409, '{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":\"MIN\"}}', MIN, 60",
    })
    void waitsForTheIntervalOfTheQuota(int status, String body, QuotaInterval interval, long seconds) {
        Answer<Requester> answer = answerTo(status, body == null ? "" : body);

        assertThat(answer).isInstanceOfSatisfying(Answer.Throttled.class, throttled -> {
            assertThat(throttled.interval()).isEqualTo(interval);
            assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(throttled.problem().httpStatus()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "7, '', 7",
        "' 0 ', '', 0",
        "99999999999999999999, '', 86400",
        "'Wed, 01 May 2024 12:00:30 GMT', '', 30",
        "'Wed, 01 May 2024 11:00:30 GMT', '', 0",
        "'Wed, 01 May 2024 09:00:30 GMT', 'Wed, 01 May 2024 09:00:00 GMT', 30",
        "'Wed, 01 May 2030 12:00:30 GMT', '', 86400",
        "soon, '', 60",
        "-5, '', 60",
    })
    void waitsAsTheHeaderAsks(String retryAfter, String date, long seconds) {
        Map<String, String> headers = new HashMap<>(Map.of("Retry-After", retryAfter));
        if (!date.isEmpty()) {
            headers.put("Date", date);
        }

        Answer<Requester> answer =
                answerTo(429, "{\"code\":\"TOO_MANY_REQUESTS\",\"payload\":{\"interval\":\"MIN\"}}", headers);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void readsTheErrorsOfASingleTask() {
        Problem problem = problemOf(answerTo(400, wire("error-validation-object")));

        assertThat(problem.kind()).isEqualTo(ProblemKind.VALIDATION);
        assertThat(problem.itemErrors()).isEmpty();
        assertThat(problem.fields())
                .containsExactly(
                        new FieldError("input_values.image", "VALUE_REQUIRED", "May not be null", List.of()),
                        new FieldError(
                                "overlap", "VALUE_LESS_THAN_MIN", "Value must be greater or equal to 1", List.of(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-validation-nested", "error-validation-dotted"})
    void readsTheErrorsOfAnArrayInEitherLayout(String layout) {
        Problem problem = problemOf(answerTo(400, wire(layout)));

        assertThat(problem.requestId()).isEqualTo("r");
        assertThat(problem.fields()).isEmpty();
        assertThat(problem.itemErrors())
                .containsExactly(
                        Map.entry(
                                1,
                                List.of(
                                        new FieldError(
                                                "input_values.image",
                                                "VALUE_REQUIRED",
                                                "Value must be present and not equal to null",
                                                List.of()),
                                        new FieldError(
                                                "input_values.imagis",
                                                "VALUE_NOT_ALLOWED",
                                                "Unknown field name",
                                                List.of()))),
                        Map.entry(12, List.of(new FieldError("overlap", "INTEGER_EXPECTED", "m", List.of()))));
    }

    @Test
    void takesFieldErrorsFromNestedObjectsAndLists() {
        Problem problem = problemOf(answerTo(
                400,
                "{\"code\":\"VALIDATION_ERROR\",\"payload\":{\"3\":[{\"code\":\"A\"},{\"message\":\"b\"}],"
                        + "\"input_values\":{\"image\":{\"code\":\"C\"}},\"hint\":\"no error\"}}"));

        assertThat(problem.itemErrors())
                .containsExactly(Map.entry(
                        3,
                        List.of(
                                new FieldError("", "A", null, List.of()),
                                new FieldError("", FieldError.NO_CODE, "b", List.of()))));
        assertThat(problem.fields()).containsExactly(new FieldError("input_values.image", "C", null, List.of()));
    }

    @Test
    void readsAPayloadThatIsNotAboutFields() {
        Problem problem = problemOf(answerTo(409, wire("error-inappropriate-status")));

        assertThat(problem.kind()).isEqualTo(ProblemKind.POOL);
        assertThat(problem.fields()).isEmpty();
        assertThat(problem.itemErrors()).isEmpty();
    }

    @Test
    void callsTooLargeARequestWhoseFieldsAreTooLargeTogether() {
        Problem whole = problemOf(
                answerTo(
                        400,
                        "{\"code\":\"VALIDATION_ERROR\",\"payload\":{\"input_values\":{\"code\":\"OBJECT_SIZE_BYTES_GREATER_THAN_MAX\"}}}"));
        Problem item = problemOf(
                answerTo(
                        400,
                        "{\"code\":\"VALIDATION_ERROR\",\"payload\":{\"0\":{\"input_values\":{\"code\":\"OBJECT_SIZE_BYTES_GREATER_THAN_MAX\"}}}}"));

        assertThat(whole.kind()).isEqualTo(ProblemKind.TOO_LARGE);
        assertThat(item.kind()).isEqualTo(ProblemKind.VALIDATION);
    }

    @Test
    void readsTheErrorsOfTenThousandTasks() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            items.add("\"" + i + "\":{\"input_values.image\":{\"code\":\"VALUE_REQUIRED\",\"message\":\"m\"}}");
        }

        Problem problem = problemOf(
                answerTo(400, "{\"code\":\"VALIDATION_ERROR\",\"payload\":{" + String.join(",", items) + "}}"));

        assertThat(problem.itemErrors()).hasSize(10_000).containsKeys(0, 9_999);
    }
}
