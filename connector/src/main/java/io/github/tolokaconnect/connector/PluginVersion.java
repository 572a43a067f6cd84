package io.github.tolokaconnect.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this plugin, as the build wrote it. */
final class PluginVersion {
    private static final String RESOURCE = "plugin-version.properties";

    private PluginVersion() {}

    static String text() {
        try (var in = PluginVersion.class.getResourceAsStream(RESOURCE)) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    RESOURCE + " in the plugin's jar cannot be read; install the plugin again", e);
        }
    }
}
