package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Result events of one publication.
 *
 * @param ends what became of records
 * @param states ids of events about the operation
 */
record Told(List<End> ends, List<String> states) {

    /**
     * The event that says what became of a record.
     *
     * @param created whether it became a task
     * @param excuse why a good record may have become none; empty if there is no reason
     */
    record End(TopicPartition topicPartition, long offset, boolean created, String excuse) {}

    static Told by(Publication publication, Excuses excuses) {
        if (publication instanceof Publication.Entered entered) {
            return state(entered.facts(), entered.status().value());
        }
        if (publication instanceof Publication.Held held) {
            return state(held.facts(), "HELD");
        }
        if (publication instanceof Publication.Split split) {
            return state(split.facts(), "END");
        }
        if (publication instanceof Publication.Ended ended) {
            return ended(ended, excuses);
        }
        if (publication instanceof Publication.Rejected rejected) {
            return errors(rejected.facts(), excuses.ofRefusal(rejected.facts()));
        }
        if (publication instanceof Publication.Abandoned abandoned) {
            return errors(abandoned.facts(), excuses.ofAbandoning(abandoned.facts()));
        }
        if (publication instanceof Publication.Refused refused) {
            return refused(refused, excuses);
        }
        throw new AssertionError(publication);
    }

    private static Told state(Facts facts, String state) {
        return new Told(List.of(), List.of(facts.operationId() + " " + state));
    }

    private static Told ended(Publication.Ended ended, Excuses excuses) {
        if (!(ended.findings() instanceof Outcome outcome)) {
            throw new AssertionError(ended.findings());
        }
        var facts = ended.facts();
        var ends = new ArrayList<End>();
        for (TaskItem task : facts.batch().tasks()) {
            long offset = task.origin().offset();
            boolean retriable = outcome.retriable().contains(offset);
            if (!retriable || !ended.retried()) {
                var excuse = retriable ? excuses.ofLastTry(facts) : outcome.excuse(offset);
                ends.add(new End(facts.batch().topicPartition(), offset, outcome.isCreated(offset), excuse));
            }
        }
        return new Told(ends, List.of(facts.operationId() + " END"));
    }

    private static Told errors(Facts facts, String excuse) {
        MicroBatch batch = facts.batch();
        var ends = batch.tasks().stream()
                .map(task -> new End(batch.topicPartition(), task.origin().offset(), false, excuse))
                .toList();
        return new Told(ends, List.of(facts.operationId() + " END"));
    }

    private static Told refused(Publication.Refused refused, Excuses excuses) {
        var ends = refused.refused().stream()
                .map(Intake.Refused::origin)
                .map(origin ->
                        new End(origin.topicPartition(), origin.offset(), false, excuses.ofRefusing(origin.offset())))
                .toList();
        return new Told(ends, List.of());
    }
}
