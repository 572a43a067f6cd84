package io.github.tolokaconnect.simulator.request;

import java.util.List;
import java.util.Set;

/** The top-level keys of a task. */
public final class TaskKeys {
    static final String POOL_ID = "pool_id";
    static final String INPUT_VALUES = "input_values";
    static final String OUTPUT_VALUES = "output_values";
    static final String OVERLAP = "overlap";
    static final String INFINITE_OVERLAP = "infinite_overlap";
    static final String KNOWN_SOLUTIONS = "known_solutions";
    static final String BASELINE_SOLUTIONS = "baseline_solutions";
    static final String HINT = "message_on_unknown_solution";
    static final String LOCALIZATION = "localization_config";
    static final String ORIGIN = "origin_task_id";
    /** Arrays of unique strings; the traits are known from both SDKs only. */
    static final List<String> STRING_SETS =
            List.of("reserved_for", "unavailable_for", "traits_all_of", "traits_any_of", "traits_none_of_any");
    /** Keys that only the server writes. */
    static final Set<String> READ_ONLY = Set.of("id", "created", "remaining_overlap");

    private static final Set<String> SINGLE = Set.of(
            POOL_ID,
            INPUT_VALUES,
            OVERLAP,
            INFINITE_OVERLAP,
            KNOWN_SOLUTIONS,
            BASELINE_SOLUTIONS,
            HINT,
            LOCALIZATION,
            ORIGIN);

    private TaskKeys() {}

    /** Whether a client may send {@code name} by every reading of the API, apart from keys that begin with two underscores. */
    public static boolean isOwn(String name) {
        return SINGLE.contains(name) || STRING_SETS.contains(name);
    }

    /** Whether only the server writes {@code name}. */
    public static boolean isReadOnly(String name) {
        return READ_ONLY.contains(name);
    }

    /** Whether {@code name} is a client's own mark, which comes back in the operation log. */
    public static boolean isMarker(String name) {
        return name.startsWith("__");
    }
}
