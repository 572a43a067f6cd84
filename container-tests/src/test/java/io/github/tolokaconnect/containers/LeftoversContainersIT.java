package io.github.tolokaconnect.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.github.tolokaconnect.it.Artifacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The suite is killed, and what it had started is removed all the same. */
class LeftoversContainersIT {

    private static final Mark MARK = new Mark(Mark.ofCheckout().value() + "#crashed");

    @Test
    void nothingOfAKilledSuiteIsLeft() throws Exception {
        var suite = startSuite();
        try (var output = new BufferedReader(new InputStreamReader(suite.getInputStream(), UTF_8))) {
            assertThat(output.lines().anyMatch(CrashingSuite.STARTED::equals)).isTrue();
        } finally {
            suite.destroyForcibly().waitFor();
        }
        assertThat(containers()).isNotEmpty();
        assertThat(networks()).isNotEmpty();

        removeLeftovers();

        assertThat(containers()).isEmpty();
        assertThat(networks()).isEmpty();
    }

    private static Process startSuite() throws IOException {
        var command = Stream.of(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dcontainers.log=" + Artifacts.target().resolve("crashing-suite.log")),
                        Stream.of("it.home", "it.version", "it.target", "kafka.version", "log4j2.configurationFile")
                                .map(property -> "-D" + property + "=" + System.getProperty(property))
                                .toList(),
                        List.of(CrashingSuite.class.getName(), MARK.value()))
                .flatMap(List::stream)
                .toList();
        return new ProcessBuilder(command)
                .redirectError(Artifacts.target().resolve("crashing-suite.err").toFile())
                .start();
    }

    private static void removeLeftovers() throws IOException, InterruptedException {
        var script = Artifacts.home().resolve(".ci/containers").toString();
        var removal = new ProcessBuilder(script, "--remove-leftovers", MARK.value())
                .redirectErrorStream(true)
                .start();
        var output = new String(removal.getInputStream().readAllBytes(), UTF_8);
        assertThat(removal.waitFor()).as(output).isZero();
    }

    private static List<?> containers() {
        return docker().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Mark.KEY, MARK.value()))
                .exec();
    }

    private static List<?> networks() {
        return docker().listNetworksCmd()
                .withFilter("label", List.of(Mark.KEY + "=" + MARK.value()))
                .exec();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
