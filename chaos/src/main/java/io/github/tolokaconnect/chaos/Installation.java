package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.quickstart.cluster.PluginArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The checkout that a run tests.
 *
 * @param home its top directory
 */
record Installation(Path home) {

    /** The connector as operators get it. */
    PluginArchive plugin() {
        return new PluginArchive(home.resolve("connector/target/kafka-connect-toloka-" + version() + ".zip"));
    }

    /** The simulator as its users get it. */
    Path simulator() {
        return home.resolve("simulator/target/toloka-simulator.jar");
    }

    /** Version of the project that this was built from, such as {@code 0.1.0}. */
    static String version() {
        var build = new Properties();
        try (var stream = Installation.class.getResourceAsStream("build.properties")) {
            build.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties is packed with this class, but cannot be read", e);
        }
        return build.getProperty("version");
    }
}
