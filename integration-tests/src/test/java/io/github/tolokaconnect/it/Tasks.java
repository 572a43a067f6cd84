package io.github.tolokaconnect.it;

/** Tasks in JSON for the pools of the simulator's own fixture. */
public final class Tasks {

    /** The pool of those who do not care. */
    public static final String POOL = "1001";

    private Tasks() {}

    /** A valid task for a pool; another {@code name}, another task. */
    public static String valid(String pool, String name) {
        return "{\"pool_id\":\"" + pool + "\",\"input_values\":" + input(name) + "}";
    }

    /** A task that the platform refuses: its image is missing. */
    static String withoutImage(String pool) {
        return "{\"pool_id\":\"" + pool + "\",\"input_values\":{\"title\":\"A cat\"}}";
    }

    /** A valid task that names no pool. */
    static String withoutPool(String name) {
        return "{\"input_values\":" + input(name) + "}";
    }

    /** Input values alone. */
    static String input(String name) {
        return "{\"image\":\"https://images.example.com/" + name + ".jpg\"}";
    }
}
