package io.github.tolokaconnect.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.CloudEventHeaders;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventContext;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.alerts.AlertBook;
import io.github.tolokaconnect.streams.alerts.AlertSettings;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.StoredStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last heartbeat of each sink task, and publishes an event for each alert that fires or is over. A record without a value
 * says that a sink task is gone for good.
 */
final class HeartbeatProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatProcessor.class);
    private static final Duration REVIEW_EVERY = Duration.ofSeconds(10);
    /** The topic forgets them as well. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private final EventCodec codec;
    private final AlertSettings settings;
    private @Nullable KeyValueStore<String, Heartbeat> last;
    private @Nullable StatRecorder recorder;
    private @Nullable Intake intake;

    HeartbeatProcessor(EventCodec codec, AlertSettings settings) {
        this.codec = codec;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        last = context.getStateStore(StoreKeys.HEARTBEATS);
        StatRecorder counting = StatRecorder.of(MonitorTopology.HEARTBEATS, context);
        recorder = counting;
        intake = Intake.of(MonitorTopology.HEARTBEATS, codec, context, counting);
        AlertBook alerts = new AlertBook(settings, context.getStateStore(AlertBook.STORE));
        Stats stats = new StoredStats(() -> context.getStateStore(StoredStats.STORE));
        context.schedule(
                REVIEW_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> review(alerts, stats, Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        if (key != null && record.value() == null) {
            requireNonNull(last).delete(new String(key, UTF_8));
            return;
        }
        requireNonNull(intake).event(record, Heartbeat.class).ifPresent(event -> keep(event, record));
    }

    private void keep(Heartbeat event, Record<byte[], byte[]> record) {
        KeyValueStore<String, Heartbeat> known = requireNonNull(last);
        String key = new String(EventKeys.of(event, null), UTF_8);
        Heartbeat before = known.get(key);
        if (before != null && before.eventId().equals(event.eventId())) {
            String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
            requireNonNull(recorder).count(Metric.DUPLICATES, event.eventTime(), Labels.of(topic));
        } else if (before != null && event.eventTime().isBefore(before.eventTime())) {
            requireNonNull(intake).late(record, "a later heartbeat of sink task " + key + " came before");
        } else {
            known.put(key, event);
        }
    }

    private void review(AlertBook alerts, Stats stats, Instant now) {
        List<Heartbeat> heartbeats = heartbeats(now.minus(RETENTION));
        List<Alert> news;
        try {
            news = alerts.review(stats, heartbeats, now);
        } catch (StateUnavailableException e) {
            LOG.debug("Alerts not reviewed reason=\"{}\"", e.getMessage());
            return;
        }
        for (Alert alert : news) {
            LOG.info(
                    "Alert changed rule={} state={} severity={} scope={} summary=\"{}\"",
                    alert.rule(),
                    alert.state(),
                    alert.severity(),
                    alert.scope(),
                    alert.summary());
            Headers headers = new RecordHeaders();
            CloudEventHeaders.of(alert, EventContext.NONE)
                    .forEach(header -> headers.add(header.name(), header.valueBytes()));
            context()
                    .forward(
                            new Record<>(EventKeys.of(alert, null), codec.encode(alert), now.toEpochMilli(), headers),
                            MonitorTopology.ALERTS_SINK);
        }
    }

    /** The heartbeats since {@code oldest}; forgets the others. */
    private List<Heartbeat> heartbeats(Instant oldest) {
        KeyValueStore<String, Heartbeat> known = requireNonNull(last);
        List<Heartbeat> heartbeats = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();
        try (KeyValueIterator<String, Heartbeat> all = known.all()) {
            while (all.hasNext()) {
                KeyValue<String, Heartbeat> next = all.next();
                if (next.value.eventTime().isBefore(oldest)) {
                    forgotten.add(next.key);
                } else {
                    heartbeats.add(next.value);
                }
            }
        }
        forgotten.forEach(known::delete);
        return heartbeats;
    }
}
