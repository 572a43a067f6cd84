package io.github.tolokaconnect.connector.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigValue;

/** Rules between the keys that say where results go. */
final class ResultsRules {
    static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    /** Settings of the producer that the connector's own promises rest on. */
    private static final Map<String, String> NOT_OURS_TO_GIVE = Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "give the brokers for results as result.bootstrap.servers",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "it is made from operation.namespace, the topic and the partition",
            "transaction.two.phase.commit.enable",
            "nobody outside could end the transactions",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            "keys are written as they came",
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            "results are always JSON");

    private ResultsRules() {}

    static void check(Draft draft) {
        topics(draft);
        producer(draft);
    }

    private static void topics(Draft draft) {
        var sources = new SourceTopics(draft);
        var owners = new HashMap<String, String>();
        if (!draft.isBlank(DEAD_LETTERS)) {
            owners.put(draft.text(DEAD_LETTERS), DEAD_LETTERS);
        }
        for (String key : List.of(
                ResultsConfig.OPERATION_STATUS,
                ResultsConfig.TASK_CREATED,
                ResultsConfig.VALIDATION_ERROR,
                ResultsConfig.HEARTBEAT)) {
            if (!(draft.value(key) instanceof String topic)) {
                continue;
            }
            var owner = owners.putIfAbsent(topic, key);
            if (owner != null) {
                draft.error(
                        key,
                        key + " names the same topic as " + owner + "; events of one kind need a topic of their own");
            }
            if (sources.contain(topic)) {
                draft.error(key, key + " is one of the connector's own source topics; results would be read as tasks");
            }
        }
    }

    private static void producer(Draft draft) {
        var given = new HashMap<String, String>();
        for (String key : draft.keys()) {
            if (key.startsWith(ResultsConfig.PRODUCER_PREFIX)) {
                given.put(key.substring(ResultsConfig.PRODUCER_PREFIX.length()), draft.text(key));
            }
        }
        for (String name : List.copyOf(given.keySet())) {
            var remedy = NOT_OURS_TO_GIVE.get(name);
            if (remedy != null) {
                given.remove(name);
                var key = ResultsConfig.PRODUCER_PREFIX + name;
                draft.error(key, key + " cannot be set: " + remedy + "; remove it");
            }
        }
        producerValues(draft, given);
    }

    /** What the producer itself would complain about when the sink task starts. */
    private static void producerValues(Draft draft, Map<String, String> given) {
        for (ConfigValue value : ProducerConfig.configDef().validate(given)) {
            if (given.containsKey(value.name())) {
                value.errorMessages().stream()
                        .limit(1)
                        .forEach(message -> draft.error(ResultsConfig.PRODUCER_PREFIX + value.name(), message));
            }
        }
        if (!List.of("all", "-1").contains(given.getOrDefault(ProducerConfig.ACKS_CONFIG, "all"))) {
            var key = ResultsConfig.PRODUCER_PREFIX + ProducerConfig.ACKS_CONFIG;
            draft.error(key, key + " must be all: a record is settled once its result is safe; remove it");
        }
    }
}
