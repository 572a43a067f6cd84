package io.github.tolokaconnect.benchmarks.delivery;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Pairs of measurements, printed as they come, and what they say together: the median, and how far they lie apart. */
final class Comparison {

    private final PrintWriter out;
    private final List<Pair> pairs = new ArrayList<>();

    /** Two measurements, one right after the other, so that both met the machine in the same state. */
    private record Pair(Measurement first, Measurement second) {

        /** How much the second mode reaches of what the first does, by some rate. */
        double ratio(ToDoubleFunction<Measurement> rate) {
            return rate.applyAsDouble(second) / rate.applyAsDouble(first);
        }
    }

    Comparison(PrintWriter out) {
        this.out = out;
        println("%-10s%-14s%9s%9s   CPU seconds of worker  broker  simulator", "", "", "tasks/s", "seconds");
    }

    /** Prints a measurement under a name, such as {@code pair 1}. */
    void show(String name, Measurement measured) {
        println(
                "%-10s%-14s%9.0f%9.2f%24.2f%8.2f%11.2f",
                name,
                measured.mode(),
                measured.tasksPerSecond(),
                seconds(measured.elapsed()),
                seconds(measured.cpu().worker()),
                seconds(measured.cpu().broker()),
                seconds(measured.cpu().simulator()));
    }

    void add(Measurement first, Measurement second) {
        pairs.add(new Pair(first, second));
    }

    /**
     * Prints a line for each pair, the smallest and the largest of each figure, and the medians: of tasks for each second of processor
     * time, and last of tasks a second. There is at least one pair.
     */
    void end() {
        for (var index = 0; index < pairs.size(); index++) {
            var pair = pairs.get(index);
            line("pair " + (index + 1), "tasks/s", figures(List.of(pair), Measurement::tasksPerSecond), Spread::median);
        }
        var rates = figures(pairs, Measurement::tasksPerSecond);
        line("min", "tasks/s", rates, Spread::min);
        line("max", "tasks/s", rates, Spread::max);
        line("processor", "tasks/CPU-s", figures(pairs, Measurement::tasksPerProcessorSecond), Spread::median);
        line("delivery", "tasks/s", rates, Spread::median);
    }

    /** How some rate of the first mode, that of the second, and the ratio of each pair spread. */
    private static List<Spread> figures(List<Pair> pairs, ToDoubleFunction<Measurement> rate) {
        return List.of(
                spread(pairs, pair -> rate.applyAsDouble(pair.first())),
                spread(pairs, pair -> rate.applyAsDouble(pair.second())),
                spread(pairs, pair -> pair.ratio(rate)));
    }

    private static Spread spread(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return Spread.of(pairs.stream().mapToDouble(figure).boxed().toList());
    }

    private void line(String name, String unit, List<Spread> figures, ToDoubleFunction<Spread> which) {
        var any = pairs.get(0);
        println(
                "%s %s=%.0f %s %s=%.0f %s ratio=%.3f",
                name,
                any.first().mode(),
                which.applyAsDouble(figures.get(0)),
                unit,
                any.second().mode(),
                which.applyAsDouble(figures.get(1)),
                unit,
                which.applyAsDouble(figures.get(2)));
    }

    private void println(String format, Object... figures) {
        out.println(String.format(Locale.ROOT, format, figures));
        out.flush();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
