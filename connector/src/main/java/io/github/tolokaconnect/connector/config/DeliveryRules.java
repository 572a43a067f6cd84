package io.github.tolokaconnect.connector.config;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Rules between the keys that exactly once rests on. */
final class DeliveryRules {

    /** Settings of the producer without which no transaction can be trusted: what they must not be, and what to say then. */
    private static final Map<String, Predicate<String>> UNDOES_TRANSACTIONS = Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false"::equalsIgnoreCase,
            ProducerConfig.RETRIES_CONFIG, "0"::equals,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, value -> value.matches("[6-9]|[1-9][0-9]{1,8}"));

    private DeliveryRules() {}

    static void check(Draft draft) {
        if (!DeliveryConfig.EXACTLY_ONCE.equals(draft.value(DeliveryConfig.MODE))) {
            return;
        }
        synchronousRequests(draft);
        producer(draft);
        journal(draft);
    }

    private static void synchronousRequests(Draft draft) {
        if (OperationConfig.SYNC.equals(draft.value(OperationConfig.MODE))) {
            var message =
                    "operation.mode=sync cannot be exactly once: the API does not promise to look at the operation id of a"
                            + " synchronous request, so a repeated one may create its tasks again; set delivery.mode=at_least_once or use"
                            + " operation.mode=async";
            draft.error(DeliveryConfig.MODE, message);
            draft.error(OperationConfig.MODE, message);
        }
    }

    private static void producer(Draft draft) {
        UNDOES_TRANSACTIONS.forEach((name, undoes) -> {
            var key = ResultsConfig.PRODUCER_PREFIX + name;
            if (undoes.test(draft.text(key))) {
                draft.error(
                        key,
                        key + "=" + draft.text(key)
                                + " rules out the transactions of delivery.mode=exactly_once; remove it");
            }
        });
    }

    private static void journal(Draft draft) {
        if (!(draft.value(DeliveryConfig.JOURNAL_TOPIC) instanceof String given)) {
            return;
        }
        var topic = DeliveryConfig.journalTopic(given, ConnectorConfig.nameOf(draft.text("name")));
        for (String key : List.of(
                ResultsConfig.OPERATION_STATUS,
                ResultsConfig.TASK_CREATED,
                ResultsConfig.VALIDATION_ERROR,
                ResultsConfig.HEARTBEAT,
                ResultsRules.DEAD_LETTERS)) {
            var other = draft.value(key) instanceof String value ? value : draft.text(key);
            if (topic.equals(other)) {
                draft.error(
                        DeliveryConfig.JOURNAL_TOPIC,
                        "journal.topic names the same topic as " + key + "; the journal needs a topic of its own");
            }
        }
        if (new SourceTopics(draft).contain(topic)) {
            draft.error(
                    DeliveryConfig.JOURNAL_TOPIC,
                    "The journal " + topic + " is one of the connector's own source topics; it would be read as tasks");
        }
    }
}
