package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.Submission.Collecting;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Parked;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.Submission.Publishing;
import io.github.tolokaconnect.connector.delivery.Submission.Running;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.Instant;

/**
 * What happens next to one operation. A pure function of its state, of what happened and of the time; every request that may
 * still succeed is repeated under the same operation id, for as long as it takes.
 */
final class OperationLife {
    private final Policy policy;

    OperationLife(Policy policy) {
        this.policy = policy;
    }

    /** The first request of a new operation. */
    Decision start(Facts facts, Instant now) {
        return Decision.to(
                new Submitting(facts, 0, now, null),
                new Effect.Announce(facts, Status.PLANNED, Status.PLANNED, null, null),
                new Effect.Submit(facts));
    }

    /**
     * The submission's next state.
     *
     * @throws IllegalStateException if the event is impossible in that state
     */
    Decision step(Submission submission, SubmissionEvent event, Instant now) {
        if (submission instanceof Submitting submitting) {
            return submitting(submitting, event, now);
        }
        if (submission instanceof Parked parked) {
            return parked(parked, event, now);
        }
        if (submission instanceof Running running) {
            return running(running, event, now);
        }
        if (submission instanceof Collecting collecting) {
            return collecting(collecting, event, now);
        }
        if (submission instanceof Publishing publishing) {
            return publishing(publishing, event, now);
        }
        throw new AssertionError(submission);
    }

