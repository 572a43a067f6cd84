package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.events.ModelRef;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.correlate.Item.Choice;
import io.github.tolokaconnect.streams.intake.CanonicalJson;
import io.github.tolokaconnect.streams.stats.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What events mean for the item that they are about. */
final class Facts {

    private Facts() {}

    static Choice choice(Decision event) {
        ModelRef model = event.model();
        return new Choice(
                event.eventId(),
                event.eventTime(),
                event.verdict().name(),
                event.reason(),
                event.route(),
                event.rule(),
                model == null ? null : model.name(),
                model == null ? null : model.version(),
                event.prediction());
    }

    static ItemDocument.Made made(TaskCreated event) {
        Item.Task task = new Item.Task(
                event.eventId(),
                event.eventTime(),
                event.task().id(),
                event.task().poolId(),
                event.operation().id(),
                event.record().attempt());
        RecordRef record = event.record();
        return new ItemDocument.Made(task, record.topic(), record.partition(), record.offset());
    }

    static Item.Refusal refusal(ValidationError event) {
        return new Item.Refusal(
                event.eventId(),
                event.eventTime(),
                event.errorClass().value(),
                event.errors().get(0).code(),
                event.errors().get(0).path(),
                event.pool() == null ? null : event.pool().id(),
                event.record().attempt());
    }

    static ItemDocument.Said said(Label event) {
        Item.Answered label =
                new Item.Answered(event.eventId(), event.eventTime(), event.taskId(), event.label(), event.agrees());
        return new ItemDocument.Said(label, event.answers());
    }

    /** What people said, beside what the model had said when the task was asked for. */
    static Label label(Label draft, ItemDocument item) {
        Optional<Choice> choice = item.choiceOf(draft.taskId());
        RawJson prediction = choice.map(Choice::prediction).orElse(null);
        ModelRef model = choice.map(Facts::model).orElse(null);
        Instant predicted = choice.map(Choice::at).orElse(null);
        Instant created = item.task(draft.taskId()).map(Item.Task::at).orElse(null);
        Duration toTask = predicted == null || created == null ? null : Durations.between(predicted, created);
        return new Label(
                draft.eventId(),
                draft.eventTime(),
                draft.itemId(),
                draft.taskId(),
                draft.poolId(),
                draft.label(),
                draft.confidence(),
                draft.answers(),
                prediction,
                model,
                prediction == null
                        ? null
                        : Arrays.equals(
                                CanonicalJson.bytes(prediction.toNode()),
                                CanonicalJson.bytes(draft.label().toNode())),
                new Label.Timings(toTask, taskToLabel(draft).orElse(null)));
    }

    /** The event that led to {@code label}: the one that created its task. */
    static @Nullable UUID cause(Label label, ItemDocument item) {
        return item.task(label.taskId()).map(Item.Task::eventId).orElse(null);
    }

    static Labels statLabels(Label label) {
        ModelRef model = label.model();
        return Labels.of(
                label.poolId(),
                model == null ? "" : model.name(),
                model == null || model.version() == null ? "" : model.version(),
                label.agrees() == null ? "" : label.agrees().toString());
    }

    static Optional<Duration> recordToCreated(TaskCreated event) {
        TaskCreated.Timings timings = event.timings();
        if (timings != null && timings.recordToCreated() != null) {
            return Optional.of(timings.recordToCreated());
        }
        return Optional.ofNullable(event.record().timestamp()).map(from -> Durations.between(from, event.eventTime()));
    }

    static Optional<Duration> recordToSubmit(TaskCreated event) {
        return Optional.ofNullable(event.timings()).map(TaskCreated.Timings::recordToSubmit);
    }

    static Optional<Duration> taskToLabel(Label label) {
        return Optional.ofNullable(label.timings()).map(Label.Timings::taskToLabel);
    }

    private static @Nullable ModelRef model(Choice choice) {
        return choice.model() == null ? null : new ModelRef(choice.model(), choice.version());
    }
}
