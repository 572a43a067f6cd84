package io.github.tolokaconnect.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Test classes, run by JUnit as if they were somebody's; what they saw is told by the entries of {@link #visit}. */
record Trial(EngineExecutionResults results) {
    static Trial of(Class<?>... classes) {
        return run(false, classes);
    }

    static Trial inParallel(Class<?>... classes) {
        return run(true, classes);
    }

    private static Trial run(boolean inParallel, Class<?>... classes) {
        DiscoverySelector[] selectors =
                Arrays.stream(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new);
        return new Trial(EngineTestKit.engine("junit-jupiter")
                .selectors(selectors)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", Boolean.toString(inParallel))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute());
    }

    /** Sends one request to a simulation, and reports where it is and how many requests that makes. */
    static void visit(TolokaSimulator simulator, TestReporter reporter) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(simulator.url().resolve("/api/v1/requester"))
                .build();
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(401);
        reporter.publishEntry("requests", Long.toString(simulator.audit().requests()));
        reporter.publishEntry("url", simulator.url().toString());
    }

    /** After each visit, how many requests its simulation had had. */
    List<Integer> requests() {
        return entries("requests").stream().map(Integer::valueOf).toList();
    }

    Trial succeeds(int tests) {
        assertThat(failures()).isEmpty();
        results.testEvents().assertStatistics(events -> events.succeeded(tests));
        return this;
    }

    Trial leavesNothingRunning() {
        assertThat(entries("url")).isNotEmpty().allSatisfy(text -> {
            URI url = URI.create(text);
            assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        });
        return this;
    }

    /** What tests and classes failed with. */
    List<Throwable> failures() {
        return results.allEvents()
                .finished()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    private List<String> entries(String key) {
        return results.allEvents()
                .reportingEntryPublished()
                .map(Trial::entry)
                .filter(entry -> entry.getKeyValuePairs().containsKey(key))
                .map(entry -> entry.getKeyValuePairs().get(key))
                .toList();
    }

    private static ReportEntry entry(Event event) {
        return event.getRequiredPayload(ReportEntry.class);
    }
}
