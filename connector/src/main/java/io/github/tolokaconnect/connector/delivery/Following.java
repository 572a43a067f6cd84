package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.Submission.Adopting;
import io.github.tolokaconnect.connector.delivery.Submission.Collecting;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.Submission.Running;
import io.github.tolokaconnect.connector.delivery.Submission.Submitting;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An operation that the platform has, or may have: it is read until it ends, and then its log. */
final class Following {
    private final Policy policy;

    Following(Policy policy) {
        this.policy = policy;
    }

    Decision adopting(Adopting state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Adopting(state.facts(), state.failures(), state.missing(), null),
                    new Effect.Read(state.facts()));
        }
        if (event instanceof SubmissionEvent.ReadAnswered answered) {
            return adopted(state, answered.answer(), now);
        }
        throw OperationLife.impossible(state, event);
    }

    private Decision adopted(Adopting state, Answer<Operation> answer, Instant now) {
        var facts = state.facts();
        if (answer instanceof Answer.Accepted<Operation> accepted) {
            var progress = new Progress(facts.plannedAt(), now, true, 1, false, false);
            var submitted =
                    new Publication.Entered(facts, Status.SUBMITTED, Status.PLANNED, progress, accepted.value());
            return found(new Running(facts, progress, 0, 0, null), accepted.value(), now, submitted);
        }
        if (answer instanceof Answer.Rejected<Operation> rejected) {
            var problem = rejected.problem();
            if (problem.kind() == ProblemKind.ACCESS) {
                return OperationLife.credentialRefused(
                        new Adopting(facts, state.failures(), state.missing(), now), problem);
            }
            if (problem.kind() == ProblemKind.NOT_FOUND) {
                return neverArrived(state, now);
            }
        }
        return readAgain(state, state.missing(), answer, now);
    }

    /**
     * The platform does not know it: it is sent as it was recorded, which is harmless if an earlier request arrives after all. What
     * cannot be sent is looked for a few times more, since a request may still be on its way.
     */
    private Decision neverArrived(Adopting state, Instant now) {
        var facts = state.facts();
        if (Duration.between(facts.plannedAt(), now).compareTo(policy.idMemory()) > 0) {
            return abandoned(
                    facts,
                    "it was prepared at " + facts.plannedAt()
                            + ", longer ago than operation.id.memory.ms, and the platform"
                            + " does not know it any more or never did");
        }
        if (!facts.batch().isUnreadable()) {
            return Decision.to(new Submitting(facts, 0, now, now));
        }
        int missing = state.missing() + 1;
        if (missing >= Policy.MISSING_READS) {
            return abandoned(facts, "the platform does not know it, and none of its records can be read again");
        }
        var wait = policy.backoff().apply(missing);
        return Decision.to(
                new Adopting(facts, state.failures(), missing, now.plus(wait)),
                new Effect.Warn(
                        "TLK-303 The platform does not know an operation that cannot be sent again; it is looked for again "
                                + OperationLife.fields(facts),
                        wait));
    }

    private static Decision abandoned(Facts facts, String reason) {
        return Decision.ended(
                        new Publication.Abandoned(facts, reason),
                        new Tally(0, facts.batch().size()),
                        "ABANDONED")
                .with(new Effect.Warn(
                        "TLK-507 An operation is given up, and its records are reported as validation errors "
                                + OperationLife.fields(facts) + " reason=\"" + reason + "\"",
                        Duration.ZERO));
    }

    private Decision readAgain(Adopting state, int missing, Answer<Operation> answer, Instant now) {
        int failures = state.failures() + 1;
        var wait = answer instanceof Answer.Throttled<Operation> throttled
                ? throttled.retryAfter()
                : policy.backoff().apply(failures);
        return Decision.to(
                new Adopting(state.facts(), failures, missing, now.plus(wait)),
                new Effect.Warn(unread(state.facts(), answer), wait));
    }

    private static String unread(Facts facts, Answer<Operation> answer) {
        return "TLK-303 An operation could not be read; it is read again " + OperationLife.fields(facts)
                + (answer instanceof Answer.Unavailable<Operation> unavailable
                        ? " reason=\"" + unavailable.reason() + "\""
                        : "");
    }

    Decision running(Running state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Due) {
            return Decision.to(
                    new Running(state.facts(), state.progress().polled(), state.failures(), state.missing(), null),
                    new Effect.Read(state.facts()));
        }
        if (event instanceof SubmissionEvent.ReadAnswered answered) {
            return read(state, answered.answer(), now);
        }
        throw OperationLife.impossible(state, event);
    }

    private Decision read(Running state, Answer<Operation> answer, Instant now) {
        if (answer instanceof Answer.Accepted<Operation> accepted) {
            return found(state, accepted.value(), now, null);
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
                new Effect.Warn(unread(state.facts(), answer), wait));
    }

    /** What is announced if nothing more important is: {@code otherwise}. */
    private Decision found(Running state, Operation operation, Instant now, @Nullable Publication otherwise) {
        var facts = state.facts();
        var progress = state.progress();
        if (operation.status().isTerminal()) {
            return announcing(
                    otherwise,
                    Decision.to(
                            new Collecting(facts, progress, operation, 0, 0, null),
                            new Effect.Collect(facts, progress, operation, false)));
        }
        var due = now.plus(policy.poll().apply(progress.polls() + 1));
        if (otherwise != null) {
            return announcing(otherwise, Decision.to(new Running(facts, progress, 0, 0, due)));
        }
        if (!progress.announced() && operation.status().equals(OperationStatus.RUNNING)) {
            return Decision.to(new Running(facts, progress.withAnnounced(), 0, 0, due))
                    .announcing(new Publication.Entered(facts, Status.RUNNING, Status.SUBMITTED, progress, operation));
        }
        if (!progress.stuck() && Duration.between(progress.acceptedAt(), now).compareTo(policy.stuckAfter()) >= 0) {
            return stuck(state, operation, now, due);
        }
        return Decision.to(new Running(facts, progress, 0, 0, due));
    }

    private static Decision announcing(@Nullable Publication publication, Decision decision) {
        return publication == null ? decision : decision.announcing(publication);
    }

    private Decision stuck(Running state, Operation operation, Instant now, Instant due) {
        var facts = state.facts();
        var progress = state.progress();
        return Decision.to(
                        new Running(facts, progress.withStuck(), 0, 0, due),
                        new Effect.Warn(
                                "TLK-304 An operation takes longer than operation.stuck.after.ms; it is read on and never sent"
                                        + " again " + OperationLife.fields(facts) + " limitInMs="
                                        + policy.stuckAfter().toMillis(),
                                Duration.between(now, due)))
                .announcing(new Publication.Entered(
                        facts,
                        Status.STUCK,
                        progress.announced() ? Status.RUNNING : Status.SUBMITTED,
                        progress,
                        operation));
    }

    private Decision readRefused(Running state, Problem problem, Instant now) {
        if (problem.kind() == ProblemKind.ACCESS) {
            return OperationLife.credentialRefused(
                    new Running(state.facts(), state.progress(), state.failures(), state.missing(), now), problem);
        }
        int missing = state.missing() + (problem.kind() == ProblemKind.NOT_FOUND ? 1 : 0);
        int failures = state.failures() + 1;
        if (missing >= Policy.MISSING_READS) {
            return Decision.to(
                    new Adopting(state.facts(), 0, 0, now),
                    new Effect.Warn(
                            "TLK-305 The platform does not know an operation that it accepted; its request is repeated under"
                                    + " the same id " + OperationLife.fields(state.facts()),
                            Duration.ZERO));
        }
        var wait = policy.backoff().apply(failures);
        return Decision.to(
                new Running(state.facts(), state.progress(), failures, missing, now.plus(wait)),
                new Effect.Warn(
                        "TLK-303 An operation could not be read; it is read again "
                                + OperationLife.fields(state.facts()) + " problem=\"" + OperationLife.say(problem)
                                + "\"",
                        wait));
    }

    Decision collecting(Collecting state, SubmissionEvent event, Instant now) {
        if (event instanceof SubmissionEvent.Collected collected) {
            return collected(state, collected.findings());
        }
        if (event instanceof SubmissionEvent.Uncollected uncollected) {
            int failures = state.failures() + 1;
            int readings = state.readings() + (uncollected.logIncomplete() ? 1 : 0);
            var wait = policy.backoff().apply(failures);
            return Decision.to(
                    new Collecting(
                            state.facts(), state.progress(), state.operation(), failures, readings, now.plus(wait)),
                    new Effect.Warn(
                            "TLK-306 Results of an operation are not complete; they are collected again "
                                    + OperationLife.fields(state.facts()) + " reason=\"" + uncollected.reason() + "\"",
                            wait));
        }
        if (event instanceof SubmissionEvent.LogRefused refused) {
            return OperationLife.credentialRefused(
                    new Collecting(
                            state.facts(),
                            state.progress(),
                            state.operation(),
                            state.failures(),
                            state.readings(),
                            now),
                    refused.problem());
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
        throw OperationLife.impossible(state, event);
    }

    /** Records that may become tasks after all are tried again by another operation, as often as the configuration says. */
    private Decision collected(Collecting state, Findings findings) {
        var facts = state.facts();
        var retriable = findings.retriable();
        boolean retried = !retriable.isEmpty()
                && facts.attempt() < policy.maxAttempts()
                && facts.batch().only(retriable).isReadable();
        int others = facts.batch().size() - (retried ? (int) retriable.size() : 0);
        return Decision.ended(new Decision.Ending(
                new Publication.Ended(facts, state.progress(), state.operation(), findings, retried),
                new Tally(findings.created(), others - findings.created()),
                retried ? retriable : OffsetSet.EMPTY,
                state.operation().status().value()));
    }
}
