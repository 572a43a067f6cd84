package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.repair.RefusalKind;
import io.github.tolokaconnect.streams.repair.RepairAction;
import io.github.tolokaconnect.streams.repair.RepairSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that say how refused records are treated. */
final class RepairKeys {

    private static final String MAX_ATTEMPTS = "repair.max.attempts";
    private static final String MAX_COLLATERAL = "repair.max.collateral";
    private static final String RETENTION = "repair.retention.ms";
    private static final String ACTION = "repair.action.";

    private RepairKeys() {}

    static void define(ConfigDef definition) {
        RepairSettings usual = RepairSettings.usual();
        definition
                .define(
                        MAX_ATTEMPTS,
                        ConfigDef.Type.INT,
                        usual.maxAttempts(),
                        ConfigDef.Range.atLeast(1),
                        Importance.MEDIUM,
                        "How often a record is tried before it is given up.")
                .define(
                        MAX_COLLATERAL,
                        ConfigDef.Type.INT,
                        usual.maxCollateral(),
                        ConfigDef.Range.atLeast(0),
                        Importance.LOW,
                        "How often an item is tried again at once for having shared an operation with a bad one.")
                .define(
                        RETENTION,
                        ConfigDef.Type.LONG,
                        usual.retention().toMillis(),
                        ConfigDef.Range.atLeast(Duration.ofMinutes(1).toMillis()),
                        Importance.LOW,
                        "For how long a refused record waits before it is given up, in milliseconds.");
        for (RefusalKind kind : RefusalKind.values()) {
            definition.define(
                    ACTION + kind.word(),
                    ConfigDef.Type.STRING,
                    kind.usual().word(),
                    ConfigDef.ValidString.in(Arrays.stream(RepairAction.values())
                            .map(RepairAction::word)
                            .toArray(String[]::new)),
                    Importance.LOW,
                    "What is done with refusals of class " + kind.name() + ".");
        }
    }

    static RepairSettings from(AbstractConfig config) {
        Map<RefusalKind, RepairAction> actions = new EnumMap<>(RefusalKind.class);
        for (RefusalKind kind : RefusalKind.values()) {
            actions.put(kind, RepairAction.of(config.getString(ACTION + kind.word())));
        }
        return new RepairSettings(
                config.getInt(MAX_ATTEMPTS),
                config.getInt(MAX_COLLATERAL),
                Duration.ofMillis(config.getLong(RETENTION)),
                actions);
    }
}
