package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tasks in Avro, converted by Apicurio's converter with a registry, as docs/how-to/avro.md says; run by {@code .ci/compatibility}. */
@Tag("compatibility")
@ExtendWith(ClusterExtension.class)
class AvroIT {

    private static final String CONVERTER = "io.apicurio.registry.utils.converter.AvroConverter";
    private static final Schema INPUT =
            SchemaBuilder.record("Input").fields().requiredString("image").endRecord();
    private static final Schema TASK = SchemaBuilder.record("Task")
            .fields()
            .requiredString("pool_id")
            .name("input_values")
            .type(INPUT)
            .noDefault()
            .requiredInt("overlap")
            .endRecord();

    private final Cluster cluster;

    @TempDir
    private Path directory;

    AvroIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void makesTasksOfRecordsInAvro() throws Exception {
        installConverter(cluster.plugins().resolve("apicurio"));
        var rest = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));
        try (var registry = new SchemaRegistry(TASK);
                var toloka = TolokaSimulator.builder()
                        .operationTime(OperationTime.ofMillis(0, 20))
                        .start();
                var worker = WorkerProcess.start(cluster, cluster.freshName("avro"), rest, directory)) {
            worker.awaitReady();
            try (var pipeline = Pipeline.to(cluster, rest, toloka.url(), "avro")
                    .with("value.converter", CONVERTER)
                    .with(
                            "value.converter.apicurio.registry.url",
                            registry.url().toString())
                    .start()) {
                send(pipeline, "good", registry.encode(task("https://images.example.com/avro.jpg")));
                send(pipeline, "bad", registry.encode(task("no address")));

                var results = pipeline.awaitResults(2);

                assertThat(results.created()).extracting(Received::key).containsExactly("good");
                assertThat(results.errors()).extracting(Received::key).containsExactly("bad");
                var created = results.created().get(0).event().task().id();
                var task = Platform.at(toloka.url())
                        .get("/api/v1/tasks/" + created)
                        .body();
                assertThat(task.at("/input_values/image").asText()).isEqualTo("https://images.example.com/avro.jpg");
                assertThat(task.path("overlap").asInt()).isEqualTo(2);
            }
        }
    }

    private static GenericRecord task(String image) {
        var input = new GenericData.Record(INPUT);
        input.put("image", image);
        return new GenericRecordBuilder(TASK)
                .set("pool_id", "1001")
                .set("input_values", input)
                .set("overlap", 2)
                .build();
    }

    private static void send(Pipeline pipeline, String key, byte[] value) {
        pipeline.send(new ProducerRecord<>(pipeline.topic(), key.getBytes(UTF_8), value));
    }

    /** The converter's jars, and the manifest that they lack, as {@code connect-plugin-path.sh sync-manifests} makes it. */
    private static void installConverter(Path plugin) throws IOException {
        Files.createDirectories(plugin);
        try (var jars = Files.list(Artifacts.home().resolve("connect-workers/apicurio/target/plugin"))) {
            for (var jar : jars.toList()) {
                Files.copy(jar, plugin.resolve(jar.getFileName()));
            }
        }
        try (var manifest = new JarOutputStream(Files.newOutputStream(plugin.resolve("manifest.jar")))) {
            manifest.putNextEntry(new JarEntry("META-INF/services/org.apache.kafka.connect.storage.Converter"));
            manifest.write(CONVERTER.getBytes(UTF_8));
            manifest.closeEntry();
        }
    }
}
