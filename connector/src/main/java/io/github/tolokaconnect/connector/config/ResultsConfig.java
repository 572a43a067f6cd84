package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.tolokaconnect.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where results are written.
 *
 * @param producer settings of the producer for results, bootstrap servers included; may hold secrets
 * @param createTopics whether missing topics are created
 * @param replicationFactor of topics that are created; -1 is the broker's default
 * @param embedTask whether a validation error carries the task itself besides its coordinates
 * @param maxTaskBytes size above which a task is referred to instead of carried
 */
public record ResultsConfig(
        Map<String, Object> producer,
        String operationStatusTopic,
        String taskCreatedTopic,
        String validationErrorTopic,
        String heartbeatTopic,
        boolean createTopics,
        short replicationFactor,
        boolean embedTask,
        int maxTaskBytes) {

    static final String BOOTSTRAP = "result.bootstrap.servers";
    static final String PRODUCER_PREFIX = "result.producer.";
    static final String OPERATION_STATUS = "result.operation.status.topic";
    static final String TASK_CREATED = "result.task.created.topic";
    static final String VALIDATION_ERROR = "result.validation.error.topic";
    static final String HEARTBEAT = "result.heartbeat.topic";
    static final String CREATE = "result.topics.create";
    static final String REPLICATION = "result.topics.replication.factor";
    static final String INCLUDE_TASK = "result.include.task";
    static final String TASK_MAX_BYTES = "result.task.max.bytes";

    private static final List<String> INCLUDE_TASKS = List.of("full", "reference");

    public ResultsConfig {
        producer = Map.copyOf(producer);
    }

    static void define(ConfigDef definition) {
        var group = new KeyGroup(definition, "Results");
        defineTopics(group);
        defineContents(group);
    }

    private static void defineTopics(KeyGroup group) {
        group.key(
                        BOOTSTRAP,
                        Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Allowed.someOf(
                                "host:port pairs, such as kafka-1:9092,kafka-2:9092",
                                server -> server.matches(".+:[0-9]{1,5}")),
                        HIGH,
                        "Kafka for results",
                        "Brokers of the cluster that receives the result events, as host:port. A connector cannot see its"
                                + " worker's. Settings such as security are given as result.producer.*; topics are created with the"
                                + " same ones.")
                .key(
                        OPERATION_STATUS,
                        Type.STRING,
                        Topics.OPERATION_STATUS.name(),
                        Allowed.topic(),
                        MEDIUM,
                        "Topic of operation states",
                        "Topic that receives an event whenever the state of an operation changes.")
                .key(
                        TASK_CREATED,
                        Type.STRING,
                        Topics.TASKS_CREATED.name(),
                        Allowed.topic(),
                        MEDIUM,
                        "Topic of created tasks",
                        "Topic that receives an event for every task created, keyed as its source record.")
                .key(
                        VALIDATION_ERROR,
                        Type.STRING,
                        Topics.VALIDATION_ERRORS.name(),
                        Allowed.topic(),
                        MEDIUM,
                        "Topic of validation errors",
                        "Topic that receives an event for every record that did not become a task, keyed as its source record.")
                .key(
                        HEARTBEAT,
                        Type.STRING,
                        Topics.HEARTBEATS.name(),
                        Allowed.topic(),
                        LOW,
                        "Topic of heartbeats",
                        "Topic that regularly receives the state of every sink task.");
    }

    private static void defineContents(KeyGroup group) {
        group.key(
                        CREATE,
                        Type.BOOLEAN,
                        true,
                        null,
                        LOW,
                        "Create topics",
                        "Whether missing result topics are created, with the partitions and retention of the event contract. If"
                                + " not, a missing topic fails the sink task with the command that creates it.")
                .key(
                        REPLICATION,
                        Type.SHORT,
                        (short) -1,
                        Allowed.atLeastOrMinusOne(1, "the broker's default"),
                        LOW,
                        "Replication factor",
                        "Replicas of result topics that are created. -1: the broker's default.")
                .key(
                        INCLUDE_TASK,
                        Type.STRING,
                        "full",
                        Allowed.oneOf(INCLUDE_TASKS),
                        MEDIUM,
                        "Task in errors",
                        "Whether a validation error carries the refused task ('full') or only the coordinates of its record"
                                + " ('reference'), for data that may not be copied.",
                        Allowed.recommend(INCLUDE_TASKS))
                .key(
                        TASK_MAX_BYTES,
                        Type.INT,
                        65_536,
                        Allowed.between(0, 900_000),
                        LOW,
                        "Largest task in errors",
                        "Size in bytes above which a validation error refers to the task instead of carrying it.");
    }

    static ResultsConfig from(AbstractConfig config) {
        var producer = new HashMap<>(config.originalsWithPrefix(PRODUCER_PREFIX));
        producer.put("bootstrap.servers", String.join(",", config.getList(BOOTSTRAP)));
        return new ResultsConfig(
                producer,
                config.getString(OPERATION_STATUS),
                config.getString(TASK_CREATED),
                config.getString(VALIDATION_ERROR),
                config.getString(HEARTBEAT),
                config.getBoolean(CREATE),
                config.getShort(REPLICATION),
                config.getString(INCLUDE_TASK).equals("full"),
                config.getInt(TASK_MAX_BYTES));
    }

    @Override
    public String toString() {
        return "ResultsConfig[topics="
                + List.of(operationStatusTopic, taskCreatedTopic, validationErrorTopic, heartbeatTopic) + "]";
    }
}
