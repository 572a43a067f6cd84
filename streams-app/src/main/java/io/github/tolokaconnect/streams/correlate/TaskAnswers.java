package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.TaskIndexed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task's answers; they may come before it is known whose task it is. It is bounded: beyond
 * {@value #MOST_ANSWERS} answers further ones are counted only, and change nothing any more.
 *
 * @param index whose task it is; absent while that is not known
 * @param outputs the different output values that were given, in the order of their first answers
 * @param identities of the answers that have one
 * @param last when the last answer was given that counts; the epoch before the first
 * @param beyond answers that are counted only
 * @param aggregation what an aggregation made of the answers; absent while there is none
 */
record TaskAnswers(
        @Nullable Index index,
        List<Output> outputs,
        List<Long> identities,
        Instant last,
        int beyond,
        @Nullable Aggregation aggregation) {

    static final TaskAnswers NONE = new TaskAnswers(null, List.of(), List.of(), Instant.EPOCH, 0, null);

    private static final int MOST_ANSWERS = 100;

    TaskAnswers {
        outputs = List.copyOf(outputs);
        identities = List.copyOf(identities);
    }

    /**
     * Whose task it is.
     *
     * @param itemId the item
     * @param poolId its pool
     * @param overlap how many people must answer; absent if that is not known, and then each answer is enough
     * @param created when it was created
     */
    record Index(String itemId, String poolId, @Nullable Integer overlap, Instant created) {}

    /**
     * What several people answered alike.
     *
     * @param values output values in canonical form
     * @param votes how many
     */
    record Output(RawJson values, int votes) {}

    /**
     * What an aggregation made of the answers.
     *
     * @param values output values in canonical form
     * @param confidence how sure it is, from 0 to 1; absent if it does not say
     * @param at when
     * @param answers how many answers were there by then, with its own
     */
    record Aggregation(RawJson values, @Nullable Double confidence, Instant at, int answers) {}

    /** The answers of the task that {@code indexed} is about; the first event says it once and for all. */
    TaskAnswers with(TaskIndexed indexed) {
        Index said = new Index(indexed.itemId(), indexed.poolId(), indexed.overlap(), indexed.eventTime());
        return index != null ? this : new TaskAnswers(said, outputs, identities, last, beyond, aggregation);
    }

    /** These answers and {@code answer}; empty if that is one of them. */
    Optional<TaskAnswers> with(Answer answer) {
        Long identity = answer.identity();
        if (identity != null && identities.contains(identity)) {
            return Optional.empty();
        }
        if (votes() >= MOST_ANSWERS && !answer.isAggregated()) {
            return Optional.of(new TaskAnswers(index, outputs, identities, last, beyond + 1, aggregation));
        }
        List<Long> known = new ArrayList<>(identities);
        if (identity != null && known.size() < 2 * MOST_ANSWERS) {
            known.add(identity);
        }
        Aggregation made = answer.isAggregated()
                ? new Aggregation(answer.output(), answer.confidence(), answer.at(), answers() + 1)
                : aggregation;
        return Optional.of(new TaskAnswers(
                index,
                answer.isAggregated() ? outputs : counted(answer.output()),
                known,
                answer.isAggregated() ? last : answer.at(),
                answer.isAggregated() ? beyond + 1 : beyond,
                made));
    }

    /** What people say, without what the model said; empty while it is not known whose task it is, or answers are missing. */
    Optional<Label> label(String taskId) {
        Index known = index;
        if (known == null) {
            return Optional.empty();
        }
        Aggregation made = aggregation;
        if (made != null) {
            return Optional.of(label(taskId, known, made.values(), made.confidence(), made.answers(), made.at()));
        }
        int votes = votes();
        int needed = known.overlap() == null ? 1 : Math.max(1, Math.min(known.overlap(), MOST_ANSWERS));
        return votes < needed
                ? Optional.empty()
                : Optional.of(label(taskId, known, most().values(), (double) most().votes() / votes, votes, last));
    }

    /** How many answers there were. */
    int answers() {
        return votes() + beyond;
    }

    /** When something happened last. */
    Instant touched() {
        Instant created = index == null ? Instant.EPOCH : index.created();
        Instant aggregated = aggregation == null ? Instant.EPOCH : aggregation.at();
        Instant answered = aggregated.isAfter(last) ? aggregated : last;
        return created.isAfter(answered) ? created : answered;
    }

    private int votes() {
        return outputs.stream().mapToInt(Output::votes).sum();
    }

    /** The output with the most votes, the first of several. */
    private Output most() {
        Output most = outputs.get(0);
        for (Output output : outputs) {
            most = output.votes() > most.votes() ? output : most;
        }
        return most;
    }

    private List<Output> counted(RawJson values) {
        List<Output> counted = new ArrayList<>();
        boolean isNew = true;
        for (Output output : outputs) {
            boolean same = output.values().equals(values);
            counted.add(same ? new Output(values, output.votes() + 1) : output);
            isNew &= !same;
        }
        if (isNew) {
            counted.add(new Output(values, 1));
        }
        return counted;
    }

    private static Label label(
            String taskId, Index index, RawJson values, @Nullable Double confidence, int answers, Instant at) {
        return new Label(
                EventIds.label(taskId, answers),
                at,
                index.itemId(),
                taskId,
                index.poolId(),
                values,
                confidence,
                answers,
                null,
                null,
                null,
                new Label.Timings(null, Durations.between(index.created(), at)));
    }
}
