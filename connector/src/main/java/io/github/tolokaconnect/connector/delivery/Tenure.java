package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalKey;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic-partition while a sink task may work on it: which records came, which of them are settled or about to be, and which
 * belong to operations that were under way before.
 *
 * <p>A record is <em>promised</em> when the commit that settles it is asked for, and <em>settled</em> when that commit happened. The
 * journal's checkpoint follows the former, since it is part of the same commit or a later one; the group's offset the latter.
 */
final class Tenure {
    /** Entries forgotten in one commit at most, so that none of them grows large. */
    private static final int MOST_FORGOTTEN = 1_000;

    private final TopicPartition topicPartition;
    private final int epoch;
    private final OffsetSet settledBefore;
    private final @Nullable String topicId;
    private final OffsetLedger settled = new OffsetLedger();
    private final OffsetLedger promised = new OffsetLedger();
    private final List<Adoption> adoptions = new ArrayList<>();
    /** Offsets of operations whose records never came. */
    private final Set<Long> lost = new HashSet<>();

    private final PriorityQueue<Ended> ended = new PriorityQueue<>(Comparator.comparingLong(Ended::lastOffset));
    private final long floor;
    private @Nullable Long position;
    private @Nullable Long committed;
    private LocalDate day;
    private long tasksToday;
    /** Calls that have to come until positions told from outside are those after the last seek. */
    private int callsUntilPositionsCount;

    private record Ended(JournalKey key, long lastOffset) {}

    /** What a record is to its new owner. */
    enum Arrival {
        /** It is to be delivered. */
        NEW,
        /** It has its end. */
        SETTLED,
        /** It belongs to an operation that was under way before. */
        ADOPTED,
        /** It came before, so that the reading went back. */
        AGAIN
    }

    /**
     * What the journal says.
     *
     * @param floor records below it are settled, or were skipped by a person, unless an operation has them; -1 if there is none
     */
    Tenure(
            TopicPartition topicPartition,
            Recovered recovered,
            @Nullable String topicId,
            List<Adoption> adoptions,
            long floor,
            Instant now) {
        this.topicPartition = topicPartition;
        this.epoch = recovered.epoch();
        this.settledBefore = recovered.settled();
        this.topicId = topicId;
        this.adoptions.addAll(adoptions);
        this.floor = floor;
        this.committed = recovered.committed();
        this.day = today(now);
        this.tasksToday = this.day.equals(recovered.day()) ? recovered.tasksToday() : 0;
        recovered.ended().forEach((key, last) -> ended.add(new Ended(key, last)));
    }

    /** Without a journal a topic-partition is held as soon as it is assigned. */
    static Tenure withoutJournal(TopicPartition topicPartition, Instant now) {
        return new Tenure(topicPartition, Recovered.NOTHING, null, List.of(), -1, now);
    }

    int epoch() {
        return epoch;
    }

    /** Reading goes on from there. */
    void seek(long offset) {
        position = offset;
        callsUntilPositionsCount = 2;
    }

    /** Connect called, so that a seek asked for before the last call has taken place. */
    void called() {
        if (callsUntilPositionsCount > 0) {
            callsUntilPositionsCount--;
        }
    }

    /** Takes a record. */
    Arrival arrive(Intake record) {
        long offset = record.origin().offset();
        if (position != null && offset < position) {
            return Arrival.AGAIN;
        }
        passTo(offset);
        position = offset + 1;
        for (Adoption adoption : adoptions) {
            if (adoption.awaits(offset)) {
                adoption.arrive(record);
                take(offset);
                return Arrival.ADOPTED;
            }
        }
        if (offset < floor || settledBefore.contains(offset)) {
            return Arrival.SETTLED;
        }
        take(offset);
        return Arrival.NEW;
    }

    private void take(long offset) {
        settled.take(offset);
        promised.take(offset);
    }

    /** Nothing below {@code offset} is still to come. */
    void passed(long offset) {
        if (callsUntilPositionsCount == 0) {
            passTo(offset);
            if (position == null || offset > position) {
                position = offset;
            }
        }
    }

    private void passTo(long offset) {
        adoptions.forEach(adoption -> adoption.passed(offset));
    }

