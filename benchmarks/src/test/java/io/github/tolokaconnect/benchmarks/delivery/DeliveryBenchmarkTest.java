package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DeliveryBenchmarkTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--archive pom.xml --pairs 0 | --pairs 0 is not at least 1",
                "--archive pom.xml --batch 4001 | --batch 4001 is not within 1 to 4000",
                "--archive pom.xml --records 79999 | 8 partitions with 10 batches of 1000 each are 80000",
                "--archive pom.xml --modes exactly_once | --modes exactly_once is not two modes",
                "--archive pom.xml --operation-ms 50..20 | '50..20' is no range of milliseconds",
                "--archive pom.xml --operation-ms 50 | '50' is no range of milliseconds",
                "--archive pom.xml --sink-tasks 9 | --sink-tasks 9 is not within 1 to 8",
                "--archive pom.xml --recovery --sink-tasks 17 | --sink-tasks 17 is not within 1 to 16",
                "--archive pom.xml --recovery --partitions 65 | more than 64, the most with --recovery",
                "--archive pom.xml --recovery --journal-records 47 | too little for 16 partitions and 32 open",
                "--archive nowhere.zip | --archive nowhere.zip is no file",
                "--archive pom.xml --records x | --records",
                "--archive pom.xml --speed 1 | --speed",
            })
    void refusesAFlagInOneLine(String flags, String message) {
        var err = new StringWriter();
        CommandLine command = DeliveryBenchmark.commandLine().setErr(new PrintWriter(err));

        var status = command.execute(("--logs target " + flags).split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(message);
    }
}
