package io.github.tolokaconnect.streams.web;

import io.undertow.util.StatusCodes;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What routes and aliases have in common. */
final class Names {

    static final Reply NO_CONTENT = new Reply(StatusCodes.NO_CONTENT, Map.of(), "");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern POINTER = Pattern.compile("(/\\S*): ");

    private Names() {}

    /** {@code name}, if a new document may have it: whatever it is, it has to fit into a path, a metric and a log. */
    static String checked(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid(
                            kind,
                            "The name of a new " + kind
                                    + " is of letters, digits, dots, hyphens and underscores, begins with a letter or digit, and has at"
                                    + " most 100 of them.")
                    .toException();
        }
        return name;
    }

    /** The field that {@code problem} begins with as a JSON Pointer; absent if it is about the whole document. */
    static @Nullable String fieldOf(String problem) {
        Matcher pointer = POINTER.matcher(problem);
        return pointer.lookingAt() ? pointer.group(1) : null;
    }
}
