package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class PartProcessTest {

    @Test
    void leavesTheConnectorToItsArchive() {
        var own = String.join(
                File.pathSeparator,
                "benchmarks.jar",
                "lib/kafka-clients-4.jar",
                "lib/kafka-connect-toloka-1.jar",
                "lib/z.jar");

        assertThat(PartProcess.classPath(own).split(File.pathSeparator, -1))
                .containsExactly("benchmarks.jar", "lib/kafka-clients-4.jar", "lib/z.jar");
    }
}
