package io.github.tolokaconnect.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a measurement, printed as they come, and what they say in the end. */
final class Series {
    private static final int REFERENCE_TASKS = 200_000;
    private static final double MEGA = 1 << 20;

    private final PrintWriter out;
    private final List<Line> lines = new ArrayList<>();

    /**
     * What was measured over some tasks.
     *
     * @param tasks how many there are now
     * @param added how many of them were created in {@code elapsed}, for which the simulator took {@code cpu}
     * @param footprint what the simulator takes now
     */
    record Line(int tasks, int added, Duration elapsed, Duration cpu, Footprint footprint) {}

    Series(PrintWriter out) {
        this.out = out;
        out.println("    tasks   tasks/s  tasks/CPU s  heap MiB  RSS MiB  spill MiB");
        out.flush();
    }

    void add(Line line) {
        lines.add(line);
        out.println(String.format(
                Locale.ROOT,
                "%9d %9.0f %12.0f %9s %8s %10s",
                line.tasks(),
                perSecond(line.added(), line.elapsed()),
                perSecond(line.added(), line.cpu()),
                mega(line.footprint().heap()),
                mega(line.footprint().resident()),
                mega(line.footprint().spilled())));
        out.flush();
    }

    /** Prints the whole, and the memory at the end beside that at 200,000 tasks, if there were more. */
    void end() {
        int tasks = lines.stream().mapToInt(Line::added).sum();
        Duration elapsed = lines.stream().map(Line::elapsed).reduce(Duration.ZERO, Duration::plus);
        Duration cpu = lines.stream().map(Line::cpu).reduce(Duration.ZERO, Duration::plus);
        out.println(String.format(
                Locale.ROOT,
                "%d tasks in %.1f s: %.0f tasks/s, %.0f tasks per second of the simulator's processor time",
                tasks,
                seconds(elapsed),
                perSecond(tasks, elapsed),
                perSecond(tasks, cpu)));
        Line last = lines.get(lines.size() - 1);
        lines.stream()
                .filter(line -> line.tasks() >= REFERENCE_TASKS && line.tasks() < last.tasks())
                .findFirst()
                .ifPresent(line -> out.println(String.format(
                        Locale.ROOT,
                        "at %d tasks, compared with %d: heap x %.2f, RSS x %.2f, %.1f bytes of heap for each task between",
                        last.tasks(),
                        line.tasks(),
                        ratio(last.footprint().heap(), line.footprint().heap()),
                        ratio(last.footprint().resident(), line.footprint().resident()),
                        (double) (last.footprint().heap() - line.footprint().heap()) / (last.tasks() - line.tasks()))));
        out.flush();
    }

    private static double ratio(long last, long first) {
        return (double) last / first;
    }

    private static double perSecond(int tasks, Duration time) {
        return tasks / Math.max(0.001, seconds(time));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static String mega(long bytes) {
        return bytes < 0 ? "-" : String.format(Locale.ROOT, "%.1f", bytes / MEGA);
    }
}
