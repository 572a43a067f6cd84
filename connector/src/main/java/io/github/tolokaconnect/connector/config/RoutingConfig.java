package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.tolokaconnect.client.PoolId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where a record's task goes when the record does not say it.
 *
 * @param defaultPool the pool of last resort
 * @param topicPools pool by source topic; wins over the default pool
 * @param poolHeader name of the record header that names the pool and wins over everything else
 */
public record RoutingConfig(Optional<PoolId> defaultPool, Map<String, PoolId> topicPools, String poolHeader) {

    static final String POOL_ID = "pool.id";
    static final String TOPIC_TO_POOL = "topic.to.pool.mapping";
    static final String POOL_HEADER = "pool.header";

    public RoutingConfig {
        topicPools = Map.copyOf(topicPools);
    }

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Routing")
                .key(
                        POOL_ID,
                        Type.STRING,
                        "",
                        Allowed.poolId(),
                        HIGH,
                        "Default pool",
                        "Id of the pool for records that neither their header, nor their value, nor their topic sends elsewhere."
                                + " Empty: such a record is refused and reported.")
                .key(
                        TOPIC_TO_POOL,
                        Type.LIST,
                        List.of(),
                        Allowed.listOf(
                                "a list of topic:pool pairs, such as cats:38315862,dogs:38315863",
                                RoutingConfig::isPair),
                        HIGH,
                        "Pools by topic",
                        "Pool for each source topic, as topic:pool pairs. Loses against the record's header and value, wins over"
                                + " pool.id.")
                .key(
                        POOL_HEADER,
                        Type.STRING,
                        "tk_pool",
                        Allowed.text(),
                        MEDIUM,
                        "Pool header",
                        "Name of the record header that names the pool. The header wins over the value's pool_id.");
    }

    static RoutingConfig from(AbstractConfig config) {
        var pools = new HashMap<String, PoolId>();
        for (String pair : config.getList(TOPIC_TO_POOL)) {
            pools.put(topicOf(pair), new PoolId(poolOf(pair)));
        }
        var defaultPool = config.getString(POOL_ID).trim();
        return new RoutingConfig(
                defaultPool.isEmpty() ? Optional.empty() : Optional.of(new PoolId(defaultPool)),
                pools,
                config.getString(POOL_HEADER).trim());
    }

    static String topicOf(String pair) {
        return pair.substring(0, pair.lastIndexOf(':')).trim();
    }

    static String poolOf(String pair) {
        return pair.substring(pair.lastIndexOf(':') + 1).trim();
    }

    private static boolean isPair(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && !text.substring(0, colon).isBlank() && Allowed.isPoolId(text.substring(colon + 1));
    }
}
