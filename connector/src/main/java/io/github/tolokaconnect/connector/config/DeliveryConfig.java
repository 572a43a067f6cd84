package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What is promised over crashes and rebalances, and what that needs.
 *
 * @param exactlyOnce whether a journal makes sure that no task is created twice; otherwise no record is lost and that is all
 * @param journalTopic topic of the journal
 * @param namespace what operation ids and transactional ids are made from
 * @param onOffsetRegression what happens when the consumer group goes back behind what the journal says is settled
 * @param maxAttempts most operations that are started for the same task, from 1
 * @param idMemory for how long the platform is trusted to remember an operation id
 */
public record DeliveryConfig(
        boolean exactlyOnce,
        String journalTopic,
        OperationNamespace namespace,
        OnOffsetRegression onOffsetRegression,
        int maxAttempts,
        Duration idMemory) {

    /** What happens to records that are settled according to the journal when the consumer group begins before them. */
    public enum OnOffsetRegression {
        /** Nothing: they are passed over. */
        SKIP,
        /** The sink task fails. */
        FAIL,
        /** They become tasks again, under new operation ids. */
        REPROCESS
    }

    static final String MODE = "delivery.mode";
    static final String JOURNAL_TOPIC = "journal.topic";
    static final String NAMESPACE = "operation.namespace";
    static final String ON_OFFSET_REGRESSION = "on.offset.regression";
    static final String MAX_ATTEMPTS = "operation.max.attempts";
    static final String ID_MEMORY = "operation.id.memory.ms";

    static final String EXACTLY_ONCE = "exactly_once";
    static final String AT_LEAST_ONCE = "at_least_once";
    private static final List<String> MODES = List.of(EXACTLY_ONCE, AT_LEAST_ONCE);
    private static final List<String> ON_OFFSET_REGRESSIONS = List.of("skip", "fail", "reprocess");

    static void define(ConfigDef definition) {
        var group = new KeyGroup(definition, "Delivery");
        definePromise(group);
        defineTries(group);
    }

    private static void definePromise(KeyGroup group) {
        group.key(
                        MODE,
                        Type.STRING,
                        EXACTLY_ONCE,
                        Allowed.oneOf(MODES),
                        HIGH,
                        "Delivery",
                        "What is promised over crashes and rebalances. 'exactly_once': no task is created twice and no record is"
                                + " lost; needs a journal topic, transactions and operation.mode=async. 'at_least_once': no record is"
                                + " lost; the tasks of operations that were under way may be created again.",
                        Allowed.recommend(MODES))
                .key(
                        JOURNAL_TOPIC,
                        Type.STRING,
                        "",
                        Allowed.topicOrEmpty(),
                        MEDIUM,
                        "Topic of the journal",
                        "Topic in which the connector notes what it is about to send and what has ended, in the cluster for"
                                + " results: compacted, exactly one partition, and no other connector's. Empty: toloka.journal. followed"
                                + " by the connector's name.",
                        Allowed.visibleWhen(MODE, EXACTLY_ONCE::equals))
                .key(
                        NAMESPACE,
                        Type.STRING,
                        "",
                        Allowed.namespace(),
                        LOW,
                        "Namespace of ids",
                        "What ids of operations and transactions are made from; a transactional id is the namespace, the topic and"
                                + " the partition, joined by '-'. One connector per namespace. Another namespace is another connector:"
                                + " what it reads again becomes tasks again. Empty: toloka- followed by the connector's name.")
                .key(
                        ON_OFFSET_REGRESSION,
                        Type.STRING,
                        "skip",
                        Allowed.oneOf(ON_OFFSET_REGRESSIONS),
                        MEDIUM,
                        "Offsets that go back",
                        "What happens when the consumer group's offsets go back or are lost, other than by Connect's own REST"
                                + " API: 'skip' passes over the records that are settled, 'fail' stops the sink task, 'reprocess'"
                                + " makes tasks of them again.",
                        Allowed.recommend(ON_OFFSET_REGRESSIONS));
    }

    private static void defineTries(KeyGroup group) {
        group.key(
                        MAX_ATTEMPTS,
                        Type.INT,
                        5,
                        Allowed.between(1, 1_000),
                        MEDIUM,
                        "Attempts",
                        "Most operations that are started for the same task. A task that an operation certainly did not create,"
                                + " for a reason that may pass, goes into another operation; after the last attempt it is reported."
                                + " 1: it is reported at once.")
                .key(
                        ID_MEMORY,
                        Type.LONG,
                        604_800_000L,
                        Allowed.between(60_000, 31_536_000_000L),
                        LOW,
                        "Memory of operation ids",
                        "For how long the platform is trusted to remember an operation id, in milliseconds. An operation that was"
                                + " prepared longer ago, and that the platform does not know, is reported as abandoned instead of sent:"
                                + " its tasks might exist.",
                        Allowed.visibleWhen(MODE, EXACTLY_ONCE::equals));
    }

    static DeliveryConfig from(AbstractConfig config, String connectorName) {
        return new DeliveryConfig(
                config.getString(MODE).equals(EXACTLY_ONCE),
                journalTopic(config.getString(JOURNAL_TOPIC), connectorName),
                OperationNamespace.of(config.getString(NAMESPACE), connectorName),
                OnOffsetRegression.valueOf(
                        config.getString(ON_OFFSET_REGRESSION).toUpperCase(Locale.ROOT)),
                config.getInt(MAX_ATTEMPTS),
                Duration.ofMillis(config.getLong(ID_MEMORY)));
    }

    /** The topic that is given, or the one made from the connector's name. */
    static String journalTopic(String given, String connectorName) {
        return given.isBlank() ? JournalTopicName.of(connectorName) : given.trim();
    }
}
