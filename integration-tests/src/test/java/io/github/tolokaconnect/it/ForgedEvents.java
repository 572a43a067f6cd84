package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events that no fault brings about while a test waits: written by hand, as a connector would write them. */
final class ForgedEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // wiring: events of a real connector bear the time of the machine
    private final InstantSource clock = InstantSource.system();
    // end of wiring

    private final Producer<byte[], byte[]> producer;
    private final EventCodec codec = new EventCodec();

    ForgedEvents(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** A later heartbeat of a sink task, which has lost track of so many records: that would be a defect of the connector. */
    void heartbeat(Heartbeat like, int unaccounted) throws IOException {
        var now = clock.instant();
        var json = (ObjectNode) JSON.readTree(codec.encode(like));
        json.put("event_id", EventIds.heartbeat(like.connector(), now).toString())
                .put("event_time", now.toString())
                .put("records_unaccounted", unaccounted);
        write(Topics.HEARTBEATS, EventKeys.of(like, null), JSON.writeValueAsBytes(json));
    }

    /** The task that {@code pool} got so long ago. */
    void taskCreated(String connector, String pool, Duration ago) {
        var at = clock.instant().minus(ago);
        var operation = EventIds.heartbeat(ConnectorRef.of(connector, 0, Artifacts.version()), at);
        var record = new RecordRef(connector, connector + ".tasks", 0, 0, at, 1);
        Event event = new TaskCreated(
                EventIds.taskCreated(operation, record),
                at,
                ConnectorRef.of(connector, 0, Artifacts.version()),
                record,
                new TaskCreated.Task("task-of-" + connector, pool, null, null, null, null),
                new TaskCreated.Operation(operation, 0, false),
                null,
                null);
        write(Topics.TASKS_CREATED, connector.getBytes(UTF_8), codec.encode(event));
    }

    private void write(TopicDefinition topic, byte[] key, byte[] value) {
        assertThat(producer.send(new ProducerRecord<>(topic.name(), key, value)))
                .succeedsWithin(Duration.ofSeconds(10));
    }
}
