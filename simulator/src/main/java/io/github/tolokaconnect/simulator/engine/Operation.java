package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous operation, on its way.
 *
 * <pre>
 * Pending ──start──► Running ──finish──► Finished (SUCCESS or FAIL)
 * </pre>
 */
sealed interface Operation {
    /** What was asked for, and when each step of it is due. */
    Submission submission();

    /** The operation as the API shows it at {@code now}. */
    ObjectNode toJson(Instant now);

    /** The status as the API names it. */
    String status();

    /**
     * What was asked for.
     *
     * @param parameters as the API shows them; never changed
     */
    record Submission(
            OperationId id, Work work, ObjectNode parameters, Instant submitted, Instant startsAt, Instant finishesAt) {
        Submission finishingAt(Instant instant) {
            return new Submission(id, work, parameters, submitted, startsAt, instant);
        }

        /** The same without the items that it brought: they have been worked on, and there may be many. */
        Submission withoutWork() {
            return new Submission(
                    id, new Work.Done(work.type(), work.pools()), parameters, submitted, startsAt, finishesAt);
        }

        /** One calendar month after the end, from when on the log is archived. */
        Instant archivesAt() {
            return finishesAt.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
        }

        ObjectNode toJson(String status, int progress) {
            ObjectNode json = Wire.JSON
                    .createObjectNode()
                    .put("id", id.value())
                    .put("type", work.type())
                    .put("status", status)
                    .put("submitted", Wire.date(submitted));
            json.set("parameters", parameters);
            return json.put("progress", progress);
        }
    }

    /** Accepted, and not begun. */
    record Pending(Submission submission) implements Operation {
        Running start() {
            return new Running(submission);
        }

        @Override
        public String status() {
            return "PENDING";
        }

        @Override
        public ObjectNode toJson(Instant now) {
            return submission.toJson(status(), 0);
        }
    }

    /** Begun; it has no effect yet. */
    record Running(Submission submission) implements Operation {
        Finished finish(Outcome outcome) {
            return new Finished(submission.withoutWork(), outcome);
        }

        @Override
        public String status() {
            return "RUNNING";
        }

        @Override
        public ObjectNode toJson(Instant now) {
            long elapsed = Duration.between(submission.startsAt(), now).toMillis();
            long whole = Duration.between(submission.startsAt(), submission.finishesAt())
                    .toMillis();
            int progress = whole == 0 ? 0 : (int) Math.min(99, 100 * elapsed / whole);
            return submission.toJson(status(), progress).put("started", Wire.date(submission.startsAt()));
        }
    }

    /** Done, with all its effects, or failed, with none. */
    record Finished(Submission submission, Outcome outcome) implements Operation {
        @Override
        public String status() {
            return outcome.isSuccess() ? "SUCCESS" : "FAIL";
        }

        @Override
        public ObjectNode toJson(Instant now) {
            ObjectNode json = submission
                    .toJson(status(), 100)
                    .put("started", Wire.date(submission.startsAt()))
                    .put("finished", Wire.date(submission.finishesAt()));
            if (outcome.details() != null) {
                json.set("details", outcome.details().toJson());
            }
            return json;
        }
    }

    /** The pools that it concerns. */
    default Set<PoolId> pools() {
        return submission().work().pools();
    }

    /** The field as text that sorts as the field does, null if the operation does not have it. */
    default @Nullable String key(String field) {
        return switch (field) {
            case "id" -> submission().id().value();
            case "type" -> submission().work().type();
            case "status" -> status();
            case "submitted" -> Wire.date(submission().submitted());
            case "finished" -> this instanceof Finished ? Wire.date(submission().finishesAt()) : null;
            default -> null;
        };
    }
}
