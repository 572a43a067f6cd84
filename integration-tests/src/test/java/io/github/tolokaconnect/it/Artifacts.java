package io.github.tolokaconnect.it;

import io.github.tolokaconnect.quickstart.cluster.PluginArchive;
import java.nio.file.Path;

/** What the build made before these tests, by the paths that users know it by. */
public final class Artifacts {

    private Artifacts() {}

    /** Top directory of the checkout. */
    public static Path home() {
        return Path.of(required("it.home"));
    }

    /** Version of the project. */
    public static String version() {
        return required("it.version");
    }

    /** Directory for what the tests write. */
    public static Path target() {
        return Path.of(required("it.target"));
    }

    /** The plugin as users unpack it. */
    public static PluginArchive plugin() {
        return new PluginArchive(home().resolve("connector/target/kafka-connect-toloka-" + version() + ".zip"));
    }

    /** The jars of the plugin archive. */
    static Path pluginLibraries() {
        return home().resolve("connector/target/plugin/kafka-connect-toloka-" + version() + "/lib");
    }

    /** The simulator as users start it. */
    public static Path simulatorJar() {
        return home().resolve("simulator/target/toloka-simulator.jar");
    }

    static Path streamsAppJar() {
        return home().resolve("streams-app/target/toloka-streams-app.jar");
    }

    /** The jars of the streams app's class path. */
    static Path streamsAppLibraries() {
        return home().resolve("streams-app/target/lib");
    }

    /** Class path of a Connect worker without anything of this project. */
    static Path workerLibraries() {
        return target().resolve("worker-lib");
    }

    /** The agent that shows MBeans of its JVM to Prometheus. */
    static Path jmxExporter() {
        return target().resolve("agent").resolve("jmx_prometheus_javaagent.jar");
    }

    private static String required(String property) {
        var value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("System property " + property
                    + " is missing; run these tests with: mvn -pl integration-tests -am verify");
        }
        return value;
    }
}
