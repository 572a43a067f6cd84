package io.github.tolokaconnect.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    private final ConfigDef definition = ConnectorConfig.definition();

    @Test
    void tellsAPersonEverythingAboutEveryKey() {
        assertThat(definition.configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotBlank().isNotEqualTo(key.name);
            assertThat(key.documentation).as(key.name).endsWith(".");
            assertThat(key.importance).as(key.name).isNotNull();
        });
    }

    @Test
    void hidesEverySecretAndNothingElse() {
        assertThat(definition.configKeys().values())
                .allSatisfy(key -> assertThat(key.type == ConfigDef.Type.PASSWORD)
                        .as(key.name)
                        .isEqualTo(key.name.endsWith("password") || key.name.endsWith("key")));
    }

    @Test
    void saysTheUnitOfEveryTimeInItsName() {
        assertThat(definition.configKeys().values())
                .filteredOn(key -> key.documentation.contains("milliseconds"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.name).endsWith(".ms"));
    }

    @Test
    void hasDefaultsThatItsOwnValidatorsAllow() {
        assertThat(definition.configKeys().values())
                .filteredOn(ConfigKey::hasDefault)
                .filteredOn(key -> key.validator != null)
                .allSatisfy(key -> key.validator.ensureValid(key.name, key.defaultValue));
    }

    @Test
    void recommendsExactlyTheWordsThatItAllows() {
        assertThat(definition.configKeys().values())
                .filteredOn(key -> String.valueOf(key.validator).startsWith("one of "))
                .isNotEmpty()
                .allSatisfy(key -> {
                    var words = key.recommender.validValues(key.name, Map.of());
                    assertThat(words).as(key.name).isNotEmpty();
                    assertThat(words).allSatisfy(word -> key.validator.ensureValid(key.name, word));
                    assertThat(key.validator).asString().isEqualTo("one of " + String.join(", ", texts(words)));
                    assertThat(key.recommender.visible(key.name, Map.of())).isTrue();
                });
    }

    @Test
    void showsTheCredentialOnlyWhereOneIsSent() {
        var recommender = definition.configKeys().get("toloka.api.key").recommender;

        assertThat(recommender.visible("toloka.api.key", Map.of("toloka.auth.type", "none")))
                .isFalse();
        assertThat(recommender.visible("toloka.api.key", Map.of("toloka.auth.type", "auto")))
                .isTrue();
        assertThat(recommender.validValues("toloka.api.key", Map.of())).isEmpty();
    }

    private static List<String> texts(List<Object> words) {
        return words.stream().map(Object::toString).toList();
    }
}
