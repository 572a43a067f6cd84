package io.github.tolokaconnect.chaos.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends the process as soon as its standard input ends: whoever started it holds the other end, so nothing
 * outlives a run, whatever ends the run.
 */
public final class Leash {

    private static final int TORN = 3;

    private Leash() {}

    /** Runs the class that the first argument names, with the other arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var watch = new Thread(Leash::endWithInput, "leash");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            System.err.println(arguments[0] + " failed: " + e.getCause());
            System.exit(1);
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes.
            }
        } catch (IOException e) {
            System.err.println("Standard input broke: " + e.getMessage());
        }
        Runtime.getRuntime().halt(TORN);
    }
}
