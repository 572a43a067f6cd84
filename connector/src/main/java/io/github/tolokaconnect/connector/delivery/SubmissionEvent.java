package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.Problem;

/** Something that happened to one submission. */
public sealed interface SubmissionEvent {

    /** Its due time has come, and the quota allows the request. */
    record Due() implements SubmissionEvent {}

    /** The request that starts the operation was answered. */
    record SubmitAnswered(Answer<Operation> answer) implements SubmissionEvent {}

    /** The request that creates tasks synchronously was answered. */
    record CreateAnswered(Answer<CreatedTasks> answer) implements SubmissionEvent {}

    /** The operation was read. */
    record ReadAnswered(Answer<Operation> answer) implements SubmissionEvent {}

    /** Its results were published and acknowledged: each of its records has its event. */
    record Published(Tally tally) implements SubmissionEvent {}

    /**
     * Its results could not all be collected or published. What was published already is published again with the rest, under
     * the same event ids.
     *
     * @param reason for people
     * @param logIncomplete whether the operation log was read to its end and did not mention every record
     */
    record Unpublished(String reason, boolean logIncomplete) implements SubmissionEvent {}

    /** Its log was read to the end, and says what became of each record. */
    record Collected(Findings findings) implements SubmissionEvent {}

    /**
     * Its log could not be read, or does not say everything.
     *
     * @param reason for people
     * @param logIncomplete whether it was read to the end and did not mention every record
     */
    record Uncollected(String reason, boolean logIncomplete) implements SubmissionEvent {}

    /** Its log is not handed out to this credential. */
    record LogRefused(Problem problem) implements SubmissionEvent {}

    /** What it had to commit is committed. */
    record Committed() implements SubmissionEvent {}

    /** What it had to commit is not, and without a journal it is tried again. */
    record NotCommitted(String reason) implements SubmissionEvent {}
}
