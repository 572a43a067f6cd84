package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.connector.delivery.Submission.Adopting;
import io.github.tolokaconnect.connector.delivery.Submission.Collecting;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Parked;
import io.github.tolokaconnect.connector.delivery.Submission.Preparing;
import io.github.tolokaconnect.connector.delivery.Submission.Running;
import io.github.tolokaconnect.connector.delivery.Submission.Settling;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens next to one operation. A pure function of its state, of what happened and of the time; every request that may
 * still succeed is repeated under the same operation id, for as long as it takes.
 */
final class OperationLife {
    private final Policy policy;
    private final Sending sending;
    private final Following following;

    OperationLife(Policy policy) {
        this.policy = policy;
        this.sending = new Sending(policy);
        this.following = new Following(policy);
    }

    /** The first request of an operation that may be sent. */
    static Decision send(Facts facts, Instant now) {
        return Decision.to(new Submitting(facts, 0, now, null), new Effect.Submit(facts));
    }

    /**
     * The submission's next state.
     *
     * @throws IllegalStateException if the event is impossible in that state
     */
    Decision step(Submission submission, SubmissionEvent event, Instant now) {
        if (submission instanceof Preparing preparing) {
            return preparing(preparing, event, now);
        }
        if (submission instanceof Submitting submitting) {
            return sending.submitting(submitting, event, now);
        }
        if (submission instanceof Parked parked) {
            return Sending.parked(parked, event, now);
        }
        if (submission instanceof Adopting adopting) {
            return following.adopting(adopting, event, now);
        }
        if (submission instanceof Running running) {
            return following.running(running, event, now);
        }
        if (submission instanceof Collecting collecting) {
            return following.collecting(collecting, event, now);
        }
        if (submission instanceof Settling settling) {
            return settling(settling, event, now);
        }
        throw new AssertionError(submission);
    }

    private static Decision preparing(Preparing state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Committed) {
            return send(state.facts(), now);
        }
        throw impossible(state, event);
    }

    private Decision settling(Settling state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Committed) {
            return Decision.over();
        }
        if (event instanceof SubmissionEvent.NotCommitted failed) {
            int failures = state.failures() + 1;
            var wait = policy.backoff().apply(failures);
            return Decision.to(
                    again(state, failures, now.plus(wait)),
                    new Effect.Warn(
                            "TLK-306 Results of an operation could not be written; they are written again "
                                    + fields(state.facts()) + " reason=\"" + failed.reason() + "\"",
                            wait));
        }
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(again(state, state.failures(), null), state.results());
        }
        throw impossible(state, event);
    }

    private static Settling again(Settling state, int failures, @Nullable Instant due) {
        return new Settling(
                state.facts(), state.results(), state.tally(), state.settled(), state.next(), failures, due);
    }

    /** The same request is made again, with another credential if there is one. */
    static Decision credentialRefused(Submission again, Problem problem) {
        return Decision.to(again, new Effect.RenewCredential(say(problem)));
    }

    /** The operation in a line of the log. */
    static String fields(Facts facts) {
        var batch = facts.batch();
        return "operationId=" + facts.operationId() + " poolId=" + batch.pool().value() + " topicPartition="
                + batch.topicPartition() + " offsetRange=" + batch.firstOffset() + "-" + batch.lastOffset();
    }

    static String say(Problem problem) {
        return problem.code() + " (HTTP " + problem.httpStatus() + ", request_id " + problem.requestId() + ")";
    }

    static IllegalStateException impossible(Submission state, SubmissionEvent event) {
        return new IllegalStateException("operation " + state.facts().operationId() + " is "
                + state.getClass().getSimpleName() + " and cannot take "
                + event.getClass().getSimpleName());
    }
}
