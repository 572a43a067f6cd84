package io.github.tolokaconnect.simulator.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {
    private final Fixture fixture = Fixture.demo().withToken("a+b");
    private final CallReader reader = new CallReader(fixture, Readings.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/nothing,               404, NOT_FOUND",
        "GET,    /api/v1/tasks/,                404, DOES_NOT_EXIST",
        "GET,    /api/v1/pools/1001/nothing,    404, NOT_FOUND",
        "GET,    /tasks,                        404, NOT_FOUND",
        "GET,    /api/v1/tasks/7,               404, DOES_NOT_EXIST",
        "GET,    /api/v1/projects/7,            404, DOES_NOT_EXIST",
        "DELETE, /api/v1/tasks,                 405, METHOD_NOT_ALLOWED",
        "POST,   /api/v1/operations,            405, METHOD_NOT_ALLOWED",
        "GET,    /api/v1/pools/1001/open,       405, METHOD_NOT_ALLOWED",
        "POST,   /api/v1/tasks,                 415, UNSUPPORTED_MEDIA_TYPE",
    })
    void refusesARequest(String method, String path, int status, String code) {
        Call call = read(request(method, path, "OAuth demo-token", null, null));

        assertThat(call).isInstanceOfSatisfying(Call.Refused.class, refused -> {
            assertThat(refused.error().status()).isEqualTo(status);
            assertThat(refused.error().code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAuth demo-token", "ApiKey demo-token", "oauth demo-token", "ApiKey a+b", "ApiKey a%2Bb"})
    void knowsAToken(String authorization) {
        Call call = read(request("GET", "/api/v1/requester", authorization, null, null));

        assertThat(call).isInstanceOf(Call.ReadRequester.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAuth other", "Bearer demo-token", "demo-token", "OAuth", "OAuth %zz"})
    void refusesATokenThatItDoesNotKnow(String authorization) {
        Call call = read(request("GET", "/api/v1/requester", authorization, null, null));

        assertThat(call)
                .isInstanceOfSatisfying(
                        Call.Refused.class,
                        refused -> assertThat(refused.error().status()).isEqualTo(401));
    }

    @Test
    void refusesARequestWithoutAToken() {
        Call call = read(request("GET", "/api/v1/requester", null, null, null));

        assertThat(call)
                .isInstanceOfSatisfying(
                        Call.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("AUTHENTICATION_ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/JSON", "application/json; charset=UTF-8"})
    void comparesMediaTypesWithoutCaseAndParameters(String contentType) {
        Call call = read(request("POST", "/api/v1/tasks", "OAuth demo-token", contentType, null));

        assertThat(call).isInstanceOf(Call.CreateTasks.class);
    }

    @Test
    void refusesToAnswerInAnotherMediaType() {
        Call call = read(request("GET", "/api/v1/requester", "OAuth demo-token", null, "text/html"));

        assertThat(call)
                .isInstanceOfSatisfying(
                        Call.Refused.class,
                        refused -> assertThat(refused.error().status()).isEqualTo(406));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html, application/*;q=0.5", "application/json"})
    void answersWhoeverAcceptsJson(String accept) {
        Call call = read(request("GET", "/api/v1/requester", "OAuth demo-token", null, accept));

        assertThat(call).isInstanceOf(Call.ReadRequester.class);
    }

    @Test
    void needsNoContentTypeForAnAction() {
        Call call = read(request("POST", "/api/v1/pools/1001/open", "OAuth demo-token", null, null));

        assertThat(call).isInstanceOf(Call.ActOnPool.class);
    }

    @Test
    void refusesAFlagThatIsNeitherTrueNorFalse() {
        ApiRequest request = new ApiRequest(
                "POST",
                "/api/v1/tasks",
                Map.of("async_mode", "True"),
                "OAuth demo-token",
                "application/json",
                null,
                Slice.of(new byte[0]));

        assertThat(read(request))
                .isInstanceOfSatisfying(
                        Call.Refused.class,
                        refused -> assertThat(String.valueOf(refused.error().payload()))
                                .contains("async_mode", "BOOLEAN_EXPECTED"));
    }

    private Call read(ApiRequest request) {
        return reader.read(request, fixture.directory());
    }

    private static ApiRequest request(
            String method,
            String path,
            @Nullable String authorization,
            @Nullable String contentType,
            @Nullable String accept) {
        Slice body = Slice.of("{}".getBytes(StandardCharsets.UTF_8));
        return new ApiRequest(method, path, Map.of(), authorization, contentType, accept, body);
    }
}
