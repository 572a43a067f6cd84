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

/** Records refused before a request, until the events that say so are committed; what fails without a journal is repeated. */
final class RefusedRecords {
    private final IntFunction<Duration> backoff;
    private final LinkedHashMap<Long, Report> reports = new LinkedHashMap<>();

    /** Refused records of one topic-partition whose commit is under way, or waits for its repetition if it has a due time. */
    private record Report(
            List<Intake.Refused> records,
            Effect.Commit commit,
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

    /** The commit that reports these records is asked for. */
    void add(List<Intake.Refused> records, Effect.Commit commit) {
        reports.put(commit.ticket(), new Report(records, commit, 0, null));
    }

    /** Ends a report; its records settle. None if they moved away meanwhile, or if the ticket is another's. */
    List<Intake.Refused> committed(long ticket) {
        var report = reports.remove(ticket);
        return report == null ? List.of() : report.records;
    }

    /** A report failed and is due again later. */
    void failed(long ticket, Instant now) {
        reports.computeIfPresent(ticket, (same, failed) -> {
            int failures = failed.failures + 1;
            return new Report(failed.records, failed.commit, failures, now.plus(backoff.apply(failures)));
        });
    }

    /** Starts the reports that are due again. */
    List<Effect> repeatDue(Instant now) {
        var effects = new ArrayList<Effect>();
        reports.replaceAll((ticket, report) -> {
            if (report.due == null || report.due.isAfter(now)) {
                return report;
            }
            effects.add(report.commit);
            return new Report(report.records, report.commit, report.failures, null);
        });
        return effects;
    }

    /** Takes out the records of a topic-partition that moved away. */
    List<Intake.Refused> forget(TopicPartition partition) {
        var forgotten = new ArrayList<Intake.Refused>();
        reports.values()
                .removeIf(
                        report -> report.commit.topicPartition().equals(partition) && forgotten.addAll(report.records));
        return forgotten;
    }

    Stream<Instant> dueTimes() {
        return reports.values().stream().flatMap(report -> Stream.ofNullable(report.due));
    }
}
