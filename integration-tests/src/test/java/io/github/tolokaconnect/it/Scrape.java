package io.github.tolokaconnect.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a target says to Prometheus at one moment: series in the text format. */
record Scrape(List<Series> series) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    Scrape {
        series = List.copyOf(series);
    }

    /** One number. */
    record Series(String name, Map<String, String> labels, double value) {}

    /** Asks {@code url}. */
    static Scrape of(URI url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return new Scrape(answer.body()
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Scrape::read)
                .toList());
    }

    private static Series read(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not a series: " + line);
        }
        var labels = new TreeMap<String, String>();
        if (parts.group(2) != null) {
            LABEL.matcher(parts.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Series(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }

    /** What it says of a connector. */
    Scrape of(String connector) {
        return new Scrape(series.stream()
                .filter(each -> connector.equals(each.labels().get("connector")))
                .toList());
    }

    /** The series whose names begin so. */
    List<Series> beginningWith(String prefix) {
        return series.stream().filter(each -> each.name().startsWith(prefix)).toList();
    }

    /** The sum of all series of that name. */
    double sum(String name) {
        return series.stream()
                .filter(each -> each.name().equals(name))
                .mapToDouble(Series::value)
                .sum();
    }

    /** Names with the names of the labels that they have, as {@code name[label, label]}. */
    Set<String> shapes() {
        return series.stream().map(each -> each.name() + each.labels().keySet()).collect(Collectors.toSet());
    }
}
