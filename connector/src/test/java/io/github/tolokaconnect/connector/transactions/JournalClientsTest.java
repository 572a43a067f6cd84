package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class JournalClientsTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats", 3);

    private static JournalClients clients(Map<String, Object> given) {
        var clients = new HashMap<String, Object>(given);
        clients.put("bootstrap.servers", "127.0.0.1:1");
        var settings = new JournalSettings(
                "journal", source -> "toloka-orders-" + source, "connect-orders", clients, true, (short) -1);
        return new JournalClients(settings, "orders-0");
    }

    private static Map<String, Object> producer(Map<String, Object> given) {
        return clients(given).producerSettings(SOURCE);
    }

    @Test
    void aProducerHasTheTransactionalIdOfItsTopicPartition() {
        assertThat(producer(Map.of()))
                .containsEntry("transactional.id", "toloka-orders-cats-3")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void nobodyCanTakeAwayWhatTransactionsNeed() {
        assertThat(producer(Map.of("transactional.id", "mine", "acks", "1", "enable.idempotence", "false")))
                .containsEntry("transactional.id", "toloka-orders-cats-3")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void theUsersSettingsComeOnTop() {
        assertThat(producer(Map.of("compression.type", "zstd", "max.block.ms", "1000")))
                .containsEntry("compression.type", "zstd")
                .containsEntry("max.block.ms", "1000")
                .containsEntry("delivery.timeout.ms", 12_000);
    }

    @Test
    void timeoutsThatBelongTogetherAreAllOursOrAllTheirs() {
        var producer = producer(Map.of("request.timeout.ms", "30000"));

        assertThat(producer).doesNotContainKeys("linger.ms", "delivery.timeout.ms");
        assertThat(ProducerConfig.configDef().validate(strings(producer)))
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }

    @Test
    void aRecordIsGivenUpBeforeItsTransactionIs() {
        var producer = producer(Map.of());

        assertThat((int) producer.get("delivery.timeout.ms")).isLessThan((int) producer.get("transaction.timeout.ms"));
        assertThat((int) producer.get("request.timeout.ms") + (int) producer.get("linger.ms"))
                .isLessThan((int) producer.get("delivery.timeout.ms"));
    }

    @Test
    void settingsThatOnlyAProducerKnowsDoNotDisturbOtherClients() {
        var clients = clients(Map.of("interceptor.classes", "no.such.Class", "compression.type", "zstd"));

        try (var consumer = clients.consumer();
                var admin = clients.admin()) {
            assertThat(consumer.assignment()).isEmpty();
            assertThat(admin).isNotNull();
        }
    }

    @Test
    void saysNothingOfSecrets() {
        var settings = new JournalSettings(
                "journal", Object::toString, "connect-orders", Map.of("sasl.jaas.config", "s3cret"), true, (short) -1);

        assertThat(settings.toString()).contains("journal").doesNotContain("s3cret");
    }

    private static Map<String, String> strings(Map<String, Object> settings) {
        var strings = new HashMap<String, String>();
        settings.forEach((key, value) -> strings.put(key, String.valueOf(value)));
        strings.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        strings.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        return strings;
    }
}