    private Decision submitting(Submitting state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Submitting(state.facts(), state.failures(), now, null), new Effect.Submit(state.facts()));
        }
        if (event instanceof SubmissionEvent.SubmitAnswered answered) {
            if (answered.answer() instanceof Answer.Accepted<Operation> accepted) {
                var progress = new Progress(state.sentAt(), now, false, 0, false, false);
                return accepted(state.facts(), progress, accepted.value(), now);
            }
            return notAccepted(state, answered.answer(), now);
        }
        if (event instanceof SubmissionEvent.CreateAnswered answered) {
            if (answered.answer() instanceof Answer.Accepted<CreatedTasks> accepted) {
                var progress = new Progress(state.sentAt(), now, false, 0, false, false);
                return publish(state.facts(), new Effect.PublishCreated(state.facts(), progress, accepted.value()));
            }
            return notAccepted(state, answered.answer(), now);
        }
        throw impossible(state, event);
    }

    private Decision accepted(Facts facts, Progress progress, Operation operation, Instant now) {
        var announcement = new Effect.Announce(facts, Status.SUBMITTED, Status.PLANNED, progress, operation);
        if (operation.status().isTerminal()) {
            return Decision.to(
                    new Collecting(facts, progress, operation, 0, 0, null),
                    announcement,
                    new Effect.Collect(facts, progress, operation, false));
        }
        return Decision.to(
                new Running(facts, progress, 0, 0, now.plus(policy.poll().apply(1))), announcement);
    }

    private <T> Decision notAccepted(Submitting state, Answer<T> answer, Instant now) {
        if (answer instanceof Answer.Throttled<T> throttled) {
            var until = now.plus(throttled.retryAfter());
            return Decision.to(
                            new Submitting(state.facts(), state.failures() + 1, state.sentAt(), until),
                            new Effect.Warn(
                                    "TLK-301 The platform's quota is used up ("
                                            + throttled.problem().code() + ", interval " + throttled.interval()
                                            + "); nothing is sent until it is free again",
                                    throttled.retryAfter()))
                    .blocking(null, until);
        }
        if (answer instanceof Answer.Unavailable<T> unavailable) {
            return again(state, "TLK-302 " + unavailable.reason() + "; the same request is repeated", now);
        }
        if (answer instanceof Answer.Rejected<T> rejected) {
            return rejected(state, rejected.problem(), now);
        }
        throw new AssertionError(answer);
    }

    private Decision again(Submitting state, String message, Instant now) {
        int failures = state.failures() + 1;
        Duration wait = policy.backoff().apply(failures);
        return Decision.to(
                new Submitting(state.facts(), failures, state.sentAt(), now.plus(wait)),
                new Effect.Warn(message + " (" + name(state.facts()) + ", try " + failures + ")", wait));
    }

    private Decision rejected(Submitting state, Problem problem, Instant now) {
        var facts = state.facts();
        return switch (problem.kind()) {
            case ALREADY_EXISTS -> adopted(state, now);
            case ACCESS -> Decision.to(state, credentialRefused(problem));
            case POOL, CAPACITY -> poolTakesNone(state, problem, now);
            case VALIDATION, TOO_LARGE, NOT_FOUND, LOGS_ARCHIVED, UNKNOWN -> refused(facts, problem);
        };
    }

    /** The platform has the operation although its answer never came, or an earlier sink task's: it is ours, go on with it. */
    private Decision adopted(Submitting state, Instant now) {
        var progress = new Progress(state.sentAt(), now, true, 0, false, false);
        return Decision.to(
                new Running(state.facts(), progress, 0, 0, now),
                new Effect.Announce(state.facts(), Status.SUBMITTED, Status.PLANNED, progress, null));
    }

    private Decision poolTakesNone(Submitting state, Problem problem, Instant now) {
        var facts = state.facts();
        var message = "TLK-202 Pool " + facts.batch().pool().value() + " takes no tasks: " + say(problem);
        if (policy.onPoolError() == OnPoolError.REPORT) {
            return publish(facts, new Effect.PublishRejected(facts, problem));
        }
        if (policy.onPoolError() == OnPoolError.FAIL) {
            return Decision.to(
                    state,
                    new Effect.Fail(
                            message
                                    + "; mend the pool and restart the task, or set behavior.on.pool.error to pause or report"));
        }
        int failures = state.failures() + 1;
        var wait = policy.backoff().apply(failures);
        return Decision.to(
                        new Parked(facts, failures, now.plus(wait)),
                        new Effect.Warn(message + "; its tasks wait, other pools go on", wait))
                .blocking(facts.batch().pool(), now.plus(wait));
    }

    private static Decision parked(Parked state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Submitting(state.facts(), state.failures(), now, null), new Effect.Submit(state.facts()));
        }
        throw impossible(state, event);
    }

    /** The platform says which tasks are wrong, or there is only one; else the culprit is searched by halves. */
    private static Decision refused(Facts facts, Problem problem) {
        boolean culpritsKnown = !problem.itemErrors().isEmpty() || facts.batch().size() == 1;
        return culpritsKnown
                ? publish(facts, new Effect.PublishRejected(facts, problem))
                : Decision.halved(new Effect.AnnounceSplit(facts, problem));
    }

    private Decision running(Running state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Running(state.facts(), state.progress().polled(), state.failures(), state.missing(), null),
                    new Effect.Read(state.facts()));
        }
        if (event instanceof SubmissionEvent.ReadAnswered answered) {
            return read(state, answered.answer(), now);
        }
        throw impossible(state, event);
    }

    private Decision read(Running state, Answer<Operation> answer, Instant now) {
        if (answer instanceof Answer.Accepted<Operation> accepted) {
            return found(state, accepted.value(), now);
        }
        if (answer instanceof Answer.Rejected<Operation> rejected) {
            return readRefused(state, rejected.problem(), now);
        }
        int failures = state.failures() + 1;
        var wait = answer instanceof Answer.Throttled<Operation> throttled
                ? throttled.retryAfter()
                : policy.backoff().apply(failures);
        return Decision.to(
                new Running(state.facts(), state.progress(), failures, state.missing(), now.plus(wait)),
                new Effect.Warn("TLK-303 " + name(state.facts()) + " could not be read; it is read again", wait));
    }

    private Decision found(Running state, Operation operation, Instant now) {
        var facts = state.facts();
        var progress = state.progress();
        if (operation.status().isTerminal()) {
            return Decision.to(
                    new Collecting(facts, progress, operation, 0, 0, null),
                    new Effect.Collect(facts, progress, operation, false));
        }
        var due = now.plus(policy.poll().apply(progress.polls() + 1));
        if (!progress.announced() && operation.status().equals(OperationStatus.RUNNING)) {
            return Decision.to(
                    new Running(facts, progress.withAnnounced(), 0, 0, due),
                    new Effect.Announce(facts, Status.RUNNING, Status.SUBMITTED, progress, operation));
        }
        if (!progress.stuck() && Duration.between(progress.acceptedAt(), now).compareTo(policy.stuckAfter()) >= 0) {
            return Decision.to(
                    new Running(facts, progress.withStuck(), 0, 0, due),
                    new Effect.Announce(
                            facts,
                            Status.STUCK,
                            progress.announced() ? Status.RUNNING : Status.SUBMITTED,
                            progress,
                            operation),
                    new Effect.Warn(
                            "TLK-304 " + name(facts) + " is unfinished after " + policy.stuckAfter()
                                    + "; it is read on and never sent again",
                            Duration.between(now, due)));
        }
        return Decision.to(new Running(facts, progress, 0, 0, due));
    }

    private Decision readRefused(Running state, Problem problem, Instant now) {
        if (problem.kind() == ProblemKind.ACCESS) {
            return Decision.to(state, credentialRefused(problem));
        }
        int missing = state.missing() + (problem.kind() == ProblemKind.NOT_FOUND ? 1 : 0);
        int failures = state.failures() + 1;
        if (missing >= Policy.MISSING_READS) {
            return Decision.to(
                    new Submitting(state.facts(), 0, now, now),
                    new Effect.Warn(
                            "TLK-305 The platform does not know " + name(state.facts())
                                    + " that it accepted; its request is repeated under the same id",
                            Duration.ZERO));
        }
        var wait = policy.backoff().apply(failures);
        return Decision.to(
                new Running(state.facts(), state.progress(), failures, missing, now.plus(wait)),
                new Effect.Warn("TLK-303 " + name(state.facts()) + " could not be read: " + say(problem), wait));
    }

    private Decision collecting(Collecting state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Published published) {
            return Decision.settled(published.tally());
        }
        if (event instanceof SubmissionEvent.Unpublished unpublished) {
            int failures = state.failures() + 1;
            int readings = state.readings() + (unpublished.logIncomplete() ? 1 : 0);
            var wait = policy.backoff().apply(failures);
            return Decision.to(
                    new Collecting(
                            state.facts(), state.progress(), state.operation(), failures, readings, now.plus(wait)),
                    unpublished(state.facts(), unpublished, wait));
        }
        if (event instanceof SubmissionEvent.Due) {
            boolean last = state.readings() >= Policy.LOG_READINGS - 1;
            return Decision.to(
                    new Collecting(
                            state.facts(),
                            state.progress(),
                            state.operation(),
                            state.failures(),
                            state.readings(),
                            null),
                    new Effect.Collect(state.facts(), state.progress(), state.operation(), last));
        }
        throw impossible(state, event);
    }

    private Decision publishing(Publishing state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Published published) {
            return Decision.settled(published.tally());
        }
        if (event instanceof SubmissionEvent.Unpublished unpublished) {
            int failures = state.failures() + 1;
            var wait = policy.backoff().apply(failures);
            return Decision.to(
                    new Publishing(state.facts(), state.results(), failures, now.plus(wait)),
                    unpublished(state.facts(), unpublished, wait));
        }
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(new Publishing(state.facts(), state.results(), state.failures(), null), state.results());
        }
        throw impossible(state, event);
    }

    private static Decision publish(Facts facts, Effect results) {
        return Decision.to(new Publishing(facts, results, 0, null), results);
    }

    private static Effect unpublished(Facts facts, SubmissionEvent.Unpublished event, Duration wait) {
        return new Effect.Warn(
                "TLK-306 Results of " + name(facts) + " are not complete: " + event.reason()
                        + "; they are collected again",
                wait);
    }

    private static Effect credentialRefused(Problem problem) {
        return new Effect.Fail("TLK-201 The platform refuses the credential: " + say(problem)
                + "; renew toloka.api.key or its rights, then restart the task");
    }

    private static String name(Facts facts) {
        return "operation " + facts.operationId() + " of " + facts.batch();
    }

    private static String say(Problem problem) {
        return problem.code() + " (HTTP " + problem.httpStatus() + ", request_id " + problem.requestId() + ")";
    }

    private static IllegalStateException impossible(Submission state, SubmissionEvent event) {
        return new IllegalStateException(
                name(state.facts()) + " is " + state.getClass().getSimpleName() + " and cannot take "
                        + event.getClass().getSimpleName());
    }
}
