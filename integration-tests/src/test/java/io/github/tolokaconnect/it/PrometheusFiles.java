package io.github.tolokaconnect.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The files in {@code config/prometheus} as they are shipped, but for the address of the streams app and the speed of time. */
final class PrometheusFiles {

    /** Where the shipped file looks for the streams app: in the containers' own network. */
    private static final String SHIPPED_TARGET = "streams-app:8090";

    private static final String CONFIG = "prometheus.yml";

    private PrometheusFiles() {}

    /**
     * Puts them into {@code directory} for a streams app at {@code target} that is scraped more often, with the rules as they are; answers
     * the path of the configuration.
     */
    static Path shipped(Path directory, String target) throws IOException {
        return put(directory, target, UnaryOperator.identity());
    }

    /** The same with the rules in {@link FasterTime}, too. */
    static Path faster(Path directory, String target) throws IOException {
        return put(directory, target, FasterTime::in);
    }

    private static Path put(Path directory, String target, UnaryOperator<String> time) throws IOException {
        var shipped = Artifacts.home().resolve("config/prometheus");
        var rules = Files.createDirectories(directory.resolve("rules"));
        try (var files = Files.newDirectoryStream(shipped.resolve("rules"), "*.yml")) {
            for (var file : files) {
                Files.writeString(rules.resolve(file.getFileName()), time.apply(Files.readString(file)));
            }
        }
        var config = Files.readString(shipped.resolve(CONFIG));
        if (!config.contains(SHIPPED_TARGET)) {
            throw new IllegalStateException(shipped.resolve(CONFIG) + " does not scrape " + SHIPPED_TARGET
                    + " any more; say here what it scrapes instead");
        }
        return Files.writeString(directory.resolve(CONFIG), FasterTime.in(config.replace(SHIPPED_TARGET, target)));
    }
}
