package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.cluster.PluginArchive;
import java.nio.file.Path;

/**
 * The checkout that the quickstart runs from.
 *
 * @param home its top directory
 */
record Installation(Path home) {

    /** The connector as operators get it. */
    PluginArchive plugin() {
        var name = "kafka-connect-toloka-" + QuickstartVersion.number() + ".zip";
        return new PluginArchive(home.resolve("connector/target").resolve(name));
    }

    /** The route that the loop's predictions take. */
    Path route() {
        return home.resolve("config/streams/routes/pets.json");
    }

    /** The connector's configuration. */
    Path connectorConfig() {
        return home.resolve("config/connector/quickstart.json");
    }
}
