package io.github.tolokaconnect.connector.delivery;

import java.util.Arrays;

/**
 * A defect of the connector, told so that it can be reported: where it is, and what it says if the connector itself says it. What a
 * library says may quote a record, so neither its message nor its exception is passed on.
 */
public final class Defect extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String OURS = "io.github.tolokaconnect.";

    private Defect(String message, StackTraceElement[] stack) {
        super(message);
        setStackTrace(stack);
    }

    /** {@code what} met a defect that showed itself as {@code thrown}. */
    public static Defect of(String what, Throwable thrown) {
        var root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var stack = root.getStackTrace();
        boolean oursToSay = stack.length > 0 && isOurs(stack[0]);
        var place = Arrays.stream(stack).filter(Defect::isOurs).findFirst();
        return new Defect(
                "TLK-901 " + what + " met a defect of the connector: "
                        + root.getClass().getSimpleName()
                        + (oursToSay && root.getMessage() != null ? ", " + root.getMessage() : "")
                        + place.map(frame -> " at " + frame).orElse("") + "; please report it, then restart the task",
                stack);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(OURS);
    }
}
