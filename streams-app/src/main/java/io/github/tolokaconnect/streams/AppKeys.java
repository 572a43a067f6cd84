package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The configuration keys that are not Kafka's own. */
final class AppKeys {

    static final String HTTP_HOST = "http.host";
    static final String HTTP_PORT = "http.port";
    static final String OPERATION_STATUS_TOPIC = "topics.operation.status";
    static final String TASKS_CREATED_TOPIC = "topics.tasks.created";
    static final String VALIDATION_ERRORS_TOPIC = "topics.validation.errors";
    static final String CREATE_TOPICS = "topics.create";
    static final String RETENTION = "operations.retention.ms";
    static final String PRINT_OPERATIONS = "print.operations";

    /** Beginnings of keys that can only be ours, so that a misspelt one is an error instead of being ignored. */
    static final List<String> PREFIXES = List.of("http.", "topics.", "operations.", "print.");

    private static final int DEFAULT_PORT = 8090;
    private static final int MAX_PORT = 65_535;

    private AppKeys() {}

    static ConfigDef definition() {
        ConfigDef.Validator named = new ConfigDef.NonEmptyString();
        return new ConfigDef()
                .define(
                        HTTP_HOST,
                        ConfigDef.Type.STRING,
                        "127.0.0.1",
                        named,
                        Importance.MEDIUM,
                        "Address to listen on. The API has no authentication: put a proxy in front before opening it.")
                .define(
                        HTTP_PORT,
                        ConfigDef.Type.INT,
                        DEFAULT_PORT,
                        Range.between(0, MAX_PORT),
                        Importance.MEDIUM,
                        "Port to listen on; 0 takes any free one.")
                .define(
                        OPERATION_STATUS_TOPIC,
                        ConfigDef.Type.STRING,
                        Topics.OPERATION_STATUS.name(),
                        named,
                        Importance.LOW,
                        "Topic of operation-status events.")
                .define(
                        TASKS_CREATED_TOPIC,
                        ConfigDef.Type.STRING,
                        Topics.TASKS_CREATED.name(),
                        named,
                        Importance.LOW,
                        "Topic of task-created events.")
                .define(
                        VALIDATION_ERRORS_TOPIC,
                        ConfigDef.Type.STRING,
                        Topics.VALIDATION_ERRORS.name(),
                        named,
                        Importance.LOW,
                        "Topic of validation-error events.")
                .define(
                        CREATE_TOPICS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether to create those topics if they are missing; if not, the start fails with the commands"
                                + " that create them.")
                .define(
                        RETENTION,
                        ConfigDef.Type.LONG,
                        Duration.ofDays(35).toMillis(),
                        Range.atLeast(Duration.ofMinutes(1).toMillis()),
                        Importance.LOW,
                        "For how long an operation is remembered after it began, in milliseconds.")
                .define(
                        PRINT_OPERATIONS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether to print a line for each operation that ends.");
    }
}
