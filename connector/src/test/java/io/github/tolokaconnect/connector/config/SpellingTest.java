package io.github.tolokaconnect.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
    private final Spelling spelling = new Spelling(ConnectorConfig.definition().names());

    @ParameterizedTest
    @CsvSource({
        "toloka.api.kye, toloka.api.key",
        "bach.size, batch.size",
        "result.bootstap.servers, result.bootstrap.servers",
        "safety.max.tasks.day, safety.max.tasks.per.day",
        "metrics.jmx.domian, metrics.jmx.domain",
        "toloka.token, toloka.api.key",
        "result.producer.sasl.jaas.confg, result.producer.sasl.jaas.config",
    })
    void namesTheNearestKey(String key, String meant) {
        assertThat(spelling.complaint(key))
                .contains("Unknown key " + key + "; did you mean " + meant + "? Correct or remove it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "connector.class",
                "connector.plugin.version",
                "tasks.max",
                "topics",
                "topics.regex",
                "key.converter",
                "value.converter.schemas.enable",
                "header.converter",
                "transforms",
                "transforms.x.type",
                "predicates.p.pattern",
                "errors.tolerance",
                "errors.deadletterqueue.topic.name",
                "config.action.reload",
                "consumer.override.isolation.level",
                "sink.task.index",
            })
    void leavesKeysOfConnectAlone(String key) {
        assertThat(spelling.complaint(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "confluent.license",
                "kafka.api.key",
                "value.subject.name.strategy",
                "description",
                "result.producer.security.protocol",
                "result.producer.schema.registry.url",
            })
    void leavesKeysOfOthersAlone(String key) {
        assertThat(spelling.complaint(key)).isEmpty();
    }

    @Test
    void hasNoComplaintAboutAnyKeyOfTheConnector() {
        assertThat(ConnectorConfig.definition().names())
                .allSatisfy(key -> assertThat(spelling.complaint(key)).isEmpty());
    }
}
