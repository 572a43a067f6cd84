package io.github.tolokaconnect.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path directory;

    @Test
    void takesTheSamePortsAgain() {
        var file = directory.resolve("ports.properties");
        var first = Ports.remembered(file);
        first.remember(file);

        var second = Ports.remembered(file);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void takesAnotherPortForOneThatIsTaken() throws IOException {
        var file = directory.resolve("ports.properties");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Ports(taken.getLocalPort(), 0, 0, 0, 0).remember(file);

            var ports = Ports.remembered(file);

            assertThat(ports.broker()).isPositive().isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void takesAnyPortsIfTheFileIsDamaged() throws IOException {
        var file = Files.writeString(directory.resolve("ports.properties"), "broker=99999\nconnect=\\u00zz");

        var ports = Ports.remembered(file);

        assertThat(ports.broker()).isBetween(1, 65_535);
    }
}
