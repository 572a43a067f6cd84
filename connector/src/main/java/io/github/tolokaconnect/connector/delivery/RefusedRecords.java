package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records refused before a request, until the events that say so are acknowledged; what cannot be published is repeated. */
final class RefusedRecords {
    private final IntFunction<Duration> backoff;
    private final LinkedHashMap<Long, Publication> publications = new LinkedHashMap<>();

    /** A publication under way, or waiting for its repetition if it has a due time. */
    private record Publication(
            List<Intake.Refused> records,
            int failures,
            @Nullable Instant due) {}

    RefusedRecords(IntFunction<Duration> backoff) {
        this.backoff = backoff;
    }

    /** Memory that a refused record holds until it settles, in bytes, about. */
    static int heldBytes(Intake.Refused refused) {
        var value = refused.value();
        return 200 + (value == null ? 0 : value.length);
    }

    Effect publish(long ticket, List<Intake.Refused> records) {
        publications.put(ticket, new Publication(records, 0, null));
        return new Effect.PublishRefused(ticket, records);
    }

    /** Ends a publication; its records settle. None if they all moved away meanwhile. */
    List<Intake.Refused> published(long ticket) {
        var publication = publications.remove(ticket);
        return publication == null ? List.of() : publication.records;
    }

    /** A publication failed and is due again later. */
    void failed(long ticket, Instant now) {
        publications.computeIfPresent(ticket, (same, failed) -> {
            int failures = failed.failures + 1;
            return new Publication(failed.records, failures, now.plus(backoff.apply(failures)));
        });
    }

    /** Starts the publications that are due again. */
    List<Effect> repeatDue(Instant now) {
        var effects = new ArrayList<Effect>();
        publications.replaceAll((ticket, waiting) -> {
            if (waiting.due == null || waiting.due.isAfter(now)) {
                return waiting;
            }
            effects.add(new Effect.PublishRefused(ticket, waiting.records));
            return new Publication(waiting.records, waiting.failures, null);
        });
        return effects;
    }

    /** Takes out the records of a topic-partition that moved away. */
    List<Intake.Refused> forget(TopicPartition partition) {
        var forgotten = new ArrayList<Intake.Refused>();
        publications.replaceAll((ticket, publication) -> {
            var kept = new ArrayList<>(publication.records);
            kept.removeIf(record -> record.origin().topicPartition().equals(partition) && forgotten.add(record));
            return new Publication(kept, publication.failures, publication.due);
        });
        publications.values().removeIf(publication -> publication.records.isEmpty());
        return forgotten;
    }

    Stream<Instant> dueTimes() {
        return publications.values().stream().flatMap(publication -> Stream.ofNullable(publication.due));
    }
}
