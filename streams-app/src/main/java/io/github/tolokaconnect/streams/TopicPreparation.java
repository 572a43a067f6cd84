package io.github.tolokaconnect.streams;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.streams.monitor.InputTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the input topics exist before Kafka Streams starts, which gives up for good when one is missing. */
final class TopicPreparation {

    private static final Logger LOG = LoggerFactory.getLogger(TopicPreparation.class);

    private final Admin admin;
    private final String bootstrapServers;

    TopicPreparation(Admin admin, String bootstrapServers) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
    }

    void ensure(InputTopics topics, boolean mayCreate) throws StreamsAppException, InterruptedException {
        List<TopicDefinition> missing = missing(definitions(topics));
        if (missing.isEmpty()) {
            return;
        }
        if (!mayCreate) {
            throw new StreamsAppException(
                    "topics are missing and " + AppKeys.CREATE_TOPICS + " is false; create them:" + commands(missing));
        }
        int brokers = brokers();
        for (TopicDefinition topic : missing) {
            create(topic.withReplicas(Math.min(topic.replicas(), brokers)));
        }
    }

    private static List<TopicDefinition> definitions(InputTopics topics) {
        return List.of(
                Topics.OPERATION_STATUS.withName(topics.operationStatus()),
                Topics.TASKS_CREATED.withName(topics.tasksCreated()),
                Topics.VALIDATION_ERRORS.withName(topics.validationErrors()));
    }

    private List<TopicDefinition> missing(List<TopicDefinition> wanted)
            throws StreamsAppException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        wanted.stream().map(TopicDefinition::name).toList())
                .topicNameValues();
        List<TopicDefinition> missing = new ArrayList<>();
        for (TopicDefinition topic : wanted) {
            try {
                requireNonNull(described.get(topic.name())).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new StreamsAppException(
                            "topic " + topic.name() + " cannot be looked up at " + bootstrapServers + ": " + reason(e)
                                    + "; check the address, the network and the permissions",
                            e);
                }
                missing.add(topic);
            }
        }
        return missing;
    }

    private int brokers() throws StreamsAppException, InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            throw new StreamsAppException("brokers of " + bootstrapServers + " cannot be counted: " + reason(e), e);
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
                        "topic " + topic.name() + " cannot be created: " + reason(e) + "; create it:"
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
