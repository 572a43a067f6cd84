package io.github.tolokaconnect.connector.config;

import java.util.Map;
import org.apache.kafka.common.config.Config;

/** Checks a configuration as a whole: every key by itself, rules between keys, and misspelt keys. All problems at once. */
public final class ConfigCheck {

    private ConfigCheck() {}

    /** The configuration's keys with their values and errors, each error on the key that has to change. */
    public static Config of(Map<String, String> properties) {
        var draft = new Draft(properties);
        ConnectionRules.check(draft);
        QuotaRules.check(draft);
        RoutingRules.check(draft);
        ResultsRules.check(draft);
        DeliveryRules.check(draft);
        var spelling = new Spelling(ConnectorConfig.definition().names());
        for (String key : draft.keys()) {
            spelling.complaint(key).ifPresent(complaint -> draft.error(key, complaint));
        }
        return draft.checked();
    }
}
