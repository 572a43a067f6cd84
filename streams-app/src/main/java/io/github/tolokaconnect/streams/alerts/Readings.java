package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.SinkTaskState;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the rules measure: each takes a snapshot and answers one reading for each thing that it is about. */
final class Readings {

    /** A heartbeat that old says nothing about today. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** Whoever has let a pool rest for that long knows; it is archived since long. */
    private static final Duration GIVEN_UP = Duration.ofDays(60);
    /** Codes that say who calls, not what the caller may do. */
    private static final Set<String> AUTHENTICATION = Set.of("AUTHENTICATION_ERROR", "OAUTH_AUTHENTICATION_ERROR");

    /** Error id of a sink task that stops over its credential. */
    private static final String CREDENTIAL_REFUSED = "TLK-201";

    private Readings() {}

    static List<Reading> silence(Snapshot snapshot) {
        return snapshot.heartbeats().stream()
                .map(heartbeat -> {
                    double silent = seconds(Duration.between(heartbeat.eventTime(), snapshot.now()));
                    String sinkTask = Integer.toString(heartbeat.connector().task());
                    return Reading.of(
                            Map.of("connector", heartbeat.connector().name(), "task", sinkTask),
                            silent,
                            "No heartbeat from sink task "
                                    + heartbeat.connector().name() + "/" + sinkTask + " since " + heartbeat.eventTime()
                                    + ".");
                })
                .toList();
    }

