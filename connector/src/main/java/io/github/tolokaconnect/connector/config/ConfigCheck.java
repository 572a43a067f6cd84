package io.github.tolokaconnect.connector.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Checks a configuration as a whole: every key by itself, rules between keys, and misspelt keys. All problems at once. */
public final class ConfigCheck {
    private final Map<String, String> properties;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private ConfigCheck(Map<String, String> properties) {
        this.properties = properties;
    }

    /** The configuration's keys with their values and errors, each error on the key that has to change. */
    public static Config of(Map<String, String> properties) {
        var check = new ConfigCheck(properties);
        ConnectorConfig.definition().validate(properties).forEach(value -> check.values.put(value.name(), value));
        check.credential();
        check.stores();
        check.proxy();
        check.limits();
        check.pools();
        check.resultTopics();
        check.producer();
        check.spelling();
        return new Config(List.copyOf(check.values.values()));
    }

    private void credential() {
        if (!ConnectionConfig.AUTH_NONE.equals(value(ConnectionConfig.AUTH_TYPE))
                && isBlank(ConnectionConfig.API_KEY)) {
            error(
                    ConnectionConfig.API_KEY,
                    "toloka.api.key is missing; give the account's API key or OAuth token, or set toloka.auth.type=none");
        }
        if (value(ConnectionConfig.URL) instanceof String url && url.contains("sandbox.toloka.")) {
            error(
                    ConnectionConfig.URL,
                    "The platform's sandbox was switched off in July 2024; use the simulator's address, or https://toloka.dev");
        }
    }

    private void stores() {
        for (String store : List.of(ConnectionConfig.TRUST_STORE, ConnectionConfig.KEY_STORE)) {
            var location = store + ".location";
            if (!isBlank(location) && !Files.isReadable(Path.of(text(location)))) {
                error(location, location + " names no readable file on this worker; every worker needs the file");
            }
            if (isBlank(location) && !isBlank(store + ".password")) {
                error(location, location + " is empty although " + store + ".password is set; give both or neither");
            }
        }
    }

    private void proxy() {
        if (isBlank(ConnectionConfig.PROXY_URL) && !isBlank(ConnectionConfig.PROXY_USER)) {
            error(
                    ConnectionConfig.PROXY_URL,
                    "proxy.url is empty although proxy.user is set; give the proxy's address");
        }
        if (!isBlank(ConnectionConfig.PROXY_USER) && isBlank(ConnectionConfig.PROXY_PASSWORD)) {
            error(
                    ConnectionConfig.PROXY_PASSWORD,
                    "proxy.password is missing although proxy.user is set; give both or neither");
        }
    }

    private void limits() {
        if (OperationConfig.SYNC.equals(value(OperationConfig.MODE))
                && number(BatchingConfig.BATCH_SIZE) > BatchingConfig.API_MAX_SYNC_TASKS) {
            var message =
                    "operation.mode=sync allows at most 5000 tasks a request; lower batch.size or use operation.mode=async";
            error(BatchingConfig.BATCH_SIZE, message);
            error(OperationConfig.MODE, message);
        }
        if (number(BatchingConfig.BATCH_SIZE) > number(BatchingConfig.BUFFERED_RECORDS)) {
            error(
                    BatchingConfig.BUFFERED_RECORDS,
                    "max.buffered.records is below batch.size, so no micro-batch could fill; raise it or lower batch.size");
        }
        ordered(OperationConfig.POLL, OperationConfig.POLL_MAX);
        ordered(PacingConfig.BACKOFF, PacingConfig.BACKOFF_MAX);
    }

    private void ordered(String first, String longest) {
        if (number(first) > number(longest)) {
            error(longest, longest + " is below " + first + "; raise it or lower " + first);
        }
    }

    private void pools() {
        if (!isBlank(SafetyConfig.POOL_ALLOWLIST) && value(SafetyConfig.POOL_ALLOWLIST) instanceof List<?> allowed) {
            var ids = allowed.stream().map(id -> id.toString().trim()).toList();
            if (!isBlank(RoutingConfig.POOL_ID) && !ids.contains(text(RoutingConfig.POOL_ID))) {
                error(
                        RoutingConfig.POOL_ID,
                        "pool.id is not in safety.pool.allowlist, so its records would all be refused; add it to the list");
            }
        }
    }

    private void resultTopics() {
        var names = new LinkedHashMap<@Nullable Object, String>();
        for (String key : List.of(
                ResultsConfig.OPERATION_STATUS,
                ResultsConfig.TASK_CREATED,
                ResultsConfig.VALIDATION_ERROR,
                ResultsConfig.HEARTBEAT)) {
            var other = names.putIfAbsent(value(key), key);
            if (other != null) {
                error(
                        key,
                        key + " names the same topic as " + other + "; events of one kind need a topic of their own");
            }
            if (List.of(properties.getOrDefault("topics", "").split(",")).stream()
                    .map(String::trim)
                    .anyMatch(topic -> topic.equals(value(key)))) {
                error(key, key + " is one of the connector's own source topics; results would be read as tasks");
            }
        }
    }

    private void producer() {
        if (!isBlank(ResultsConfig.PRODUCER_PREFIX + "bootstrap.servers")) {
            var key = ResultsConfig.PRODUCER_PREFIX + "bootstrap.servers";
            values.put(key, new ConfigValue(key));
            error(key, "Give the brokers for results as result.bootstrap.servers");
        }
    }

    private void spelling() {
        var spelling = new Spelling(ConnectorConfig.definition().names());
        for (String key : properties.keySet()) {
            spelling.complaint(key).ifPresent(complaint -> {
                values.put(key, new ConfigValue(key));
                error(key, complaint);
            });
        }
    }

    private boolean isBlank(String key) {
        return text(key).isEmpty();
    }

    private String text(String key) {
        return properties.getOrDefault(key, "").trim();
    }

    private @Nullable Object value(String key) {
        var value = values.get(key);
        return value == null ? null : value.value();
    }

    private double number(String key) {
        return value(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private void error(String key, String message) {
        var value = values.get(key);
        if (value != null && !new ArrayList<>(value.errorMessages()).contains(message)) {
            value.addErrorMessage(message);
        }
    }
}
