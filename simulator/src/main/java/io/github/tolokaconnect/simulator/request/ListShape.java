package io.github.tolokaconnect.simulator.request;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the parameters of one list call may be.
 *
 * @param ranges the fields that can be narrowed, and how their values compare
 * @param sortable the fields that can be sorted by
 * @param equal the fields that can be asked for one value, with the values there are; an empty set for any
 * @param further other parameters of the call
 * @param kitLimit the largest limit by the published Python client
 */
record ListShape(
        Map<String, Kind> ranges,
        Set<String> sortable,
        Map<String, Set<String>> equal,
        Set<String> further,
        int kitLimit) {
    /** How the values of a field compare. */
    enum Kind {
        /** As text, such as ids. */
        TEXT,
        /** As the numbers that ids of pools are. */
        POOL_ID,
        /** As dates. */
        DATE,
        /** As numbers. */
        NUMBER
    }

    private static final Set<String> ANY = Set.of();

    static final ListShape TASKS = new ListShape(
            Map.of("id", Kind.TEXT, "created", Kind.DATE, "overlap", Kind.NUMBER),
            Set.of("id", "created"),
            Map.of("overlap", ANY),
            Set.of("pool_id"),
            100_000);
    static final ListShape OPERATIONS = new ListShape(
            Map.of("id", Kind.TEXT, "submitted", Kind.DATE, "finished", Kind.DATE),
            Set.of("id", "submitted", "finished"),
            // Types are open: clients must survive those that they do not know.
            Map.of("type", ANY, "status", Set.of("PENDING", "RUNNING", "SUCCESS", "FAIL")),
            Set.of(),
            500);
    static final ListShape POOLS = new ListShape(
            Map.of("id", Kind.POOL_ID, "created", Kind.DATE, "last_started", Kind.DATE),
            Set.of("id", "created", "last_started"),
            Map.of("status", Set.of("OPEN", "CLOSED", "ARCHIVED", "LOCKED"), "project_id", ANY),
            Set.of(),
            300);
    static final ListShape ASSIGNMENTS = new ListShape(
            Map.of(
                    "id", Kind.TEXT,
                    "created", Kind.DATE,
                    "submitted", Kind.DATE,
                    "accepted", Kind.DATE,
                    "rejected", Kind.DATE),
            Set.of("id", "created", "submitted", "accepted", "rejected"),
            Map.of("status", ANY, "user_id", ANY),
            Set.of("pool_id", "task_id", "task_suite_id"),
            100_000);
    static final ListShape SUBSCRIPTIONS = new ListShape(
            Map.of("id", Kind.TEXT, "created", Kind.DATE),
            Set.of("id", "created"),
            Map.of("event_type", ANY, "pool_id", ANY),
            Set.of(),
            100_000);
    static final ListShape PROJECTS = new ListShape(
            Map.of("id", Kind.TEXT, "created", Kind.DATE),
            Set.of("id", "created", "public_name", "private_comment"),
            Map.of("status", Set.of("ACTIVE", "ARCHIVED")),
            Set.of(),
            300);

    /** The names of all parameters that the call has. */
    Set<String> names() {
        Set<String> names = new HashSet<>(further);
        names.addAll(equal.keySet());
        names.add("sort");
        names.add("limit");
        for (String field : ranges.keySet()) {
            for (ListQuery.Bound bound : ListQuery.Bound.values()) {
                names.add(parameter(field, bound));
            }
        }
        return names;
    }

    /** The name of the parameter that narrows {@code field} at one end. */
    static String parameter(String field, ListQuery.Bound bound) {
        return field + "_" + bound.name().toLowerCase(Locale.ROOT);
    }
}
