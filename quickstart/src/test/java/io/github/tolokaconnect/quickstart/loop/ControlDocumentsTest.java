package io.github.tolokaconnect.quickstart.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ControlDocumentsTest {

    private static final Path CONFIG = Path.of(System.getProperty("basedir", "."), "..", "config", "streams");

    @Test
    void areTheFilesThatOperatorsFind() throws Exception {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

        ControlDocuments.read(CONFIG).send(producer);

        Map<String, String> sent = producer.history().stream()
                .collect(Collectors.toMap(record -> record.key(), record -> new String(record.value(), UTF_8)));
        assertThat(producer.history()).allMatch(record -> record.topic().equals("labeling.control"));
        assertThat(sent).containsOnlyKeys("pool/pets", "route/pets");
        var json = JsonMapper.builder().build();
        assertThat(json.readTree(sent.get("route/pets")).path("pool").asText()).isEqualTo("@pets");
        assertThat(json.readTree(sent.get("pool/pets")).path("pool_id").asText())
                .isEqualTo("1001");
    }
}
