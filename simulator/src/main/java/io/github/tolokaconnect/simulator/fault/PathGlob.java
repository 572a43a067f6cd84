package io.github.tolokaconnect.simulator.fault;

import java.util.regex.Pattern;

/**
 * A pattern for paths below {@code /api/v1}: {@code *} stands for anything within one segment, {@code **} for anything.
 *
 * @param text the pattern as it was written; it begins with a slash
 */
record PathGlob(String text, Pattern pattern) {
    static PathGlob of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash, such as /operations/*/log");
        }
        StringBuilder regex = new StringBuilder();
        int index = 0;
        while (index < text.length()) {
            if (text.startsWith("**", index)) {
                regex.append(".*");
                index += 2;
            } else if (text.charAt(index) == '*') {
                regex.append("[^/]*");
                index++;
            } else {
                regex.append(Pattern.quote(text.substring(index, index + 1)));
                index++;
            }
        }
        return new PathGlob(text, Pattern.compile(regex.toString()));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
