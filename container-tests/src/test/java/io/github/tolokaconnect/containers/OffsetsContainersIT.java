package io.github.tolokaconnect.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.it.Pipeline;
import io.github.tolokaconnect.it.Received;
import io.github.tolokaconnect.it.Tasks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person changes the offsets of a stopped connector by Connect's own REST API, and means it. */
@ExtendWith(SiteExtension.class)
class OffsetsContainersIT {

    private static final int RECORDS = 60;
    private static final int BACK = 5;

    private final Site site;
    private final Simulator toloka;
    private final Pipeline pipeline;
    private final Outcome outcome;

    OffsetsContainersIT(Site site) {
        this.site = site;
        this.toloka = site.simulator("toloka-offsets", "0..100");
        this.pipeline = site.pipeline(toloka, "offsets");
        this.outcome = new Outcome(pipeline, toloka);
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsTasksAgainOfEverythingAfterAReset() throws Exception {
        pipeline.start();
        var keys = RecordStream.burst(pipeline, RECORDS);
        outcome.requireOneTaskPerRecord(keys);
        pipeline.halt();

        site.workers().rest(0).resetOffsets(pipeline.name());
        pipeline.proceed();

        outcome.requireTasks(twice(keys));
        assertThat(toloka.tasks()).isEqualTo(2 * RECORDS);
        assertThat(toloka.duplicates()).isEqualTo(RECORDS);
    }

    @Test
    void createsTasksAgainOnlyWhereOffsetsWereMovedBackAndNoneWhereTheyWereMovedForward() throws Exception {
        pipeline.start();
        var keys = RecordStream.burst(pipeline, RECORDS);
        outcome.requireOneTaskPerRecord(keys);
        pipeline.halt();
        var back = inPartition(0);
        var again = back.subList(back.size() - BACK, back.size());
        var missed = keysOf(1, "missed-", 3);
        var made = keysOf(2, "made-", 3);
        send(1, missed);
        send(2, made);

        alterOffsets(offset(0, back.size() - BACK), offset(1, inPartition(1).size()));
        pipeline.proceed();

        var expected = new ArrayList<>(keys);
        again.forEach(record -> expected.add(new String(record.key(), UTF_8)));
        expected.addAll(made);
        outcome.requireTasks(expected);
        assertThat(pipeline.results().created()).extracting(Received::key).doesNotContainAnyElementsOf(missed);
        assertThat(toloka.duplicates()).isEqualTo(BACK);
    }

    private static List<String> twice(List<String> keys) {
        var twice = new ArrayList<>(keys);
        twice.addAll(keys);
        return twice;
    }

    private static List<String> keysOf(int partition, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> prefix + partition + "-" + number)
                .toList();
    }

    private void send(int partition, List<String> keys) {
        for (var key : keys) {
            var task = Tasks.valid(Tasks.POOL, pipeline.name() + key).getBytes(UTF_8);
            pipeline.send(new ProducerRecord<>(pipeline.topic(), partition, key.getBytes(UTF_8), task));
        }
        pipeline.results();
    }

    private List<ConsumerRecord<byte[], byte[]>> inPartition(int partition) {
        return site.brokers().clients().committed(pipeline.topic()).stream()
                .filter(record -> record.partition() == partition)
                .toList();
    }

    private String offset(int partition, int offset) {
        return "{\"partition\":{\"kafka_topic\":\"" + pipeline.topic() + "\",\"kafka_partition\":" + partition
                + "},\"offset\":{\"kafka_offset\":" + offset + "}}";
    }

    private void alterOffsets(String... offsets) throws Exception {
        var address = site.workers().rest(0).url() + "/connectors/" + pipeline.name() + "/offsets";
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"offsets\":[" + String.join(",", offsets) + "]}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
