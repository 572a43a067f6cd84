package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.repair.Replay;
import io.github.tolokaconnect.streams.repair.Selection;
import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays: orders to try refused records again, first tried dry. */
final class ReplaysApi {

    private static final int SAMPLES = 5;
    private static final int MAX_RECORDS_PER_SECOND = 10_000;
    private static final List<String> FIELDS = List.of("select", "patch", "dry_run", "records_per_second", "reason");

    /** One task as it waits and as it would be sent; both absent if the event does not hold it. */
    record Sample(
            String key,
            String eventId,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    record DryRunView(String asOf, long matching, List<Sample> samples, List<String> missing) {}

    record OrderedView(String id, String requested, long matching, List<String> missing) {}

    private final Answers answers;
    private final Waiting waiting;
    private final Changes changes;
    private final ReplayBook book;

    ReplaysApi(Answers answers, Others others, Waiting waiting, Changes changes) {
        this.answers = answers;
        this.waiting = waiting;
        this.changes = changes;
        this.book = new ReplayBook(answers, others);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/replays", book::list),
                Endpoint.get("/api/v1/replays/{id}", book::one),
                Endpoint.changing("POST", "/api/v1/replays", this::order));
    }

    private Reply order(Asked asked) {
        ObjectNode body = asked.document();
        refuseUnknown(body);
        String reason = Changes.takeReason(body);
        JsonNode dryRun = body.path("dry_run");
        if (!dryRun.isBoolean()) {
            throw Problem.unusable("dry_run", "dry_run is neither true nor false; begin with true.")
                    .toException();
        }
        Selection selection = Selections.of(body.path("select"));
        JsonNode patch = patch(body);
        Integer recordsPerSecond = recordsPerSecond(body);
        WaitingView.ListView matching = waiting.list(selection, SAMPLES);
        if (dryRun.asBoolean()) {
            return Reply.of(
                    new DryRunView(matching.asOf(), matching.total(), samples(matching, patch), matching.missing()));
        }
        UUID id = id(asked).orElseGet(answers.newIds());
        ObjectNode replay = document(asked, id, selection, patch, recordsPerSecond);
        String requested = replay.path("requested").asText();
        Optional<ControlDocument> known = answers.controls().document(Replay.PREFIX + id);
        if (known.isPresent()) {
            requested = repeated(known.get(), replay);
        } else {
            changes.write(asked, "replay.start", Replay.PREFIX + id, replay, reason);
        }
        return Reply.json(
                        StatusCodes.ACCEPTED,
                        new OrderedView(id.toString(), requested, matching.total(), matching.missing()))
                .with("Location", "/api/v1/replays/" + id);
    }

    private ObjectNode document(
            Asked asked, UUID id, Selection selection, @Nullable JsonNode patch, @Nullable Integer recordsPerSecond) {
        ObjectNode replay = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("requested", Json.time(answers.clock().instant()))
                .put("by", asked.actor());
        replay.set("select", Selections.document(selection));
        if (patch != null) {
            replay.set("patch", patch);
        }
        if (recordsPerSecond != null) {
            replay.put("records_per_second", recordsPerSecond);
        }
        return replay;
    }

    /** The same order again is carried out once; another one under the same id is a mistake. */
    private static String repeated(ControlDocument known, ObjectNode replay) {
        JsonNode document = Json.orNull(known.json());
        boolean isSame = document != null
                && List.of("select", "patch", "records_per_second").stream()
                        .allMatch(field -> document.path(field).equals(replay.path(field)));
        if (document == null || !isSame) {
            throw Problem.of(
                            StatusCodes.CONFLICT,
                            "The Idempotency-Key belongs to another replay already; use a new UUID.")
                    .toException();
        }
        return document.path("requested").asText();
    }

    private List<Sample> samples(WaitingView.ListView matching, @Nullable JsonNode patch) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode error : Json.tree(matching.errors())) {
            JsonNode task = error.path("task");
            boolean isThere = task.isObject() && error.path("replayable").asBoolean();
            JsonNode after =
                    !isThere ? null : patch == null ? task : answers.patching().apply(task, patch);
            samples.add(new Sample(
                    error.path("key").asText(), error.path("event_id").asText(), isThere ? task : null, after));
        }
        return samples;
    }

    private static Optional<UUID> id(Asked asked) {
        String key = asked.header("Idempotency-Key");
        if (key == null) {
            return Optional.empty();
        }
        Optional<UUID> id = Asked.uuid(key);
        if (id.isEmpty()) {
            throw Problem.invalid("Idempotency-Key", "The header Idempotency-Key is not a UUID.")
                    .toException();
        }
        return id;
    }

    private static @Nullable JsonNode patch(ObjectNode body) {
        JsonNode patch = body.path("patch");
        if (patch.isMissingNode() || patch.isNull()) {
            return null;
        }
        if (!patch.isObject()) {
            throw Problem.unusable("patch", "patch is no object; a JSON Merge Patch of a task is one.")
                    .toException();
        }
        return patch;
    }

    private static @Nullable Integer recordsPerSecond(ObjectNode body) {
        JsonNode speed = body.path("records_per_second");
        if (speed.isMissingNode() || speed.isNull()) {
            return null;
        }
        if (!speed.canConvertToInt()
                || !speed.isIntegralNumber()
                || speed.asInt() < 1
                || speed.asInt() > MAX_RECORDS_PER_SECOND) {
            throw Problem.unusable(
                            "records_per_second",
                            "records_per_second is not a whole number from 1 to " + MAX_RECORDS_PER_SECOND + ".")
                    .toException();
        }
        return speed.asInt();
    }

    private static void refuseUnknown(ObjectNode body) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Problem.unusable(name, "There is no such field; a replay has " + String.join(", ", FIELDS) + ".")
                        .toException();
            }
        }
    }
}
