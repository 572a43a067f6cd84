package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.Heartbeat;

/** The topic of heartbeats. One that is lost is followed by the next. */
public final class Heartbeats {
    private final ResultProducer producer;
    private final ResultRecords records;
    private final String topic;
    private final SinkTaskMetrics metrics;

    /** Heartbeats through {@code producer}. */
    public Heartbeats(ResultProducer producer, ResultsConfig config, SinkTaskMetrics metrics) {
        this.producer = producer;
        this.records = new ResultRecords(config);
        this.topic = config.heartbeatTopic();
        this.metrics = metrics;
        metrics.publishesTo(topic);
    }

    /** Announces that the sink task lives. */
    public void send(Heartbeat heartbeat) {
        producer.run(() -> {
            var acknowledgement = new Acknowledgements();
            producer.send(records.of(heartbeat), acknowledgement);
            var unused = acknowledgement.all().thenRun(() -> metrics.published(topic, 1));
        });
    }
}