    static List<Reading> oldest(Snapshot snapshot) {
        Map<String, Duration> oldest = new TreeMap<>();
        for (Heartbeat heartbeat : snapshot.heartbeats()) {
            if (heartbeat.oldestInflight() != null) {
                oldest.merge(
                        heartbeat.connector().name(), heartbeat.oldestInflight(), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        return each(
                oldest,
                (connector, age) -> Reading.of(
                        Map.of("connector", connector),
                        seconds(age),
                        "An operation of " + connector + " has been in flight for " + age.toMinutes() + " minutes."));
    }

    static Function<Snapshot, List<Reading>> errorRatio(long fewest) {
        return snapshot -> {
            Map<List<String>, Stat> created = Snapshot.by(Metric.TASKS_CREATED, snapshot.created(), "pool");
            Map<String, Long> all = new TreeMap<>();
            Map<String, Long> invalid = new HashMap<>();
            created.forEach((pool, stat) -> all.merge(pool.get(0), stat.count(), Long::sum));
            Snapshot.by(Metric.TASKS_REJECTED, snapshot.rejected(), "pool", "stage")
                    .forEach((key, stat) -> {
                        all.merge(key.get(0), stat.count(), Long::sum);
                        // What the platform refused as a whole says nothing about the records.
                        if (!key.get(1).equals(Stage.PLATFORM_REJECTION.value())) {
                            invalid.merge(key.get(0), stat.count(), Long::sum);
                        }
                    });
            all.values().removeIf(count -> count < fewest);
            return each(all, (pool, count) -> ratio(snapshot, pool, invalid.getOrDefault(pool, 0L), count));
        };
    }

    private static Reading ratio(Snapshot snapshot, String pool, long invalid, long all) {
        double ratio = (double) invalid / all;
        List<Map.Entry<List<String>, Stat>> reasons =
                Snapshot.by(Metric.ERRORS, snapshot.reasons(), "pool", "code", "path").entrySet().stream()
                        .filter(reason -> reason.getKey().get(0).equals(pool))
                        .sorted((a, b) ->
                                Long.compare(b.getValue().count(), a.getValue().count()))
                        .toList();
        String top = reasons.isEmpty()
                ? ""
                : "; most often " + reasons.get(0).getKey().get(1) + " at "
                        + reasons.get(0).getKey().get(2);
        return new Reading(
                Map.of("pool", pool),
                ratio,
                String.format(
                        Locale.ROOT,
                        "%.0f%% of the records for pool %s were refused as invalid in five minutes (%d of %d)%s.",
                        100 * ratio,
                        pool,
                        invalid,
                        all,
                        top),
                reasons.isEmpty() ? List.of() : reasons.get(0).getValue().samples());
    }

    /** Operations that were refused over the credential, and sink tasks that said in their last heartbeat that they stop over it. */
    static List<Reading> unauthenticated(Snapshot snapshot) {
        List<Reading> readings = new ArrayList<>(refusals(
                snapshot,
                ErrorClass.ACCESS,
                AUTHENTICATION::contains,
                List.of("connector"),
                (scope, codes) ->
                        "The platform does not know the credential of " + scope.get("connector") + ": " + codes + "."));
        Map<Map<String, String>, Long> stopped = snapshot.heartbeats().stream()
                .filter(heartbeat -> heartbeat.state().equals(SinkTaskState.FAILED)
                        && CREDENTIAL_REFUSED.equals(heartbeat.failure()))
                .collect(Collectors.groupingBy(
                        heartbeat -> Map.of("connector", heartbeat.connector().name()), Collectors.counting()));
        readings.forEach(reading -> stopped.remove(reading.scope()));
        readings.addAll(each(
                stopped,
                (scope, sinkTasks) -> Reading.of(
                        scope,
                        sinkTasks,
                        "The platform does not know the credential of " + scope.get("connector") + ": " + sinkTasks
                                + " of its sink tasks have stopped.")));
        return readings;
    }

    static List<Reading> denied(Snapshot snapshot) {
        return refusals(
                snapshot,
                ErrorClass.ACCESS,
                code -> !AUTHENTICATION.contains(code),
                List.of("connector", "pool"),
                (scope, codes) -> "The platform denies " + scope.get("connector") + " access to pool "
                        + scope.get("pool") + ": " + codes + ".");
    }

    static List<Reading> poolRefuses(Snapshot snapshot) {
        return refusals(
                snapshot,
                ErrorClass.POOL,
                code -> true,
                List.of("pool"),
                (scope, codes) -> "Pool " + scope.get("pool") + " takes no tasks: " + codes + ".");
    }

    static List<Reading> unknown(Snapshot snapshot) {
        return refusals(
                snapshot,
                ErrorClass.UNKNOWN,
                code -> true,
                List.of("code"),
                (scope, codes) -> "The platform answered with the code " + scope.get("code")
                        + ", which this release does not know.");
    }

    /** Operations refused because of {@code errorClass}, by the labels of {@code scope}. */
    private static List<Reading> refusals(
            Snapshot snapshot,
            ErrorClass errorClass,
            Predicate<String> isMeant,
            List<String> scope,
            BiFunction<Map<String, String>, String, String> summary) {
        Map<Map<String, String>, Map<String, Stat>> found = new HashMap<>();
        List<String> labels = Metric.OPERATION_ERRORS.labels();
        snapshot.refusals().forEach((values, stat) -> {
            String code = values.values().get(labels.indexOf("code"));
            if (values.values().get(labels.indexOf("class")).equals(errorClass.value()) && isMeant.test(code)) {
                Map<String, String> thing = scope.stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> values.values().get(labels.indexOf(name))));
                found.computeIfAbsent(thing, unseen -> new TreeMap<>()).merge(code, stat, Stat::plus);
            }
        });
        return each(found, (thing, codes) -> {
            Stat all = codes.values().stream().reduce(Stat.NONE, Stat::plus);
            return new Reading(
                    thing, all.count(), summary.apply(thing, String.join(", ", codes.keySet())), all.samples());
        });
    }

    static List<Reading> exhausted(Snapshot snapshot) {
        return each(
                Snapshot.by(Metric.QUOTA_EXCEEDED, snapshot.quota(), "connector", "code"),
                (key, stat) -> new Reading(
                        Map.of("connector", key.get(0), "code", key.get(1)),
                        stat.count(),
                        "The platform has no room for more tasks of " + key.get(0) + ": " + key.get(1) + ".",
                        stat.samples()));
    }

    static List<Reading> idle(Snapshot snapshot) {
        List<Reading> readings = new ArrayList<>();
        Snapshot.by(Metric.TASKS_CREATED, snapshot.everCreated(), "pool").forEach((key, stat) -> {
            Instant last = stat.last();
            if (last != null && snapshot.now().isBefore(last.plus(GIVEN_UP))) {
                Duration idle = Duration.between(last, snapshot.now());
                readings.add(Reading.of(
                        Map.of("pool", key.get(0)),
                        seconds(idle),
                        "Pool " + key.get(0) + " got its last task " + idle.toDays()
                                + " days ago; the platform archives it after 30."));
            }
        });
        return readings;
    }

    static Function<Snapshot, List<Reading>> quotaUse(long tasksPerDay) {
        return snapshot -> {
            Map<String, List<Heartbeat.Rate>> rates = new TreeMap<>();
            for (Heartbeat heartbeat : snapshot.heartbeats()) {
                boolean isFresh = heartbeat.eventTime().isAfter(snapshot.now().minus(FRESH));
                if (isFresh && heartbeat.rate() != null) {
                    rates.computeIfAbsent(heartbeat.connector().name(), unseen -> new ArrayList<>())
                            .add(heartbeat.rate());
                }
            }
            return each(rates, (connector, of) -> use(connector, of, tasksPerDay));
        };
    }

    private static Reading use(String connector, List<Heartbeat.Rate> rates, long tasksPerDay) {
        long today = rates.stream().mapToLong(Heartbeat.Rate::tasksToday).sum();
        long limit = tasksPerDay;
        if (rates.stream().allMatch(rate -> rate.fusePerDay() != null)) {
            // Each sink task has its share of the connector's own limit.
            limit = Math.min(
                    limit, rates.stream().mapToLong(rate -> rate.fusePerDay()).sum());
        }
        return Reading.of(
                Map.of("connector", connector),
                (double) today / Math.max(1, limit),
                connector + " has created " + today + " of " + limit + " tasks of this day (UTC).");
    }

    static List<Reading> duplicates(Snapshot snapshot) {
        return each(
                Snapshot.by(Metric.DUPLICATE_TASKS, snapshot.duplicates(), "connector", "pool"),
                (key, stat) -> new Reading(
                        Map.of("connector", key.get(0), "pool", key.get(1)),
                        stat.count(),
                        stat.count() + " records have more than one task in pool " + key.get(1) + ", by " + key.get(0)
                                + ".",
                        stat.samples()));
    }

    private static <K, V> List<Reading> each(Map<K, V> things, BiFunction<K, V, Reading> measured) {
        List<Reading> readings = new ArrayList<>();
        things.forEach((thing, value) -> readings.add(measured.apply(thing, value)));
        return readings;
    }

    static double seconds(Duration duration) {
        return duration.toSeconds();
    }
}
