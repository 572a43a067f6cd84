package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.streams.control.ControlDocument;
import io.github.tolokaconnect.streams.control.Controls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries replays out in one topic-partition, each once, a second's worth at a time. How far it is goes into a store together with what
 * it sends, so that a restart goes on where the work before it ended. Owned by a stream thread.
 */
final class ReplayRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
    private static final int LOOKED_AT_ONCE = 5_000;
    private static final int PAGE = 100;

    private final RepairBook book;
    private final Sender sender;
    private final KeyValueStore<String, byte[]> progresses;
    private final int partition;
    private final Set<String> reported = new HashSet<>();
    private List<Replay> open = List.of();

    /** Sends a record of the book again with a patch, and takes it out of the book, unless there is nothing to send. */
    interface Sender {
        RepairDesk.Outcome send(Waiting waiting, @Nullable RawJson patch, Instant now);
    }

    ReplayRunner(RepairBook book, Sender sender, KeyValueStore<String, byte[]> progresses, int partition) {
        this.book = book;
        this.sender = sender;
        this.progresses = progresses;
        this.partition = partition;
    }

    /** Takes the orders from {@code controls}: those that are there and not carried out yet. */
    void read(Controls controls) {
        List<Replay> found = new ArrayList<>();
        for (Map.Entry<String, ControlDocument> entry :
                controls.documents(Replay.PREFIX).entrySet()) {
            try {
                Replay replay = ReplayDocument.parse(entry.getValue().json());
                if (!entry.getKey().equals(Replay.PREFIX + replay.id())) {
                    throw new IllegalArgumentException("id is not the one in the key");
                }
                if (!progress(replay).isDone()) {
                    found.add(replay);
                }
            } catch (IllegalArgumentException e) {
                report(entry.getKey(), entry.getValue(), e);
            }
        }
        found.sort(Comparator.comparing(Replay::requested).thenComparing(Replay::id));
        open = found;
    }

    /** Does what may be done in a second. */
    void run(Instant now) {
        List<Replay> left = new ArrayList<>();
        for (Replay replay : open) {
            Progress progress = run(replay, progress(replay), now);
            progresses.put(Progress.key(replay.id(), partition), progress.toBytes());
            if (!progress.isDone()) {
                left.add(replay);
            }
        }
        open = left;
    }

    private Progress run(Replay replay, Progress before, Instant now) {
        Integer asked = replay.recordsPerSecond();
        long most = before.sent() + (asked == null ? Replay.DEFAULT_RECORDS_PER_SECOND : asked);
        Progress progress = before;
        for (int looked = 0; looked < LOOKED_AT_ONCE; looked += PAGE) {
            List<Waiting> page = book.refusedBefore(replay.requested(), progress.last(), PAGE);
            for (Waiting waiting : page) {
                if (progress.sent() >= most) {
                    return progress;
                }
                progress = run(replay, progress, waiting, now);
            }
            if (page.size() < PAGE) {
                return progress.done();
            }
        }
        return progress;
    }

    private Progress run(Replay replay, Progress progress, Waiting waiting, Instant now) {
        String place = waiting.place();
        if (!replay.select().matches(waiting.key(), waiting.error())) {
            return progress.passed(place);
        }
        RepairDesk.Outcome outcome = sender.send(waiting, replay.patch(), now);
        return switch (outcome) {
            case SENT -> progress.sent(place);
            case DEAD -> progress.dead(place);
            case SKIPPED -> progress.skipped(place);
        };
    }

    private Progress progress(Replay replay) {
        return Progress.of(progresses.get(Progress.key(replay.id(), partition)));
    }

    /** Every topic-partition meets the same document; one of them says so. */
    private void report(String key, ControlDocument document, IllegalArgumentException problem) {
        if (partition == 0 && reported.add(key + document.written())) {
            LOG.warn("TLK-704 A replay cannot be used and is ignored key={} problem=\"{}\"", key, problem.getMessage());
        }
    }
}
