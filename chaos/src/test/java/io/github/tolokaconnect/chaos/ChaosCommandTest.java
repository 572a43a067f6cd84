package io.github.tolokaconnect.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosCommandTest {

    private static final int STATUS_OF_THE_RUN = 7;
    private static final long SEED_BY_CHANCE = 42;

    private final List<ChaosOptions> runs = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void runsForThreeMinutesWithASeedByChanceUnlessToldOtherwise() {
        var status = execute();

        assertThat(status).isEqualTo(STATUS_OF_THE_RUN);
        assertThat(runs)
                .containsExactly(
                        new ChaosOptions(100_000, Duration.ofMinutes(3), SEED_BY_CHANCE, "exactly_once", null));
    }

    @Test
    void takesEveryOption() {
        execute("--records=7", "--seconds", "60", "--seed=-3", "--mode=at_least_once", "--keep", directory.toString());

        assertThat(runs).containsExactly(new ChaosOptions(7, Duration.ofMinutes(1), -3, "at_least_once", directory));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --records=0          | --records=0 is outside of 1 to 10000000
                    --records=many       | 'many' is not a long
                    --seconds=9          | --seconds=9 is outside of 10 to 86400
                    --mode=twice         | --mode=twice is neither exactly_once nor at_least_once
                    --seed               | Missing required parameter
                    --speed=9            | Unknown option: '--speed=9'
                    """)
    void refusesAMisuseWithOneLineBeforeAnythingRuns(String arguments, String complaint) {
        var status = execute(arguments.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("chaos: ")
                .contains(complaint);
        assertThat(runs).isEmpty();
    }

    @Test
    void writesIntoNoDirectoryThatHoldsSomething() throws IOException {
        Files.createFile(directory.resolve("precious"));

        var status = execute("--keep=" + directory);

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("is not an empty directory");
    }

    @Test
    void explainsItself() {
        var status = execute("--help");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("--records", "--seed", "events_twice", "Exit status");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private int execute(String... arguments) {
        var command = new ChaosCommand(
                options -> {
                    runs.add(options);
                    return STATUS_OF_THE_RUN;
                },
                () -> SEED_BY_CHANCE);
        return Main.commandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
