package io.github.tolokaconnect.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsPlainLinesWhereTheOutputIsNoTerminal() {
        var screen = screen(false);

        screen.startBar(10);
        screen.advanceBarTo(5);
        screen.line("a line");
        screen.remark("a remark");
        screen.removeBar();

        assertThat(out.toString(UTF_8)).isEqualTo("a line\n");
        assertThat(err.toString(UTF_8)).isEqualTo("quickstart: a remark\n");
    }

    @Test
    void removesTheBarBeforeTheLastLine() {
        var screen = screen(true);

        screen.startBar(10);
        screen.advanceBarTo(10);
        screen.removeBar();
        screen.line("summary");

        assertThat(out.toString(UTF_8)).contains("records").endsWith("\u001b[2Ksummary\n");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), terminal);
    }
}
