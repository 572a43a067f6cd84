package io.github.tolokaconnect.streams.correlate;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.events.TaskIndexed;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.state.StoreWalk;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Collects the answers to each task, in whatever order they and the task's entry in the index come, and says what they amount to. */
final class AnswersProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);
    private static final int LOOKED_AT_ONCE = 5_000;

    private final AppTopics topics;
    private final Duration retention;
    private final EventCodec codec;
    private @Nullable KeyValueStore<String, byte[]> tasks;
    private @Nullable StatRecorder recorder;
    private @Nullable Intake intake;

    AnswersProcessor(AppTopics topics, Duration retention, EventCodec codec) {
        this.topics = topics;
        this.retention = retention;
        this.codec = codec;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        KeyValueStore<String, byte[]> opened = context.getStateStore(CorrelateTopology.TASKS);
        StatRecorder made = StatRecorder.of(CorrelateTopology.ANSWERS, context);
        tasks = opened;
        recorder = made;
        intake = Intake.of(CorrelateTopology.ANSWERS, codec, context, made);
        StoreWalk<byte[]> walk = new StoreWalk<>(opened, LOOKED_AT_ONCE);
        context.schedule(
                FORGET_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                now -> forget(walk.next(), Instant.ofEpochMilli(now).minus(retention)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Intake in = requireNonNull(intake);
        String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
        RecordKeys.text(record, in).ifPresent(taskId -> {
            if (topic.equals(topics.taskIndex())) {
                in.event(record, TaskIndexed.class).ifPresent(event -> indexed(taskId, event, record.timestamp()));
            } else if (topic.equals(topics.answers())) {
                answer(record, taskId, in).ifPresent(answer -> answered(taskId, answer, record));
            } else {
                throw new AssertionError(topic);
            }
        });
    }

    private void indexed(String taskId, TaskIndexed event, long timestamp) {
        TaskAnswers before = task(taskId);
        TaskAnswers after = before.with(event);
        if (after.equals(before)) {
            duplicate(topics.taskIndex(), event.eventTime());
        } else {
            move(taskId, before, after, timestamp);
        }
    }

    private void answered(String taskId, Answer answer, Record<byte[], byte[]> record) {
        Instant oldest = Instant.ofEpochMilli(context().currentSystemTimeMs()).minus(retention);
        if (answer.at().isBefore(oldest)) {
            late(answer.at());
            requireNonNull(intake)
                    .reject(record, "LATE", "the answer is older than what is remembered of tasks, " + retention);
            return;
        }
        TaskAnswers before = task(taskId);
        before.with(answer)
                .ifPresentOrElse(
                        after -> move(taskId, before, after, record.timestamp()),
                        () -> duplicate(topics.answers(), answer.at()));
    }

    private void move(String taskId, TaskAnswers before, TaskAnswers after, long timestamp) {
        requireNonNull(tasks).put(taskId, TaskAnswersCodec.encode(after));
        Optional<Label> label = after.label(taskId);
        if (label.isPresent() && !label.equals(before.label(taskId))) {
            context().forward(EventRecords.of(label.get(), codec, null, timestamp), CorrelateTopology.DRAFTS_SINK);
        }
    }

    private static Optional<Answer> answer(Record<byte[], byte[]> record, String taskId, Intake intake) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            intake.reject(record, "EMPTY", "the record has no value");
            return Optional.empty();
        }
        try {
            return Optional.of(Answer.parse(value, taskId, Instant.ofEpochMilli(record.timestamp())));
        } catch (IllegalArgumentException e) {
            intake.reject(record, "INVALID", "answer to task " + taskId + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void forget(Iterable<KeyValue<String, byte[]>> entries, Instant before) {
        for (KeyValue<String, byte[]> entry : entries) {
            if (TaskAnswersCodec.touched(entry.value).isBefore(before)) {
                TaskAnswers forgotten = TaskAnswersCodec.decode(entry.value);
                if (forgotten.index() == null) {
                    // Nobody will ever say whose answers these were.
                    late(forgotten.touched());
                }
                requireNonNull(tasks).delete(entry.key);
            }
        }
    }

    private void duplicate(String topic, Instant at) {
        requireNonNull(recorder).count(Metric.DUPLICATES, at, Labels.of(topic));
    }

    private void late(Instant at) {
        requireNonNull(recorder).count(Metric.LATE, at, Labels.of(topics.answers()));
    }

    private TaskAnswers task(String taskId) {
        return TaskAnswersCodec.decode(requireNonNull(tasks).get(taskId));
    }
}
