package io.github.tolokaconnect.streams;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.streams.intake.AppTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the topics exist before Kafka Streams starts, which gives up for good when one is missing. */
final class TopicPreparation {

    private static final int MOST_LOOKS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(TopicPreparation.class);

    /** Kafka's own minute is long for someone who mistyped an address. */
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(15);

    private final Admin admin;
    private final String bootstrapServers;

    /**
     * Prepares the topics of {@code config}.
     *
     * @throws StreamsAppException if Kafka cannot be reached, or a topic is missing or of no use
     */
    static void prepare(StreamsAppConfig config) throws StreamsAppException, InterruptedException {
        String bootstrapServers = requireNonNull(config.kafka().get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG));
        Map<String, Object> adminConfig = new StreamsConfig(config.kafka()).getAdminConfigs("topic-preparation");
        if (!config.kafka().containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
            adminConfig.put(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(LOOKUP_TIMEOUT.toMillis()));
            adminConfig.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(LOOKUP_TIMEOUT.toMillis()));
        }
        try (Admin admin = Admin.create(adminConfig)) {
            new TopicPreparation(admin, bootstrapServers).ensure(config.topics(), config.createTopics());
        } catch (KafkaException e) {
            throw new StreamsAppException(
                    "TLK-802 Kafka at " + bootstrapServers + " cannot be used: " + e.getMessage(), e);
        }
    }

    private TopicPreparation(Admin admin, String bootstrapServers) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
    }

    private void ensure(AppTopics topics, boolean mayCreate) throws StreamsAppException, InterruptedException {
        List<TopicDefinition> wanted = topics.definitions();
        Map<String, Integer> partitions = partitions(wanted);
        List<TopicDefinition> missing = new ArrayList<>();
        for (TopicDefinition topic : wanted) {
            if (!partitions.containsKey(topic.name())) {
                missing.add(alike(topic, topics, partitions));
            }
        }
        checkAlike(topics.keyedByItem(), "item", partitions);
        checkAlike(topics.keyedByTask(), "task", partitions);
        if (missing.isEmpty()) {
            return;
        }
        if (!mayCreate) {
            throw new StreamsAppException("TLK-803 Topics are missing and " + TopicKeys.CREATE
                    + " is false; create them:" + commands(missing));
        }
        int brokers = brokers();
        for (TopicDefinition topic : missing) {
            create(topic.withReplicas(Math.min(topic.replicas(), brokers)));
        }
        awaitShown(missing);
    }

    /**
     * Looks until the brokers show what was created: they hear of it from the controller a moment later, and a stream thread that
     * does not see one of its topics gives up. After so many looks it is for the stream thread to say what is missing.
     */
    private void awaitShown(List<TopicDefinition> created) throws StreamsAppException, InterruptedException {
        int looks = 0;
        while (looks < MOST_LOOKS && partitions(created).size() < created.size()) {
            looks++;
        }
    }

    /** A missing topic gets as many partitions as those that it has to meet have. */
    private static TopicDefinition alike(TopicDefinition topic, AppTopics topics, Map<String, Integer> partitions) {
        return Stream.of(topics.keyedByItem(), topics.keyedByTask())
                .filter(names -> names.contains(topic.name()))
                .flatMap(List::stream)
                .map(partitions::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(topic::withPartitions)
                .orElse(topic);
    }

    private static void checkAlike(List<String> names, String key, Map<String, Integer> partitions)
            throws StreamsAppException {
        Map<String, Integer> present = new TreeMap<>(partitions);
        present.keySet().retainAll(names);
        if (present.values().stream().distinct().count() > 1) {
            throw new StreamsAppException("TLK-804 Topics keyed by " + key + " need equally many partitions, and have "
                    + present
                    + "; what is about one " + key + " would not meet. Create those anew that have fewer, or name"
                    + " others with topics.*");
        }
    }

    private Map<String, Integer> partitions(List<TopicDefinition> wanted)
            throws StreamsAppException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        wanted.stream().map(TopicDefinition::name).toList())
                .topicNameValues();
        Map<String, Integer> partitions = new HashMap<>();
        for (TopicDefinition topic : wanted) {
            try {
                partitions.put(
                        topic.name(),
                        requireNonNull(described.get(topic.name()))
                                .get()
                                .partitions()
                                .size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new StreamsAppException(
                            "TLK-802 Topic " + topic.name() + " cannot be looked up at " + bootstrapServers + ": "
                                    + reason(e) + "; check the address, the network and the permissions",
                            e);
                }
            }
        }
        return partitions;
    }

    private int brokers() throws StreamsAppException, InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            throw new StreamsAppException(
                    "TLK-802 Brokers of " + bootstrapServers + " cannot be counted: " + reason(e)
                            + "; check the address, the network and the permissions",
                    e);
        }
    }

    private void create(TopicDefinition topic) throws StreamsAppException, InterruptedException {
        NewTopic created = new NewTopic(topic.name(), topic.partitions(), topic.replicas()).configs(topic.configs());
        try {
            admin.createTopics(List.of(created)).all().get();
            LOG.info(
                    "Topic created topic={} partitions={} replicas={}",
                    topic.name(),
                    topic.partitions(),
                    topic.replicas());
        } catch (ExecutionException e) {
            // Connector and application create the same topics; whoever comes second is content.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new StreamsAppException(
                        "TLK-803 Topic " + topic.name() + " cannot be created: " + reason(e) + "; create it:"
                                + commands(List.of(topic)),
                        e);
            }
        }
    }

    private String commands(List<TopicDefinition> topics) {
        return topics.stream()
                .map(topic -> "\n  " + topic.createCommand(bootstrapServers))
                .collect(Collectors.joining());
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e.toString() : String.valueOf(cause.getMessage());
    }
}
