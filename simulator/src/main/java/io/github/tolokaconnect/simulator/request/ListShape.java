package io.github.tolokaconnect.simulator.request;

import java.util.Map;
import java.util.Set;

/** What the parameters of one list call may be. */
record ListShape(Map<String, Kind> ranges, Set<String> sortable, Set<String> equal) {
    /** How the values of a field compare. */
    enum Kind {
        /** As text, such as ids. */
        TEXT,
        /** As the numbers that ids of pools are. */
        POOL_ID,
        /** As dates. */
        DATE,
        /** As numbers that are not negative. */
        NUMBER
    }

    static final ListShape TASKS = new ListShape(
            Map.of("id", Kind.TEXT, "created", Kind.DATE, "overlap", Kind.NUMBER),
            Set.of("id", "created"),
            Set.of("overlap"));
    static final ListShape OPERATIONS = new ListShape(
            Map.of("id", Kind.TEXT, "submitted", Kind.DATE, "finished", Kind.DATE),
            Set.of("id", "submitted", "finished"),
            Set.of("type", "status"));
    static final ListShape POOLS = new ListShape(
            Map.of("id", Kind.POOL_ID, "created", Kind.DATE, "last_started", Kind.DATE),
            Set.of("id", "created", "last_started"),
            Set.of("status", "project_id"));
    static final ListShape PROJECTS =
            new ListShape(Map.of("id", Kind.TEXT, "created", Kind.DATE), Set.of("id", "created"), Set.of("status"));
}
