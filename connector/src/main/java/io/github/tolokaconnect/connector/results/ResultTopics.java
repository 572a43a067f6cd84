package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;

/** Makes sure that the result topics exist before the first record is taken. */
final class ResultTopics {
    private static final long TIMEOUT_SECONDS = 30;

    private final ResultsConfig config;

    ResultTopics(ResultsConfig config) {
        this.config = config;
    }

    /**
     * Creates missing topics, if that is permitted.
     *
     * @throws ConnectException with the exact commands if topics are missing and are not or cannot be created
     */
    void ensure(Admin admin) {
        var missing = missing(admin);
        if (missing.isEmpty()) {
            return;
        }
        if (!config.createTopics()) {
            throw lacking(missing, "result.topics.create=false");
        }
        for (TopicDefinition topic : missing) {
            create(admin, topic);
        }
    }

    private List<TopicDefinition> definitions() {
        return List.of(
                Topics.OPERATION_STATUS.withName(config.operationStatusTopic()),
                Topics.TASKS_CREATED.withName(config.taskCreatedTopic()),
                Topics.VALIDATION_ERRORS.withName(config.validationErrorTopic()),
                Topics.HEARTBEATS.withName(config.heartbeatTopic()));
    }

    private List<TopicDefinition> missing(Admin admin) {
        var descriptions = admin.describeTopics(
                        definitions().stream().map(TopicDefinition::name).toList())
                .topicNameValues();
        Set<String> absent = new HashSet<>();
        descriptions.forEach((name, description) -> {
            try {
                description.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    throw forbidden(name, e);
                }
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw unreachable(e);
                }
                absent.add(name);
            } catch (TimeoutException e) {
                throw unreachable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(e);
            }
        });
        return definitions().stream()
                .filter(topic -> absent.contains(topic.name()))
                .toList();
    }

    private void create(Admin admin, TopicDefinition topic) {
        Optional<Short> replicas =
                config.replicationFactor() == -1 ? Optional.empty() : Optional.of(config.replicationFactor());
        var wanted = new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas).configs(topic.configs());
        try {
            admin.createTopics(List.of(wanted)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw lacking(List.of(topic), "the broker answers " + e.getMessage());
            }
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private ConnectException lacking(List<TopicDefinition> missing, String why) {
        var commands = new ArrayList<String>();
        for (TopicDefinition topic : missing) {
            var replicated = config.replicationFactor() == -1 ? topic : topic.withReplicas(config.replicationFactor());
            commands.add(
                    replicated.createCommand(String.valueOf(config.producer().get("bootstrap.servers"))));
        }
        return new ConnectException("TLK-401 Result topics are missing and cannot be created (" + why
                + "). Create them, then restart the task:\n" + String.join("\n", commands));
    }

    /** The right to write includes the one to look. */
    private static ConnectException forbidden(String topic, Throwable cause) {
        return new ConnectException(
                "TLK-404 The result topic " + topic + " may not be used; grant Write on topic " + topic
                        + " to the principal of result.producer.*, then restart the task",
                cause);
    }

    private ConnectException unreachable(Throwable cause) {
        return new ConnectException(
                "TLK-402 The cluster for results at " + config.producer().get("bootstrap.servers")
                        + " does not answer; check result.bootstrap.servers and result.producer.*, then restart the task",
                cause);
    }
}
