package io.github.tolokaconnect.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Metric.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes the tables of metrics into the documentation when run with {@code -Dupdate.docs=true}. */
class MetricsDocTest {

    private static final Path DOC = Path.of("..", "docs", "reference", "streams-metrics.md");
    private static final String END = "<!-- end of %s -->";

    @Test
    void documentsEveryMetricAsItIsDefined() throws IOException {
        assertThat(written("counted", counted())).isEqualTo(counted());
        assertThat(written("heartbeats", heartbeats())).isEqualTo(heartbeats());
    }

    private static String written(String name, String table) throws IOException {
        String start = "<!-- %s: written by MetricsDocTest, run with -Dupdate.docs=true -->\n".formatted(name);
        String doc = Files.readString(DOC);
        int from = doc.indexOf(start) + start.length();
        int to = doc.indexOf(END.formatted(name));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOC, doc.substring(0, from) + table + doc.substring(to));
            return table;
        }
        return doc.substring(from, to);
    }

    private static String counted() {
        Stream<String> counted = Stream.of(Metric.values())
                .map(metric -> row(
                        CountedMetrics.name(metric) + (metric.kind() == Kind.COUNTER ? "_total" : ""),
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        metric.labels(),
                        metric.meaning()));
        Stream<String> derived = Stream.of(
                        CountedMetrics.POOL_IDLE,
                        CountedMetrics.AGREEMENT,
                        SharedMetrics.FIRING,
                        SharedMetrics.SPOKESMAN)
                .map(MetricsDocTest::row);
        return table(Stream.concat(counted, derived));
    }

    private static String heartbeats() {
        return table(HeartbeatMetrics.families().stream().map(MetricsDocTest::row));
    }

    private static String row(Family family) {
        return row(family.exposedName(), family.isCounter() ? "counter" : "gauge", family.labels(), family.help());
    }

    private static String row(String name, String kind, List<String> labels, String meaning) {
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        name,
                        kind,
                        labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        meaning);
    }

    private static String table(Stream<String> rows) {
        return "| metric | kind | labels | meaning |\n|---|---|---|---|\n"
                + rows.sorted().collect(Collectors.joining());
    }
}
