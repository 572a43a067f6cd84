package io.github.tolokaconnect.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigCheckTest {

    @Test
    void findsNothingWrongWithAValidConfiguration() {
        assertThat(problems(SampleConfig.with())).isEmpty();
    }

    @Test
    void demandsWhatHasNoDefault() {
        var problems = problems(Map.of("topics", "labeling.tasks"));

        assertThat(problems).containsOnlyKeys("toloka.api.key", "safety.max.tasks.per.day", "result.bootstrap.servers");
        assertThat(problems.values()).allSatisfy(errors -> assertThat(errors).hasSize(1));
    }

    static Stream<Arguments> keysOutOfRange() {
        return Stream.of(
                arguments("toloka.url", "ftp://toloka.dev", "an http:// or https:// address"),
                arguments("toloka.url", "https://user:pw@toloka.dev", "without user"),
                arguments("toloka.url", "https://to loka.dev", "address"),
                arguments("proxy.url", "https://proxy:3128", "an http:// address"),
                arguments("toloka.auth.type", "basic", "one of auto, apikey, oauth, none"),
                arguments("connection.timeout.ms", "99", "100 to 300000"),
                arguments("safety.max.tasks.per.day", "0", "at least 1, or -1 for no fuse"),
                arguments("safety.max.tasks.per.day", "-2", "at least 1, or -1 for no fuse"),
                arguments("safety.pool.allowlist", "1001,a b", "a list of pool ids"),
                arguments("pool.id", "pool/1", "a pool's id"),
                arguments("topic.to.pool.mapping", "cats", "topic:pool pairs"),
                arguments("topic.to.pool.mapping", " :7", "topic:pool pairs"),
                arguments("pool.header", " ", "not empty"),
                arguments("task.overlap", "0", "1 to 30000, or -1 for the pool's default"),
                arguments("batch.size", "10001", "1 to 10000"),
                arguments("batch.size", "many", "Not a number"),
                arguments("batch.max.bytes", "1048577", "1024 to 1048576"),
                arguments("max.buffered.bytes", "1", "at least 1048576"),
                arguments("delivery.mode", "exactly-once", "one of exactly_once, at_least_once"),
                arguments("journal.topic", "my journal", "empty, or a topic name"),
                arguments("operation.namespace", "a/b", "empty, or 1 to 200 letters"),
                arguments("on.offset.regression", "ignore", "one of skip, fail, reprocess"),
                arguments("operation.max.attempts", "0", "1 to 1000"),
                arguments("operation.id.memory.ms", "1000", "60000 to 31536000000"),
                arguments("rate.limit.tasks.per.day", "0", "1 to 1000000000000, or -1 for the preset's"),
                arguments("result.bootstrap.servers", "", "host:port pairs"),
                arguments("result.bootstrap.servers", "kafka", "host:port pairs"),
                arguments("result.heartbeat.topic", "heart beats", "a topic name"));
    }

    @ParameterizedTest
    @MethodSource("keysOutOfRange")
    void saysWhatAValueMayBe(String key, String value, String allowed) {
        var problems = problems(SampleConfig.with(key, value));

        assertThat(problems).containsOnlyKeys(key);
        assertThat(problems.get(key)).singleElement().asString().contains(allowed);
    }

    static Stream<Arguments> rulesOfTheConnection() {
        return Stream.of(
                rule("toloka.api.key", "toloka.api.key is missing", "toloka.api.key", " "),
                rule("toloka.api.key", "look for a line break or a space", "toloka.api.key", "two words in it"),
                rule("toloka.url", "switched off in July 2024", "toloka.url", "https://sandbox.toloka.dev"),
                rule(
                        "toloka.ssl.truststore.location",
                        "names no readable file on this worker",
                        "toloka.ssl.truststore.location",
                        "no-such-file.pem"),
                rule(
                        "toloka.ssl.keystore.location",
                        "names no readable file on this worker",
                        "toloka.ssl.keystore.location",
                        "no\0path"),
                rule(
                        "toloka.ssl.truststore.location",
                        "is empty although toloka.ssl.truststore.password is set",
                        "toloka.ssl.truststore.password",
                        "pw"),
                rule("toloka.ssl.key.password", "give both or neither", "toloka.ssl.key.password", "pw"),
                rule("proxy.user", "proxy.user is missing", "proxy.url", "http://proxy:1", "proxy.password", "pw"),
                rule("proxy.password", "proxy.password is missing", "proxy.url", "http://proxy:1", "proxy.user", "me"),
                rule("proxy.url", "proxy.url is empty", "proxy.user", "me", "proxy.password", "pw"),
                rule(
                        "proxy.user",
                        "holds a colon",
                        "proxy.url",
                        "http://proxy:1",
                        "proxy.user",
                        "m:e",
                        "proxy.password",
                        "pw"));
    }

    static Stream<Arguments> rulesOfQuotaAndPools() {
        return Stream.of(
                rule("max.buffered.records", "below batch.size", "batch.size", "500", "max.buffered.records", "499"),
                rule(
                        "operation.poll.max.ms",
                        "below operation.poll.ms",
                        "operation.poll.ms",
                        "2000",
                        "operation.poll.max.ms",
                        "1000"),
                rule(
                        "retry.backoff.max.ms",
                        "below retry.backoff.ms",
                        "retry.backoff.ms",
                        "2000",
                        "retry.backoff.max.ms",
                        "1000"),
                rule(
                        "safety.max.tasks.per.day",
                        "safety.max.tasks.per.day=3 is below tasks.max=4",
                        "safety.max.tasks.per.day",
                        "3",
                        "tasks.max",
                        "4"),
                rule(
                        "rate.limit.tasks.per.minute",
                        "rate.limit.tasks.per.minute=3 is below tasks.max=4",
                        "rate.limit.tasks.per.minute",
                        "3",
                        "tasks.max",
                        "4"),
                rule(
                        "rate.limit.tasks.per.day",
                        "rate.limit.tasks.per.day=3 is below tasks.max=4",
                        "rate.limit.tasks.per.day",
                        "3",
                        "tasks.max",
                        "4"),
                rule("pool.id", "not in safety.pool.allowlist", "safety.pool.allowlist", "1002"),
                rule(
                        "topic.to.pool.mapping",
                        "Pool 7 of topic cats is not in safety.pool.allowlist",
                        "safety.pool.allowlist",
                        "1001, 8",
                        "topic.to.pool.mapping",
                        "dogs:8,cats:7"),
                rule(
                        "topic.to.pool.mapping",
                        "Topic cats has more than one pool",
                        "topic.to.pool.mapping",
                        "cats:7,cats:8"));
    }

    static Stream<Arguments> rulesOfResults() {
        return Stream.of(
                rule(
                        "result.task.created.topic",
                        "same topic as result.operation.status.topic",
                        "result.operation.status.topic",
                        "events",
                        "result.task.created.topic",
                        "events"),
                rule(
                        "result.validation.error.topic",
                        "same topic as errors.deadletterqueue.topic.name",
                        "errors.deadletterqueue.topic.name",
                        "bad",
                        "result.validation.error.topic",
                        "bad"),
                rule(
                        "result.task.created.topic",
                        "one of the connector's own source topics",
                        "topics",
                        "a, b",
                        "result.task.created.topic",
                        "b"),
                rule(
                        "result.task.created.topic",
                        "one of the connector's own source topics",
                        "topics.regex",
                        "tasks-.*",
                        "result.task.created.topic",
                        "tasks-created"),
                rule(
                        "result.producer.bootstrap.servers",
                        "result.bootstrap.servers",
                        "result.producer.bootstrap.servers",
                        "kafka:9092"),
                rule(
                        "result.producer.transactional.id",
                        "made from operation.namespace",
                        "result.producer.transactional.id",
                        "mine"),
                rule("result.producer.acks", "must be all", "result.producer.acks", "1"),
                rule("result.producer.linger.ms", "Not a number", "result.producer.linger.ms", "soon"));
    }

    static Stream<Arguments> rulesOfDelivery() {
        return Stream.of(
                rule(
                        "result.producer.enable.idempotence",
                        "rules out the transactions of delivery.mode=exactly_once",
                        "result.producer.enable.idempotence",
                        "false"),
                rule("result.producer.retries", "rules out the transactions", "result.producer.retries", "0"),
                rule(
                        "result.producer.max.in.flight.requests.per.connection",
                        "rules out the transactions",
                        "result.producer.max.in.flight.requests.per.connection",
                        "10"),
                rule(
                        "result.producer.transaction.two.phase.commit.enable",
                        "nobody outside could end the transactions",
                        "result.producer.transaction.two.phase.commit.enable",
                        "true"),
                rule(
                        "journal.topic",
                        "same topic as result.heartbeat.topic",
                        "result.heartbeat.topic",
                        "beats",
                        "journal.topic",
                        "beats"),
                rule(
                        "journal.topic",
                        "same topic as result.task.created.topic",
                        "journal.topic",
                        "toloka.tasks-created"),
                rule(
                        "journal.topic",
                        "same topic as errors.deadletterqueue.topic.name",
                        "errors.deadletterqueue.topic.name",
                        "bad",
                        "journal.topic",
                        "bad"),
                rule(
                        "journal.topic",
                        "toloka.journal.sink is one of the connector's own source topics",
                        "name",
                        "sink",
                        "topics",
                        "labeling.tasks,toloka.journal.sink"),
                rule(
                        "journal.topic",
                        "one of the connector's own source topics",
                        "topics.regex",
                        "labeling\\..*",
                        "journal.topic",
                        "labeling.journal"));
    }

    @ParameterizedTest
    @MethodSource({"rulesOfTheConnection", "rulesOfQuotaAndPools", "rulesOfResults", "rulesOfDelivery"})
    void saysWhichKeyOfSeveralHasToChange(String key, String message, Map<String, String> properties) {
        var problems = problems(properties);

        assertThat(problems).containsOnlyKeys(key);
        assertThat(problems.get(key)).singleElement().asString().contains(message);
    }

    @Test
    void putsARuleBetweenTwoKeysOnBoth() {
        var problems = problems(
                SampleConfig.with("operation.mode", "sync", "batch.size", "5001", "delivery.mode", "at_least_once"));

        assertThat(problems).containsOnlyKeys("operation.mode", "batch.size");
    }

    @Test
    void refusesToPromiseExactlyOnceOfSynchronousRequests() {
        var problems = problems(SampleConfig.with("operation.mode", "sync"));

        assertThat(problems).containsOnlyKeys("operation.mode", "delivery.mode");
        assertThat(problems.get("delivery.mode"))
                .singleElement()
                .asString()
                .contains("does not promise to look at the operation id", "set delivery.mode=at_least_once");
    }

    @Test
    void leavesTheProducerAndTheJournalAloneWithoutExactlyOnce() {
        var problems = problems(SampleConfig.with(
                "delivery.mode", "at_least_once",
                "operation.mode", "sync",
                "journal.topic", "toloka.tasks-created",
                "result.producer.max.in.flight.requests.per.connection", "5",
                "result.producer.enable.idempotence", "false"));

        assertThat(problems).isEmpty();
    }

    @Test
    void allowsWhatIsMerelyUnusual(@TempDir Path directory) throws IOException {
        var file =
                Files.writeString(directory.resolve("ca.pem"), "certificates").toString();

        var problems = problems(SampleConfig.with(
                "toloka.auth.type", "none",
                "toloka.api.key", "",
                "toloka.ssl.truststore.location", file,
                "rate.limit.tasks.per.minute", "900000000",
                "safety.max.tasks.per.day", "-1",
                "tasks.max", "64",
                "topics.regex", "[",
                "result.producer.sasl.mechanism", "PLAIN",
                "result.producer.our.own.interceptor.key", "x",
                "result.producer.acks", "-1"));

        assertThat(problems).isEmpty();
    }

    @Test
    void reportsAllProblemsAtOnce() {
        var problems = problems(SampleConfig.with(
                "batch.size", "0",
                "toloka.api.key", "",
                "bach.size", "7",
                "result.heartbeat.topic", "toloka.tasks-created"));

        assertThat(problems).containsOnlyKeys("batch.size", "toloka.api.key", "bach.size", "result.heartbeat.topic");
    }

    @Test
    void neverRepeatsASecret() {
        var checked = ConfigCheck.of(SampleConfig.with(
                "toloka.api.key", SampleConfig.SECRET + " x",
                "toloka.api.kye", SampleConfig.SECRET,
                "proxy.password", SampleConfig.SECRET,
                "toloka.ssl.keystore.password", SampleConfig.SECRET,
                "result.producer.sasl.jaas.confg", SampleConfig.SECRET,
                "result.producer.ssl.key.password", SampleConfig.SECRET));

        assertThat(problems(checked.configValues())).hasSizeGreaterThan(3);
        assertThat(checked.configValues().toString()).doesNotContain(SampleConfig.SECRET);
    }

    @Test
    void keepsTheValuesOfKeysThatAreRight() {
        var values = ConfigCheck.of(SampleConfig.with("batch.size", "77")).configValues().stream()
                .filter(value -> value.name().equals("batch.size"))
                .map(ConfigValue::value)
                .toList();

        assertThat(values).isEqualTo(List.of(77));
    }

    private static Arguments rule(String key, String message, String... keysAndValues) {
        return arguments(key, message, SampleConfig.with(keysAndValues));
    }

    private static Map<String, List<String>> problems(Map<String, String> properties) {
        return problems(ConfigCheck.of(properties).configValues());
    }

    private static Map<String, List<String>> problems(List<ConfigValue> values) {
        var problems = new TreeMap<String, List<String>>();
        values.stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .forEach(value -> problems.put(value.name(), value.errorMessages()));
        return problems;
    }
}
