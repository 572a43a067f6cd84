package io.github.tolokaconnect.streams.repair;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How refused records are treated.
 *
 * @param maxAttempts how often a record is tried; 1 or more
 * @param maxCollateral how often an item is tried again at once for having shared an operation with a bad one; 0 or more
 * @param retention for how long a refused record waits before it is given up, and an item's refusals are remembered
 * @param actions what is done with each kind; kinds that are not named are treated as usual
 */
public record RepairSettings(
        int maxAttempts, int maxCollateral, Duration retention, Map<RefusalKind, RepairAction> actions) {

    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_COLLATERAL = 10;
    private static final Duration RETENTION = Duration.ofDays(35);

    public RepairSettings {
        if (maxAttempts < 1 || maxCollateral < 0 || retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("repair with " + maxAttempts + " attempts, " + maxCollateral
                    + " collateral ones and a retention of " + retention + "; allowed are at least 1, 0 and 1 ms");
        }
        Map<RefusalKind, RepairAction> all = new EnumMap<>(RefusalKind.class);
        for (RefusalKind kind : RefusalKind.values()) {
            all.put(kind, actions.getOrDefault(kind, kind.usual()));
        }
        actions = Map.copyOf(all);
    }

    /** 3 attempts, 10 collateral ones, 35 days, and the usual action for each kind. */
    public static RepairSettings usual() {
        return new RepairSettings(MAX_ATTEMPTS, MAX_COLLATERAL, RETENTION, Map.of());
    }

    RepairAction action(RefusalKind kind) {
        return actions.getOrDefault(kind, kind.usual());
    }
}
