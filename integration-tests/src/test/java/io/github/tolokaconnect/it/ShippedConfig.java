package io.github.tolokaconnect.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Files of {@code config/}, as they are shipped. */
final class ShippedConfig {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ShippedConfig() {}

    static String text(String file) throws IOException {
        return Files.readString(Artifacts.home().resolve("config").resolve(file));
    }

    static Map<String, String> properties(String text) throws IOException {
        var read = new Properties();
        read.load(new StringReader(text));
        var settings = new TreeMap<String, String>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        return settings;
    }

    static Map<String, String> connector(String file) throws IOException {
        return JSON.readValue(text(file), new TypeReference<TreeMap<String, String>>() {});
    }

    static Path write(Map<String, String> settings, Path file) throws IOException {
        return Files.write(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    static Path writeJson(Map<String, String> settings, Path file) throws IOException {
        JSON.writeValue(file.toFile(), settings);
        return file;
    }
}
