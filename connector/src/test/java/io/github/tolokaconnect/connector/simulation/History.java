package io.github.tolokaconnect.connector.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened in a simulated world, line by line, if anybody wants to know. */
final class History {
    private final boolean isKept;
    private final List<String> lines = new ArrayList<>();

    private History(boolean isKept) {
        this.isKept = isKept;
    }

    static History kept() {
        return new History(true);
    }

    static History unheard() {
        return new History(false);
    }

    boolean isKept() {
        return isKept;
    }

    /** Adds a line; {@code parts} are joined only if it is kept. */
    void say(Instant now, Object... parts) {
        if (!isKept) {
            return;
        }
        var line = new StringBuilder()
                .append(String.format(
                        "%9.3f  ", Duration.between(World.BEGIN, now).toMillis() / 1_000.0));
        for (Object part : parts) {
            line.append(part);
        }
        lines.add(line.toString());
    }

    List<String> lines() {
        return lines;
    }
}
