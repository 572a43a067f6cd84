package io.github.tolokaconnect.streams.select;

import java.util.regex.Pattern;

/**
 * A pool as a route names it: its id, or {@code @} and an alias.
 *
 * @param text such as {@code 38315862} or {@code @cats-main}
 */
record PoolName(String text) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");
    private static final Pattern ALIAS = Pattern.compile("@[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    PoolName {
        if (!isId(text) && !ALIAS.matcher(text).matches()) {
            throw new InvalidFieldException(
                    "pool",
                    "must be the id of a pool, or @ and an alias of 1 to 100 letters, digits, points, underscores and hyphens, and is '"
                            + text + "'");
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    boolean isAlias() {
        return text.startsWith("@");
    }

    /** Key of the control document that says which pool the alias stands for. */
    String aliasKey() {
        return PoolAlias.PREFIX + text.substring(1);
    }
}
