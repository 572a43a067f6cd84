package io.github.tolokaconnect.simulator.spill;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A spill file that cannot be written or read; the message names the directory, the reason and the remedy. */
public final class SpillException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    SpillException(String reason, IOException cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
