package io.github.tolokaconnect.quickstart;

import org.jspecify.annotations.Nullable;

/** The run cannot go on. The message is one line for the user. */
final class QuickstartException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    QuickstartException(String message) {
        this(message, null);
    }

    QuickstartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
