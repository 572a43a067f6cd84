package io.github.tolokaconnect.quickstart;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** What the user sees: lines on standard output, remarks on standard error, and on a terminal a bar while work is pending. */
final class Screen {

    private static final int BAR_COLUMNS = 79;
    private static final int BAR_REFRESH_MILLIS = 200;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private @Nullable ProgressBar bar;

    /**
     * A screen without a bar yet.
     *
     * @param terminal whether {@code out} is a terminal
     */
    Screen(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    void line(String text) {
        print(out, text);
    }

    /** Prints a remark that is no result. */
    void remark(String text) {
        print(err, "quickstart: " + text);
    }

    /** Shows a bar of {@code records} steps, if the output is a terminal. */
    void startBar(long records) {
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("records")
                    .setInitialMax(records)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(BAR_REFRESH_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(out, BAR_COLUMNS))
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    void advanceBarTo(long records) {
        if (bar != null) {
            bar.stepTo(records);
        }
    }

    void removeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private void print(PrintStream stream, String text) {
        stream.println(bar == null ? text : CLEAR_LINE + text);
        stream.flush();
    }
}
