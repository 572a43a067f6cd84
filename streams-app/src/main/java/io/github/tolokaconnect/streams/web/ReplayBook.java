package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.repair.RepairQueries.ReplayProgress;
import io.github.tolokaconnect.streams.repair.Replay;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The replays that were ordered, each with what all instances together have done of it. */
final class ReplayBook {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    record Progress(long sent, long dead, long skipped, int parts, int doneParts, boolean done) {}

    record ReplayView(
            String id,
            @Nullable String requested,
            @Nullable String by,
            @Nullable JsonNode select,
            @Nullable JsonNode patch,
            @Nullable Integer recordsPerSecond,
            @Nullable Progress progress) {}

    record ReplaysView(String asOf, List<ReplayView> replays, List<String> missing) {}

    record OneView(String asOf, ReplayView replay, List<String> missing) {}

    /** What one instance has done, by replay. */
    record Local(Map<String, ReplayProgress> progress) {}

    private final Answers answers;
    private final Others others;

    ReplayBook(Answers answers, Others others) {
        this.answers = answers;
        this.others = others;
    }

    Reply list(Asked asked) {
        int limit = asked.limit(DEFAULT_LIMIT, MAX_LIMIT);
        List<ReplayView> newest = documents()
                .sorted(Comparator.comparing(ReplayView::requested, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .limit(limit)
                .toList();
        List<UUID> ids = newest.stream()
                .flatMap(replay -> Asked.uuid(replay.id()).stream())
                .toList();
        Others.Gathered gathered = others.gather(asked, () -> local(ids));
        if (asked.isLocal()) {
            return Reply.of(local(ids));
        }
        return Reply.of(new ReplaysView(
                now(), newest.stream().map(replay -> with(replay, gathered)).toList(), gathered.missing()));
    }

    Reply one(Asked asked) {
        UUID id = asked.id("id");
        Others.Gathered gathered = others.gather(asked, () -> local(List.of(id)));
        if (asked.isLocal()) {
            return Reply.of(local(List.of(id)));
        }
        return documents()
                .filter(replay -> replay.id().equals(id.toString()))
                .findFirst()
                .map(replay -> Reply.of(new OneView(now(), with(replay, gathered), gathered.missing())))
                .orElseThrow(() -> Problem.notFound("No replay " + id + " was ordered, or it is not read yet.")
                        .toException());
    }

    private Local local(List<UUID> ids) {
        Map<String, ReplayProgress> progress = new LinkedHashMap<>();
        ids.forEach(id -> answers.repairs().replay(id).ifPresent(done -> progress.put(id.toString(), done)));
        return new Local(progress);
    }

    private Stream<ReplayView> documents() {
        return answers.controls().documents(Replay.PREFIX).entrySet().stream()
                .map(entry -> view(
                        entry.getKey().substring(Replay.PREFIX.length()),
                        Json.orNull(entry.getValue().json())));
    }

    private static ReplayView view(String id, @Nullable JsonNode json) {
        if (json == null) {
            return new ReplayView(id, null, null, null, null, null, null);
        }
        return new ReplayView(
                id,
                json.path("requested").asText(null),
                json.path("by").asText(null),
                json.get("select"),
                json.get("patch"),
                json.path("records_per_second").isInt()
                        ? (Integer) json.path("records_per_second").asInt()
                        : null,
                null);
    }

    private static ReplayView with(ReplayView replay, Others.Gathered gathered) {
        ReplayProgress sum = new ReplayProgress(0, 0, 0, 0, 0);
        for (JsonNode part : gathered.parts()) {
            JsonNode done = part.path("progress").path(replay.id());
            sum = sum.plus(new ReplayProgress(
                    done.path("sent").asLong(),
                    done.path("dead").asLong(),
                    done.path("skipped").asLong(),
                    done.path("parts").asInt(),
                    done.path("done_parts").asInt()));
        }
        boolean isDone = sum.parts() > 0
                && sum.parts() == sum.doneParts()
                && gathered.missing().isEmpty();
        Progress progress = sum.parts() == 0
                ? null
                : new Progress(sum.sent(), sum.dead(), sum.skipped(), sum.parts(), sum.doneParts(), isDone);
        return new ReplayView(
                replay.id(),
                replay.requested(),
                replay.by(),
                replay.select(),
                replay.patch(),
                replay.recordsPerSecond(),
                progress);
    }

    private String now() {
        return Json.time(answers.clock().instant());
    }
}
