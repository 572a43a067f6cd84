package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;

import io.github.tolokaconnect.client.PoolId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What protects the account's money.
 *
 * @param maxTasksPerDay most tasks that all sink tasks together may send in one UTC day, or -1 for no fuse
 * @param poolAllowlist the only pools that may receive tasks; empty allows every pool
 */
public record SafetyConfig(long maxTasksPerDay, Set<PoolId> poolAllowlist) {

    static final String MAX_TASKS_PER_DAY = "safety.max.tasks.per.day";
    static final String POOL_ALLOWLIST = "safety.pool.allowlist";

    public SafetyConfig {
        poolAllowlist = Set.copyOf(poolAllowlist);
    }

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Safety")
                .key(
                        MAX_TASKS_PER_DAY,
                        Type.LONG,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Allowed.atLeastOrMinusOne(1, "no fuse"),
                        HIGH,
                        "Most tasks a day",
                        "Fuse against a runaway producer: most tasks that this connector sends in one UTC day, all sink tasks"
                                + " together. Beyond it nothing is sent until midnight UTC and nothing is lost. The count starts anew when a"
                                + " sink task restarts. There is no default on purpose: tasks cost money.")
                .key(
                        POOL_ALLOWLIST,
                        Type.LIST,
                        List.of(),
                        Allowed.listOf("a list of pool ids", id -> id.isEmpty() || Allowed.isPoolId(id)),
                        HIGH,
                        "Allowed pools",
                        "Ids of the only pools that may receive tasks. A record for any other pool is refused and reported."
                                + " Empty: every pool.");
    }

    static SafetyConfig from(AbstractConfig config) {
        return new SafetyConfig(
                config.getLong(MAX_TASKS_PER_DAY),
                config.getList(POOL_ALLOWLIST).stream()
                        .map(String::trim)
                        .filter(id -> !id.isEmpty())
                        .map(PoolId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