    /** Takes out operations of the journal whose records all came or can no longer come. */
    List<Adoption> takeComplete() {
        var complete = adoptions.stream().filter(Adoption::isComplete).toList();
        adoptions.removeAll(complete);
        for (Adoption adoption : complete) {
            if (!adoption.sourceIsGone()) {
                adoption.prepared().offsets().stream()
                        .filter(offset -> !adoption.hasArrived(offset))
                        .forEach(lost::add);
            }
        }
        return complete;
    }

    /** The commit that settles these records is asked for. */
    void promise(OffsetSet offsets) {
        offsets.stream().filter(offset -> !lost.contains(offset)).forEach(promised::settle);
    }

    /** A record is settled. */
    void settle(long offset) {
        if (!lost.remove(offset)) {
            settled.settle(offset);
        }
    }

    /**
     * The lowest record that is not settled; empty if there is none. Records below the floor belong to operations of the journal,
     * which finds them again wherever the group begins: the group's offset never goes back because of them.
     */
    OptionalLong frontier() {
        var lowest = lowest(settled);
        if (lowest.isPresent()) {
            // What an operation of the journal waits for may lie behind records that were not read yet.
            long unread = position == null ? Long.MAX_VALUE : position;
            return OptionalLong.of(Math.max(Math.min(lowest.getAsLong(), unread), floor));
        }
        // Until a seek has taken place, Connect's own position is from before it.
        return position != null && callsUntilPositionsCount > 0
                ? OptionalLong.of(Math.max(position, floor))
                : OptionalLong.empty();
    }

    private OptionalLong lowest(OffsetLedger ledger) {
        var awaited = adoptions.stream().map(Adoption::lowestMissing);
        return Stream.concat(Stream.of(ledger.frontier()), awaited)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    /** Where to go on reading if everything about this tenure is forgotten. */
    OptionalLong resumption() {
        var frontier = frontier();
        return frontier.isPresent() || position == null ? frontier : OptionalLong.of(position);
    }

    /**
     * The group certainly has this offset committed; whether that is news that can be told. What it had before a seek took it back
     * counts no more.
     */
    boolean committed(long offset) {
        var lowest = lowest(settled);
        if (lowest.isPresent() && offset > lowest.getAsLong()) {
            return false;
        }
        boolean news = committed == null || offset > committed;
        if (news) {
            committed = offset;
        }
        return news && isBegun();
    }

    /** Whether a record came, or is known to come no more, so that there is a frontier. */
    private boolean isBegun() {
        return position != null || floor >= 0;
    }

    TopicPartition topicPartition() {
        return topicPartition;
    }

    /** Counts tasks that are sent. */
    void sent(int tasks, Instant now) {
        if (today(now).isAfter(day)) {
            day = today(now);
            tasksToday = 0;
        }
        tasksToday += tasks;
    }

    /** Tasks sent today. */
    long tasksToday(Instant now) {
        return today(now).equals(day) ? tasksToday : 0;
    }

    /**
     * What the journal is told beside {@code entries}: how far everything is settled by them, and which earlier ones that makes
     * useless.
     */
    List<JournalEntry> bookkeeping(List<JournalEntry> entries) {
        var bookkeeping = bookkeeping();
        entries.forEach(this::forgetLater);
        return bookkeeping;
    }

    private void forgetLater(JournalEntry entry) {
        if (entry instanceof JournalEntry.Done done) {
            ended.add(new Ended(done.key(), last(done.settled())));
        } else if (entry instanceof JournalEntry.Refused refused) {
            ended.add(new Ended(refused.key(), last(refused.settled())));
        }
    }

    private static long last(OffsetSet offsets) {
        return offsets.isEmpty() ? -1 : offsets.last();
    }

    private List<JournalEntry> bookkeeping() {
        var frontier = lowest(promised);
        if (!isBegun()) {
            return List.of();
        }
        long unread = position == null ? floor : position;
        long reached = Math.min(frontier.orElse(unread), unread);
        var entries = new ArrayList<JournalEntry>();
        entries.add(new JournalEntry.Checkpoint(topicPartition, epoch, reached, topicId, committed, day, tasksToday));
        while (!ended.isEmpty() && ended.peek().lastOffset < reached && entries.size() <= MOST_FORGOTTEN) {
            entries.add(new JournalEntry.Forgotten(ended.remove().key));
        }
        return entries;
    }

    /** Tasks that came and wait for the rest of their operation. */
    Stream<TaskItem> awaitingOthers() {
        return adoptions.stream().flatMap(Adoption::arrivedTasks);
    }

    private static LocalDate today(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
