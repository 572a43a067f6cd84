package io.github.tolokaconnect.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.input.TaskSource;
import io.github.tolokaconnect.quickstart.loop.LoopOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartCommandTest {

    private static final int STATUS_OF_THE_RUN = 7;

    private final List<QuickstartOptions> runs = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void sendsTheSampleWithTwoSinkTasksUnlessToldOtherwise() {
        var status = execute();

        assertThat(status).isEqualTo(STATUS_OF_THE_RUN);
        assertThat(runs).containsExactly(new QuickstartOptions(new TaskSource.Sample(), null, 2, null, false));
    }

    @Test
    void takesEveryOption() throws IOException {
        var file = Files.writeString(directory.resolve("tasks.jsonl"), "{}\n");

        execute("--input", file.toString(), "--tasks=3", "--data-dir", directory.toString(), "--keep-running");

        assertThat(runs).containsExactly(new QuickstartOptions(new TaskSource.Lines(file), null, 3, directory, true));
    }

    @Test
    void generatesAsManyRecordsAsAsked() {
        execute("--records", "100000");

        assertThat(runs)
                .containsExactly(new QuickstartOptions(new TaskSource.Generated(100_000), null, 2, null, false));
    }

    @Test
    void showsTheLoopWithAThousandPredictionsUnlessToldOtherwise() {
        execute("--loop");
        execute("--loop", "--predictions", "50", "--workers-rate=12.5", "--keep-running");

        assertThat(runs)
                .containsExactly(
                        new QuickstartOptions(new TaskSource.Sample(), new LoopOptions(1000, 200), 2, null, false),
                        new QuickstartOptions(new TaskSource.Sample(), new LoopOptions(50, 12.5), 2, null, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --records=0                 | --records=0 is outside of 1 to 100000000
                    --records=many              | 'many' is not a long
                    --tasks=0                   | --tasks=0 is outside of 1 to 64
                    --input=/no/such/file       | --input=/no/such/file does not exist
                    --input=/                   | --input=/ is a directory
                    --input=a --records=1       | mutually exclusive
                    --loop --records=1          | leave out --input and --records
                    --predictions=5             | Missing required argument
                    --loop --predictions=0      | --predictions=0 is outside of 1 to 1000000
                    --loop --workers-rate=0     | --workers-rate=0.0 is outside of 0.1 to 10000
                    --speed=9                   | Unknown option: '--speed=9'
                    start                       | Unmatched argument at index 0: 'start'
                    """)
    void refusesAMisuseWithOneLineBeforeAnythingRuns(String arguments, String complaint) {
        var status = execute(arguments.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("quickstart: ")
                .contains(complaint);
        assertThat(runs).isEmpty();
    }

    @Test
    void refusesAnInputWithoutATask() throws IOException {
        var file = Files.writeString(directory.resolve("blank.jsonl"), "\n \n");

        var status = execute("--input", file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("blank.jsonl holds no task: every line is blank");
    }

    @Test
    void refusesAFileForADataDirectory() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");

        var status = execute("--data-dir", file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("is a file; name a directory");
    }

    @Test
    void explainsItselfOnRequest() {
        var status = execute("--help");

        assertThat(status).isZero();
        assertThat(out.toString())
                .contains(
                        "--input=FILE",
                        "--records=N",
                        "--tasks=N",
                        "--data-dir=DIR",
                        "--keep-running",
                        "--loop",
                        "--predictions=N",
                        "--workers-rate=R",
                        "Exit status");
        assertThat(runs).isEmpty();
    }

    @Test
    void namesItsVersion() {
        var status = execute("--version");

        assertThat(status).isZero();
        assertThat(out.toString()).matches("Toloka Connect quickstart \\d+\\.\\d+\\.\\d+\\S*\\s*");
    }

    private int execute(String... arguments) {
        var command = new QuickstartCommand(options -> {
            runs.add(options);
            return STATUS_OF_THE_RUN;
        });
        return Main.commandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
