package io.github.tolokaconnect.streams.correlate;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.ConnectorEvent;
import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.TaskIndexed;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.state.StoreWalk;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets each fact about an item through once, remembers it, counts it and tells it to those who build on it. */
final class ItemsProcessor extends ContextualProcessor<byte[], byte[], Object, Object> {

    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);
    private static final int LOOKED_AT_ONCE = 5_000;

    private final AppTopics topics;
    private final Duration retention;
    private final EventCodec codec;
    private @Nullable KeyValueStore<String, byte[]> items;
    private @Nullable StatRecorder recorder;
    private @Nullable Intake intake;

    ItemsProcessor(AppTopics topics, Duration retention, EventCodec codec) {
        this.topics = topics;
        this.retention = retention;
        this.codec = codec;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        KeyValueStore<String, byte[]> opened = context.getStateStore(ItemQueries.STORE);
        StatRecorder made = StatRecorder.of(CorrelateTopology.ITEMS, context);
        items = opened;
        recorder = made;
        intake = Intake.of(CorrelateTopology.ITEMS, codec, context, made);
        StoreWalk<byte[]> walk = new StoreWalk<>(opened, LOOKED_AT_ONCE);
        context.schedule(
                FORGET_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                now -> forget(walk, opened, Instant.ofEpochMilli(now).minus(retention)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Intake in = requireNonNull(intake);
        String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
        RecordKeys.text(record, in).ifPresent(itemId -> {
            if (topic.equals(topics.decisions())) {
                in.event(record, Decision.class).ifPresent(event -> decided(itemId, event));
            } else if (topic.equals(topics.tasksCreated())) {
                in.event(record, TaskCreated.class).ifPresent(event -> created(itemId, event, record));
            } else if (topic.equals(topics.validationErrors())) {
                in.event(record, ValidationError.class).ifPresent(event -> refused(itemId, event, record));
            } else if (topic.equals(topics.labelDrafts())) {
                in.event(record, Label.class).ifPresent(event -> labelled(itemId, event, record));
            } else {
                throw new AssertionError(topic);
            }
        });
    }

    private void decided(String itemId, Decision event) {
        ItemDocument item = item(itemId);
        if (isNew(item, event, topics.decisions())) {
            put(itemId, item.with(Facts.choice(event)));
        }
    }

    private void created(String itemId, TaskCreated event, Record<byte[], byte[]> record) {
        ItemDocument item = item(itemId);
        if (!isNew(item, event, topics.tasksCreated())) {
            return;
        }
        ItemDocument.Made made = Facts.made(event);
        Instant at = event.eventTime();
        Labels labels = Labels.of(connector(event), event.task().poolId());
        StatRecorder to = requireNonNull(recorder);
        to.count(Metric.TASKS_CREATED, at, labels);
        Facts.recordToCreated(event).ifPresent(took -> to.time(Metric.RECORD_LATENCY, at, labels, took));
        Facts.recordToSubmit(event).ifPresent(took -> to.time(Metric.SUBMIT_LATENCY, at, labels, took));
        if (item.hasTwinOf(made)) {
            to.sample(Metric.DUPLICATE_TASKS, at, labels, event.eventId());
        }
        put(itemId, item.with(made));
        context()
                .forward(
                        widened(EventRecords.of(
                                TaskIndexed.of(event, itemId), codec, event.eventId(), record.timestamp())),
                        CorrelateTopology.TASK_INDEX_SINK);
    }

    private void refused(String itemId, ValidationError event, Record<byte[], byte[]> record) {
        ItemDocument item = item(itemId);
        if (!isNew(item, event, topics.validationErrors())) {
            return;
        }
        Instant at = event.eventTime();
        String pool = event.pool() == null ? "" : event.pool().id();
        StatRecorder to = requireNonNull(recorder);
        to.count(
                Metric.TASKS_REJECTED,
                at,
                Labels.of(
                        connector(event),
                        pool,
                        event.errors().get(0).code(),
                        event.stage().value()));
        for (FieldError error : event.errors()) {
            String path = error.path() == null ? "" : error.path();
            to.sample(Metric.ERRORS, at, Labels.of(error.code(), path, pool), event.eventId());
        }
        put(itemId, item.with(Facts.refusal(event)));
        context()
                .forward(
                        new Record<>(record.key(), event, record.timestamp(), record.headers()),
                        CorrelateTopology.ERRORS);
    }

    private void labelled(String itemId, Label draft, Record<byte[], byte[]> record) {
        ItemDocument item = item(itemId);
        if (!isNew(item, draft, topics.labelDrafts())) {
            return;
        }
        Label label = Facts.label(draft, item);
        Instant at = label.eventTime();
        StatRecorder to = requireNonNull(recorder);
        to.count(Metric.LABELS, at, Facts.statLabels(label));
        Facts.taskToLabel(label).ifPresent(took -> to.time(Metric.LABEL_LATENCY, at, Labels.of(label.poolId()), took));
        put(itemId, item.with(Facts.said(label)));
        context()
                .forward(
                        widened(EventRecords.of(label, codec, Facts.cause(label, item), record.timestamp())),
                        CorrelateTopology.LABELS_SINK);
    }

    private boolean isNew(ItemDocument item, Event event, String topic) {
        boolean isNew = !item.knows(event.eventId());
        if (!isNew) {
            requireNonNull(recorder).count(Metric.DUPLICATES, event.eventTime(), Labels.of(topic));
        }
        return isNew;
    }

    private ItemDocument item(String itemId) {
        return ItemCodec.decode(requireNonNull(items).get(itemId));
    }

    private void put(String itemId, ItemDocument item) {
        requireNonNull(items).put(itemId, ItemCodec.encode(item));
    }

    private static void forget(StoreWalk<byte[]> walk, KeyValueStore<String, byte[]> items, Instant before) {
        for (KeyValue<String, byte[]> entry : walk.next()) {
            if (ItemCodec.touched(entry.value).isBefore(before)) {
                items.delete(entry.key);
            }
        }
    }

    private static String connector(ConnectorEvent event) {
        return event.connector().name();
    }

    private static Record<Object, Object> widened(Record<byte[], byte[]> record) {
        return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
    }
}
