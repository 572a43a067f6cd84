package io.github.tolokaconnect.streams;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The configuration keys that are not Kafka's own. */
final class AppKeys {

    static final String HTTP_HOST = "http.host";
    static final String HTTP_PORT = "http.port";
    static final String HTTP_ADVERTISED = "http.advertised";
    static final String HTTP_TOKEN = "http.token";
    static final String HTTP_TOKENS_FILE = "http.tokens.file";
    static final String STATE_MEMORY = "state.memory.bytes";
    static final String RETENTION = "operations.retention.ms";
    static final String PRINT_OPERATIONS = "print.operations";

    /** Beginnings of keys that can only be ours, so that a misspelt one is an error instead of being ignored. */
    static final List<String> PREFIXES = List.of(
            "http.", "topics.", "operations.", "print.", "state.memory", "select.", "items.", "repair.", "alert.");

    private static final int DEFAULT_PORT = 8090;
    private static final int MAX_PORT = 65_535;
    private static final long DEFAULT_STATE_MEMORY = 256L * 1024 * 1024;
    private static final long MIN_STATE_MEMORY = 32L * 1024 * 1024;

    private AppKeys() {}

    static ConfigDef definition() {
        ConfigDef.Validator named = new ConfigDef.NonEmptyString();
        ConfigDef definition = new ConfigDef()
                .define(
                        HTTP_HOST,
                        ConfigDef.Type.STRING,
                        "127.0.0.1",
                        named,
                        Importance.MEDIUM,
                        "Address to listen on. Reading needs no authentication: put a proxy in front before opening it to a network.")
                .define(
                        HTTP_PORT,
                        ConfigDef.Type.INT,
                        DEFAULT_PORT,
                        Range.between(0, MAX_PORT),
                        Importance.MEDIUM,
                        "Port to listen on; 0 takes any free one.")
                .define(
                        HTTP_ADVERTISED,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Where other instances reach this one, as host:port; empty for http.host and the port it listens on. Set it"
                                + " as soon as there are several.")
                .define(
                        HTTP_TOKEN,
                        ConfigDef.Type.PASSWORD,
                        "",
                        Importance.MEDIUM,
                        "Token that callers show who change something (Authorization: Bearer). Without one here or in"
                                + " http.tokens.file, nothing can be changed by HTTP.")
                .define(
                        HTTP_TOKENS_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Properties file with one name=token for each who may change something; the name goes into the audit log.")
                .define(
                        STATE_MEMORY,
                        ConfigDef.Type.LONG,
                        DEFAULT_STATE_MEMORY,
                        Range.atLeast(MIN_STATE_MEMORY),
                        Importance.MEDIUM,
                        "Memory outside of the heap that the stores may take together, in bytes.")
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
        TopicKeys.define(definition);
        return definition;
    }
}
