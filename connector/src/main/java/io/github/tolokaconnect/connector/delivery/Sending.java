package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.Submission.Collecting;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Parked;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.Submission.Running;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.Instant;

/** An operation until the platform has it: its request is sent, and repeated under the same id for as long as it may succeed. */
final class Sending {
    private final Policy policy;

    Sending(Policy policy) {
        this.policy = policy;
    }

    Decision submitting(Submitting state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Submitting(state.facts(), state.failures(), now, null), new Effect.Submit(state.facts()));
        }
        if (event instanceof SubmissionEvent.SubmitAnswered answered) {
            if (answered.answer() instanceof Answer.Accepted<Operation> accepted) {
                return accepted(state, accepted.value(), now);
            }
            return notAccepted(state, answered.answer(), now);
        }
        if (event instanceof SubmissionEvent.CreateAnswered answered) {
            if (answered.answer() instanceof Answer.Accepted<CreatedTasks> accepted) {
                return created(state, accepted.value(), now);
            }
            return notAccepted(state, answered.answer(), now);
        }
        throw OperationLife.impossible(state, event);
    }

    static Decision parked(Parked state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Submitting(state.facts(), state.failures(), now, null), new Effect.Submit(state.facts()));
        }
        throw OperationLife.impossible(state, event);
    }

    private Decision accepted(Submitting state, Operation operation, Instant now) {
        var facts = state.facts();
        var progress = new Progress(state.sentAt(), now, false, 0, false, false);
        var submitted = new Publication.Entered(facts, Status.SUBMITTED, Status.PLANNED, progress, operation);
        if (operation.status().isTerminal()) {
            return Decision.to(
                            new Collecting(facts, progress, operation, 0, 0, null),
                            new Effect.Collect(facts, progress, operation, false))
                    .announcing(submitted);
        }
        return Decision.to(new Running(
                        facts, progress, 0, 0, now.plus(policy.poll().apply(1))))
                .announcing(submitted);
    }

    private static Decision created(Submitting state, CreatedTasks created, Instant now) {
        var facts = state.facts();
        int size = facts.batch().size();
        int tasks = (int) created.items().keySet().stream()
                .filter(index -> index >= 0 && index < size)
                .count();
        var progress = new Progress(state.sentAt(), now, false, 0, false, false);
        return Decision.ended(
                new Publication.Created(facts, progress, created), new Tally(tasks, size - tasks), "SUCCESS");
    }

    private <T> Decision notAccepted(Submitting state, Answer<T> answer, Instant now) {
        if (answer instanceof Answer.Throttled<T> throttled) {
            return throttled(state, throttled, now);
        }
        if (answer instanceof Answer.Unavailable<T> unavailable) {
            return again(state, unavailable.reason(), now);
        }
        if (answer instanceof Answer.Rejected<T> rejected) {
            return rejected(state, rejected.problem(), now);
        }
        throw new AssertionError(answer);
    }

    private static <T> Decision throttled(Submitting state, Answer.Throttled<T> answer, Instant now) {
        var wait = answer.retryAfter();
        var until = now.plus(wait);
        return held(
                        new Submitting(state.facts(), state.failures() + 1, state.sentAt(), until),
                        state,
                        answer.problem(),
                        new Effect.Warn(
                                "TLK-301 The platform's quota is used up; nothing is sent until it is free again code="
                                        + answer.problem().code() + " interval=" + answer.interval(),
                                wait))
                .blocking(null, until);
    }

    private Decision again(Submitting state, String reason, Instant now) {
        int failures = state.failures() + 1;
        Duration wait = policy.backoff().apply(failures);
        return Decision.to(
                new Submitting(state.facts(), failures, state.sentAt(), now.plus(wait)),
                new Effect.Warn(
                        "TLK-302 A request got no usable answer; the same request is repeated "
                                + OperationLife.fields(state.facts()) + " attempt=" + failures + " reason=\"" + reason
                                + "\"",
                        wait));
    }

    private Decision rejected(Submitting state, Problem problem, Instant now) {
        var facts = state.facts();
        return switch (problem.kind()) {
            case ALREADY_EXISTS -> adopted(state, now);
            case ACCESS ->
                OperationLife.credentialRefused(new Submitting(facts, state.failures(), state.sentAt(), now), problem);
            case POOL, CAPACITY -> poolTakesNone(state, problem, now);
            case VALIDATION, TOO_LARGE, NOT_FOUND, LOGS_ARCHIVED, UNKNOWN -> refused(facts, problem);
        };
    }

    /** The platform has the operation although its answer never came, or an earlier sink task's: it is ours, go on with it. */
    private static Decision adopted(Submitting state, Instant now) {
        var progress = new Progress(state.sentAt(), now, true, 0, false, false);
        return Decision.to(new Running(state.facts(), progress, 0, 0, now))
                .announcing(new Publication.Entered(state.facts(), Status.SUBMITTED, Status.PLANNED, progress, null));
    }

    private Decision poolTakesNone(Submitting state, Problem problem, Instant now) {
        var facts = state.facts();
        if (policy.onPoolError() == OnPoolError.REPORT) {
            return refusedForGood(facts, problem);
        }
        if (policy.onPoolError() == OnPoolError.FAIL) {
            return Decision.to(
                    state,
                    new Effect.Fail(
                            "TLK-202 Pool " + facts.batch().pool().value() + " takes no tasks: "
                                    + OperationLife.say(problem)
                                    + "; mend the pool and restart the task, or set behavior.on.pool.error to pause or report"));
        }
        int failures = state.failures() + 1;
        var wait = policy.backoff().apply(failures);
        return held(
                        new Parked(facts, failures, now.plus(wait)),
                        state,
                        problem,
                        new Effect.Warn(
                                "TLK-202 A pool takes no tasks; its tasks wait, other pools go on poolId="
                                        + facts.batch().pool().value() + " problem=\"" + OperationLife.say(problem)
                                        + "\"",
                                wait))
                .blocking(facts.batch().pool(), now.plus(wait));
    }

    /** The request is sent again later; the first refusal is announced, further ones only delay it. */
    private static Decision held(Submission next, Submitting refused, Problem problem, Effect.Warn warning) {
        var decision = Decision.to(next, warning);
        return refused.failures() == 0
                ? decision.announcing(new Publication.Held(refused.facts(), problem, warning.retryIn()))
                : decision;
    }

    /**
     * The platform says which tasks are wrong, or there is only one; else the culprit is searched by halves. Halves of what can
     * no longer be read cannot be sent.
     */
    private static Decision refused(Facts facts, Problem problem) {
        boolean culpritsKnown = !problem.itemErrors().isEmpty() || facts.batch().size() == 1;
        return culpritsKnown || !facts.batch().isReadable()
                ? refusedForGood(facts, problem)
                : Decision.halved(new Publication.Split(facts, problem));
    }

    private static Decision refusedForGood(Facts facts, Problem problem) {
        return Decision.ended(
                new Publication.Rejected(facts, problem),
                new Tally(0, facts.batch().size()),
                "REJECTED");
    }
}
