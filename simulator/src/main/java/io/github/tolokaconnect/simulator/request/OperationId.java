package io.github.tolokaconnect.simulator.request;

import java.util.Locale;
import java.util.regex.Pattern;

/** The id of an asynchronous operation; it need not be one that exists. */
public record OperationId(String value) {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** The id that {@code text} spells; the hex digits of a UUID have no case (RFC 4122, section 3). */
    static OperationId of(String text) {
        return new OperationId(isUuid(text) ? text.toLowerCase(Locale.ROOT) : text);
    }

    @Override
    public String toString() {
        return value;
    }
}
