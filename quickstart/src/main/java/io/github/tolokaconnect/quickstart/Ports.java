package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The ports of a run. A data directory remembers them, since the configuration of the connector in it holds addresses: a later run
 * takes the same ones where they are still free.
 */
record Ports(int broker, int connect, int simulator, int page, int answers) {

    /** The ports remembered in {@code file}, and for those that are not or are taken any free ones. */
    static Ports remembered(Path file) {
        var known = new Properties();
        try {
            if (Files.exists(file)) {
                known.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException | IllegalArgumentException e) {
            // A file that is lost costs the addresses of last time, nothing else.
            known.clear();
        }
        return new Ports(
                port(known, "broker"),
                port(known, "connect"),
                port(known, "simulator"),
                port(known, "page"),
                port(known, "answers"));
    }

    void remember(Path file) {
        try {
            Files.writeString(
                    file,
                    "broker=%d%nconnect=%d%nsimulator=%d%npage=%d%nanswers=%d%n"
                            .formatted(broker, connect, simulator, page, answers));
        } catch (IOException e) {
            throw new QuickstartException("The ports cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static int port(Properties known, String name) {
        var port = known.getProperty(name, "0");
        return FreePorts.preferring(port.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(port) : 0);
    }
}
