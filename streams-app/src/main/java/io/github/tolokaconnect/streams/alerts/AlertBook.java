package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** All alerts, by fingerprint, in a store. Owned by a stream thread. */
public final class AlertBook {

    /** Name of the store. */
    public static final String STORE = "alerts";

    /** So long an alert that is over is remembered; for as long the same news is none. */
    private static final Duration REMEMBERED = Duration.ofDays(35);

    private final List<AlertRule> rules;
    private final KeyValueStore<String, AlertLife> lives;

    /** The book whose store, made by {@link #store}, is {@code lives}. */
    public AlertBook(AlertSettings settings, KeyValueStore<String, AlertLife> lives) {
        this.rules = AlertRules.of(settings);
        this.lives = lives;
    }

    /** Makes the store. */
    public static StoreBuilder<KeyValueStore<String, AlertLife>> store(EventCodec codec) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), new AlertLifeSerde(codec));
    }

    /**
     * Has all rules look; answers what is to be published: one event for each alert that fires or is over now.
     *
     * @throws io.github.tolokaconnect.streams.intake.StateUnavailableException if {@code stats} cannot answer; nothing has changed
     */
    public List<Alert> review(Stats stats, List<Heartbeat> heartbeats, Instant now) {
        Snapshot snapshot = Snapshot.of(stats, heartbeats, now);
        Map<String, AlertLife> known = known();
        List<Alert> news = new ArrayList<>();
        for (AlertRule rule : rules) {
            Map<String, @Nullable Reading> readings = new TreeMap<>();
            rule.readings().apply(snapshot).forEach(reading -> readings.put(reading.fingerprint(rule.name()), reading));
            Map<String, AlertLife> ofRule = take(known, rule);
            ofRule.keySet().forEach(fingerprint -> readings.putIfAbsent(fingerprint, null));
            readings.forEach((fingerprint, reading) -> move(fingerprint, ofRule.get(fingerprint), rule, reading, now)
                    .ifPresent(news::add));
        }
        // Of rules that this release does not have.
        known.keySet().forEach(lives::delete);
        return news;
    }

    private Optional<Alert> move(
            String fingerprint, @Nullable AlertLife before, AlertRule rule, @Nullable Reading reading, Instant now) {
        Optional<AlertLife> after = AlertLife.next(before, rule, reading, now).filter(life -> !isForgotten(life, now));
        if (after.isEmpty()) {
            if (before != null) {
                lives.delete(fingerprint);
            }
            return Optional.empty();
        }
        if (after.get().equals(before)) {
            return Optional.empty();
        }
        lives.put(fingerprint, after.get());
        Optional<Alert> told = Optional.ofNullable(before).flatMap(AlertLife::last);
        return after.get().last().filter(alert -> !told.equals(Optional.of(alert)));
    }

    private static boolean isForgotten(AlertLife life, Instant now) {
        return life instanceof AlertLife.Resolved resolved
                && resolved.resolved().eventTime().plus(REMEMBERED).isBefore(now);
    }

    private static Map<String, AlertLife> take(Map<String, AlertLife> known, AlertRule rule) {
        Set<String> fingerprints = known.keySet().stream()
                .filter(fingerprint -> fingerprint.startsWith(rule.name() + "|"))
                .collect(Collectors.toSet());
        Map<String, AlertLife> taken = new HashMap<>();
        fingerprints.forEach(fingerprint -> taken.put(fingerprint, known.remove(fingerprint)));
        return taken;
    }

    private Map<String, AlertLife> known() {
        Map<String, AlertLife> known = new HashMap<>();
        try (KeyValueIterator<String, AlertLife> all = lives.all()) {
            while (all.hasNext()) {
                KeyValue<String, AlertLife> next = all.next();
                known.put(next.key, next.value);
            }
        }
        return known;
    }
}
