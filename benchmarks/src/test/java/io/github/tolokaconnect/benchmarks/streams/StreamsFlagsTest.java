package io.github.tolokaconnect.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsFlagsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --items 5            | --items 5 is not at least 1000
                    --seconds 1          | --seconds 1 is not at least 5
                    --predictions-rate 0 | --predictions-rate 0 is not at least 1
                    --threads 0          | --threads 0 is not at least 1
                    --config nowhere     | --config nowhere is no file
                    """)
    void refuseWhatCannotBeMeasuredBeforeAnythingIsStarted(String arguments, String complaint) {
        var err = new StringWriter();

        var status = StreamsBenchmark.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(((arguments.contains("--config") ? "" : "--config pom.xml ") + "--logs target/bench-streams "
                                + arguments)
                        .split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("bench-streams: ").contains(complaint);
    }
}
