package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that the journal's topic exists, and that its settings let no entry be lost. */
final class JournalTopic {
    private static final Logger LOG = LoggerFactory.getLogger(JournalTopic.class);

    private final JournalSettings settings;

    JournalTopic(JournalSettings settings) {
        this.settings = settings;
    }

    /**
     * A client of the cluster, after {@link #ensure}.
     *
     * @throws ConnectException as there, or if the client cannot be set up; nothing is left open then
     */
    Admin connect(JournalClients clients) {
        Admin admin;
        try {
            admin = clients.admin();
        } catch (KafkaException unusable) {
            throw unreachable(unusable);
        }
        try {
            ensure(admin);
            return admin;
        } catch (ConnectException failure) {
            admin.close();
            throw failure;
        }
    }

    /**
     * Creates the topic if it is missing and may be created; otherwise looks at its settings.
     *
     * @throws ConnectException with the command that helps
     */
    void ensure(Admin admin) {
        var existing = describe(admin);
        if (existing.isPresent()) {
            var topic = existing.get();
            checkPartitions(topic);
            settingsOf(admin).ifPresent(config -> checkSettings(topic, config));
        } else if (settings.createTopic()) {
            create(admin);
        } else {
            throw lacking("result.topics.create=false");
        }
    }

    private Optional<TopicDescription> describe(Admin admin) {
        try {
            return Optional.of(Answers.of(admin.describeTopics(List.of(settings.topic()))
                    .allTopicNames()
                    .thenApply(topics -> topics.get(settings.topic()))));
        } catch (UnknownTopicOrPartitionException missing) {
            return Optional.empty();
        } catch (KafkaException failure) {
            throw unreachable(failure);
        }
    }

    private Optional<Config> settingsOf(Admin admin) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        try {
            return Optional.of(Answers.of(
                    admin.describeConfigs(List.of(resource)).all().thenApply(configs -> configs.get(resource))));
        } catch (KafkaException refused) {
            LOG.warn(
                    "TLK-509 The settings of the journal could not be looked at; grant DescribeConfigs on the topic to the"
                            + " principal of result.producer.*, or see to it that cleanup.policy is compact and"
                            + " unclean.leader.election.enable is false topic={} reason=\"{}\"",
                    settings.topic(),
                    Failures.reason(refused));
            return Optional.empty();
        }
    }

    private void create(Admin admin) {
        var definition = definition();
        var wanted = new NewTopic(
                        definition.name(),
                        Optional.of(definition.partitions()),
                        settings.replicationFactor() == -1
                                ? Optional.empty()
                                : Optional.of(settings.replicationFactor()))
                .configs(definition.configs());
        try {
            Answers.of(admin.createTopics(List.of(wanted)).all());
            LOG.info("Journal created topic={}", settings.topic());
        } catch (TopicExistsException another) {
            LOG.debug("Another sink task created the journal at the same time");
        } catch (TimeoutException silent) {
            throw unreachable(silent);
        } catch (KafkaException refused) {
            throw lacking("the broker answers " + Failures.reason(refused));
        }
    }

    private void checkPartitions(TopicDescription topic) {
        if (topic.partitions().size() != 1) {
            throw new ConnectException("TLK-500 The journal " + settings.topic() + " has "
                    + topic.partitions().size()
                    + " partitions, and a journal has exactly one; name a topic of the connector's own in journal.topic, or"
                    + " delete this one if it was never used as a journal, then create it with: "
                    + definition().createCommand(settings.bootstrapServers()));
        }
    }

    private void checkSettings(TopicDescription topic, Config config) {
        var wrong = new HashMap<String, String>();
        var right = definition().configs();
        for (var name : List.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)) {
            if (!value(config, name).equals(right.get(name))) {
                wrong.put(name, value(config, name));
            }
        }
        if (!wrong.isEmpty()) {
            throw new ConnectException(
                    "TLK-500 The journal " + settings.topic() + " would lose entries: it has " + wrong + "; run: "
                            + alter(wrong.keySet().stream()
                                    .sorted()
                                    .map(name -> name + "=" + right.get(name))
                                    .toList()));
        }
        int replicas = topic.partitions().get(0).replicas().size();
        var inSync = value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (replicas == 1) {
            LOG.warn(
                    "TLK-509 The journal has one replica: if that broker's disk is lost, tasks may be created twice; in"
                            + " production create it with three topic={}",
                    settings.topic());
        } else if (inSync.equals("1")) {
            LOG.warn(
                    "TLK-509 The journal may lose its last entries when a broker fails, since one replica may confirm them"
                            + " alone topic={} replicas={} remedy=\"{}\"",
                    settings.topic(),
                    replicas,
                    alter(List.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=2")));
        }
    }

    private TopicDefinition definition() {
        var journal = Topics.journal(settings.topic());
        if (settings.replicationFactor() >= journal.replicas()) {
            return journal.withReplicas(settings.replicationFactor());
        }
        var configs = new HashMap<>(journal.configs());
        configs.remove(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        int replicas = settings.replicationFactor() == -1 ? journal.replicas() : settings.replicationFactor();
        return new TopicDefinition(
                journal.name(), journal.purpose(), journal.key(), journal.partitions(), (short) replicas, configs);
    }

    private String alter(List<String> configs) {
        return "kafka-configs.sh --bootstrap-server " + settings.bootstrapServers()
                + " --alter --entity-type topics --entity-name " + settings.topic() + " --add-config "
                + String.join(",", configs);
    }

    private static String value(Config config, String name) {
        var entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    private ConnectException lacking(String why) {
        return new ConnectException("TLK-501 The journal " + settings.topic() + " is missing and cannot be created ("
                + why + "). Create it, then restart the task:\n"
                + definition().createCommand(settings.bootstrapServers()));
    }

    private ConnectException unreachable(Throwable cause) {
        return new ConnectException(
                "TLK-501 The journal " + settings.topic() + " at " + settings.bootstrapServers()
                        + " cannot be reached (" + Failures.reason(cause)
                        + "); check result.bootstrap.servers and result.producer.*, then restart the task",
                cause);
    }
}
