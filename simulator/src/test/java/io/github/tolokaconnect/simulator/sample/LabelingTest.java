package io.github.tolokaconnect.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import io.github.tolokaconnect.simulator.fixture.Field;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.junit.SimulatorExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelingTest {
    private static final String OPERATION = "5b0c9a52-0f6e-4d0b-9d35-3f0a4f1f2b77";

    @RegisterExtension
    final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder()
            .fixture(Fixture.builder()
                    .token("test-token")
                    .project(
                            "7",
                            project -> project.name("Sentiment")
                                    .input("text", Field.string().maxLength(500))
                                    .output("mood", Field.string().allowed("good", "bad")))
                    .pool("21", pool -> pool.project("7").closed())
                    .build())
            .operationTime(OperationTime.ofMillis(0, 0)));

    @Test
    void createsATaskOnceThoughItsRequestIsRepeated() throws Exception {
        Labeling labeling = new Labeling(toloka.url(), "test-token");

        labeling.submit(OPERATION, "I like it");
        labeling.submit(OPERATION, "I like it");

        assertThat(toloka.simulator().tasks("21")).singleElement().satisfies(task -> {
            assertThat(task.inputValues()).containsEntry("text", "I like it");
            assertThat(task.overlap()).isEqualTo(3);
            assertThat(task.operationId()).isEqualTo(OPERATION);
        });
        assertThat(toloka.simulator().duplicates()).isEmpty();
    }

    @Test
    void createsNothingOfATextThatIsTooLong() throws Exception {
        Labeling labeling = new Labeling(toloka.url(), "test-token");

        labeling.submit(OPERATION, "very ".repeat(100) + "long");

        assertThat(toloka.simulator().tasks()).isEmpty();
        assertThat(toloka.simulator().operations())
                .extracting(SimulatedOperation::status)
                .containsExactly("FAIL");
    }

    /** The code under test: here would be yours. */
    private record Labeling(URI url, String token) {
        void submit(String operationId, String text) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(
                            url.resolve("/api/v1/tasks?async_mode=true&operation_id=" + operationId))
                    .header("Authorization", "OAuth " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "[{\"pool_id\":\"21\",\"overlap\":3,\"input_values\":{\"text\":\"" + text + "\"}}]"))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
