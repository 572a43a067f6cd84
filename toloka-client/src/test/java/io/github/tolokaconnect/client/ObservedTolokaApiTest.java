package io.github.tolokaconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObservedTolokaApiTest {

    private static final Problem PROBLEM =
            new Problem(429, "TOO_MANY_REQUESTS", "m", null, ProblemKind.UNKNOWN, List.of(), Map.of());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScriptedTolokaApi scripted = new ScriptedTolokaApi();
    private final ObservedTolokaApi api = new ObservedTolokaApi(scripted, registry);

    private Tags timedTags() {
        Timer timer = registry.find("toloka.http.requests").timer();
        assertThat(timer.count()).isEqualTo(1);
        return Tags.of(timer.getId().getTags());
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(new Answer.Accepted<>(new Requester("1", null), 200), "ACCEPTED", "200"),
                Arguments.of(
                        new Answer.Throttled<Requester>(PROBLEM, QuotaInterval.MIN, Duration.ZERO), "THROTTLED", "429"),
                Arguments.of(new Answer.Rejected<Requester>(PROBLEM), "REJECTED", "429"),
                Arguments.of(new Answer.Unavailable<Requester>("r", null, PROBLEM), "UNAVAILABLE", "429"),
                Arguments.of(new Answer.Unavailable<Requester>("r", null, null), "UNAVAILABLE", "NONE"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void timesACallByItsAnswerAndPassesTheAnswerOn(Answer<?> answer, String outcome, String status) {
        scripted.answer(answer);

        CompletableFuture<Answer<Requester>> call = api.requester();

        assertThat(call.join()).isSameAs(answer);
        assertThat(timedTags())
                .containsExactlyInAnyOrder(
                        Tag.of("method", "GET"),
                        Tag.of("endpoint", "/requester"),
                        Tag.of("outcome", outcome),
                        Tag.of("status", status));
    }

    @Test
    void timesACallThatFailed() {
        scripted.fail(new IllegalStateException("bug"));

        CompletableFuture<Answer<Requester>> call = api.requester();

        assertThat(call).isCompletedExceptionally();
        assertThat(timedTags()).contains(Tag.of("outcome", "FAILED"), Tag.of("status", "NONE"));
    }

    @Test
    void countsExceededQuotasByInterval() {
        scripted.answer(new Answer.Throttled<Requester>(PROBLEM, QuotaInterval.DAY, Duration.ZERO));

        api.requester().join();
        api.requester().join();

        assertThat(registry.get("toloka.quota.exceeded")
                        .tag("interval", "DAY")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void namesEndpointsByTemplate() {
        scripted.answer(new Answer.Unavailable<>("r", null, null));
        OperationId operation = OperationId.of(new UUID(1, 2));
        CreateTasks create = new CreateTasks(operation, true, true, true, new byte[] {'['});

        api.startCreateTasks(create).join();
        api.createTasks(create).join();
        api.operation(operation).join();
        api.operations(OperationQuery.ALL).join();
        api.readOperationLog(operation, LogDetail.MARKERS, entry -> {}).join();
        api.pool(new PoolId("1")).join();
        api.project(new ProjectId("1")).join();
        api.tasks(TaskQuery.of(new PoolId("1"))).join();
        api.setOverlapOrMin(new TaskId("1"), Overlap.INFINITE).join();
        api.close();

        assertThat(registry.find("toloka.http.requests").timers())
                .extracting(timer ->
                        timer.getId().getTag("method") + " " + timer.getId().getTag("endpoint") + " " + timer.count())
                .containsExactlyInAnyOrder(
                        "POST /tasks 2",
                        "GET /operations/{id} 1",
                        "GET /operations 1",
                        "GET /operations/{id}/log 1",
                        "GET /pools/{id} 1",
                        "GET /projects/{id} 1",
                        "GET /tasks 1",
                        "PATCH /tasks/{id}/set-overlap-or-min 1");
        assertThat(scripted.isClosed()).isTrue();
    }
}
