package io.github.tolokaconnect.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MeasurementTest {
    @Test
    void batchesHoldTasksOfTwoHundredToThreeHundredBytes() {
        TaskBatches batches = new TaskBatches(10);

        String first = batches.next();
        String second = batches.next();

        assertThat(first.length() / 10).isBetween(200, 300);
        assertThat(first).contains("\"pool_id\":\"1001\"").doesNotContain("1002");
        assertThat(second).contains("\"pool_id\":\"1002\"").contains("item-10.jpg");
    }

    @Test
    void countsCreatedTasksOfAnOperationLog() {
        byte[] log = ("[{\"type\":\"TASK_CREATE\",\"success\":true,\"input\":{\"success\":true}},"
                        + "{\"type\":\"TASK_VALIDATE\",\"success\":false}]")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(OperationLogs.created(log)).isEqualTo(1);
    }

    @Test
    void readsAFieldBehindNestedOnes() {
        byte[] object = "{\"parameters\":{\"status\":\"x\"},\"status\":\"SUCCESS\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(OperationLogs.field(object, "status")).isEqualTo("SUCCESS");
        assertThat(OperationLogs.field(object, "nothing")).isEmpty();
    }

    @Test
    void addsUpTheSpacesOfTheHeap() {
        String printed = " S0C    S1C    S0U    S1U      EC       EU        OC         OU\n"
                + "1024.0 1024.0  1.0   0.0    8192.0   2.0    20480.0    10.0";

        assertThat(SimulatorProcess.heap(printed)).isEqualTo(13 * 1_024);
    }

    @Test
    void readsResidentMemory() {
        assertThat(SimulatorProcess.resident("Name:\tjava\nVmRSS:\t  2048 kB\n"))
                .isEqualTo(2 << 20);
    }

    @Test
    void comparesTheEndWithTwoHundredThousandTasks() {
        StringWriter out = new StringWriter();
        Series series = new Series(new PrintWriter(out));

        series.add(line(100_000, 4));
        series.add(line(200_000, 10));
        series.add(line(300_000, 15));
        series.end();

        assertThat(out.toString())
                .contains("300000 tasks in 12.0 s: 25000 tasks/s, 50000 tasks per second")
                .contains("at 300000 tasks, compared with 200000: heap x 1.50, RSS x 1.00, 52.4 bytes of heap");
    }

    @ParameterizedTest
    @CsvSource({
        "--tasks 1500 --jar pom.xml, not a multiple of the batch",
        "--batch 0 --jar pom.xml, --batch 0",
        "--in-flight 0 --jar pom.xml, --in-flight 0",
        "--jar nowhere.jar, --jar nowhere.jar is no file",
        "--tasks x --jar pom.xml, --tasks",
    })
    void refusesAFlagInOneLine(String flags, String message) {
        StringWriter err = new StringWriter();
        CommandLine command = SimulatorBenchmark.commandLine().setErr(new PrintWriter(err));

        int status = command.execute(flags.split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(message);
    }

    private static Series.Line line(int tasks, int heapMega) {
        return new Series.Line(
                tasks,
                100_000,
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                new Footprint((long) heapMega << 20, 100, 0));
    }
}
