package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.monitor.OperationListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints one line of {@code key=value} pairs for each operation that ends. */
final class OperationPrinter implements OperationListener {

    private static final int SHORT_ID = 8;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final PrintStream out;

    OperationPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void operationChanged(Operation operation) {
        if (operation.isEnded()) {
            out.println(line(operation));
        }
    }

    static String line(Operation operation) {
        StringJoiner line = new StringJoiner(" ");
        var latest = operation.latest();
        line.add("operation=" + operation.id().toString().substring(0, SHORT_ID));
        line.add("status=" + latest.operation().status().value());
        if (latest.outcome() != null) {
            line.add("outcome=" + latest.outcome().value());
        }
        String alias = latest.pool().alias();
        line.add("pool=" + (alias == null ? latest.pool().id() : alias));
        operation.created().ifPresent(created -> line.add("created=" + created));
        operation.rejected().ifPresent(rejected -> line.add("rejected=" + rejected));
        operation.took().ifPresent(took -> line.add("took=" + seconds(took)));
        line.add("offsets=" + String.join(",", operation.offsets()));
        if (latest.error() != null) {
            line.add("code=" + latest.error().code());
        }
        return line.toString();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1fs", took.toMillis() / MILLIS_PER_SECOND);
    }
}
