package io.github.tolokaconnect.connector.config;

import java.util.HashSet;

/** Rules between the keys that say which pool a record goes to. */
final class RoutingRules {

    private RoutingRules() {}

    static void check(Draft draft) {
        allowedPools(draft);
        topics(draft);
    }

    private static void allowedPools(Draft draft) {
        var allowed = draft.elements(SafetyConfig.POOL_ALLOWLIST);
        if (allowed.isEmpty()) {
            return;
        }
        if (!draft.isBlank(RoutingConfig.POOL_ID) && !allowed.contains(draft.text(RoutingConfig.POOL_ID))) {
            draft.error(
                    RoutingConfig.POOL_ID,
                    "pool.id is not in safety.pool.allowlist, so its records would all be refused; add it to the list");
        }
        for (String pair : draft.elements(RoutingConfig.TOPIC_TO_POOL)) {
            if (!allowed.contains(RoutingConfig.poolOf(pair))) {
                draft.error(
                        RoutingConfig.TOPIC_TO_POOL,
                        "Pool " + RoutingConfig.poolOf(pair) + " of topic " + RoutingConfig.topicOf(pair)
                                + " is not in safety.pool.allowlist, so its records would all be refused; add it to the list");
            }
        }
    }

    private static void topics(Draft draft) {
        var seen = new HashSet<String>();
        for (String pair : draft.elements(RoutingConfig.TOPIC_TO_POOL)) {
            if (!seen.add(RoutingConfig.topicOf(pair))) {
                draft.error(
                        RoutingConfig.TOPIC_TO_POOL,
                        "Topic " + RoutingConfig.topicOf(pair) + " has more than one pool; keep one of its pairs");
            }
        }
    }
}
