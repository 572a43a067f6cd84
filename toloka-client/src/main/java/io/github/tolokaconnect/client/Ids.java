package io.github.tolokaconnect.client;

import java.util.regex.Pattern;

/** What every id of the platform must look like to be safe in a path, a query and a line of a log. */
final class Ids {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

    private Ids() {}

    static String checked(String what, String value) {
        if (!SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " of " + value.length()
                            + " characters is no id; an id has 1 to 128 letters, digits, '-', '_', '.', ':' and starts with a letter or digit");
        }
        return value;
    }
}
