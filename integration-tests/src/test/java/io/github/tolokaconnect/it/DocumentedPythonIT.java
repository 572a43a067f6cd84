package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test that docs/simulator/testing.md shows for those who have no Java: run as it stands there. */
class DocumentedPythonIT {
    private static final Pattern BLOCK = Pattern.compile("^```python\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void passesAgainstTheSimulator(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(isInstalled("python3"), "python3 is not on the PATH");
        var guide = Files.readString(Artifacts.home().resolve("docs/simulator/testing.md"));
        var sample = BLOCK.matcher(guide).results().findFirst().orElseThrow().group(1);
        var file = Files.writeString(directory.resolve("labeling_test.py"), sample);
        Files.createDirectories(directory.resolve("simulator/target"));
        Files.copy(Artifacts.simulatorJar(), directory.resolve("simulator/target/toloka-simulator.jar"));

        try (var python = ToolProcess.start(directory, directory, List.of("python3", file.toString()))) {
            var status = python.awaitExit();

            assertThat(python.err()).contains("OK");
            assertThat(status).isZero();
        }
    }

    private static boolean isInstalled(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
