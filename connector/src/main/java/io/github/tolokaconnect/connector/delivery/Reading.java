package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset.Reason;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a topic-partition is read from after it was claimed, and what that means. A pure function of what the journal says, of what
 * the source cluster says, and of what was delivered already.
 *
 * @param adoptions operations of the journal that were under way
 * @param newEpoch why a new epoch begins; absent if none does
 * @param floor records below it have their end, or were skipped by a person, unless an operation has them; -1 if nothing is known
 * @param skipped records that a person skipped although operations among them are under way; the group's offset cannot tell
 *     them, since reading goes back for those operations
 * @param seek where to go on reading; empty to go on where the consumer is
 * @param regressedFrom the offset that the group had committed before it went back; absent if it did not
 */
record Reading(
        List<Adoption> adoptions,
        @Nullable Reason newEpoch,
        long floor,
        OffsetSet skipped,
        OptionalLong seek,
        @Nullable Long regressedFrom) {

    /** What is known when a topic-partition was claimed. */
    record Known(
            Recovered journal,
            SourceLog source,
            @Nullable Long firstWaiting,
            @Nullable Long resumption) {

        /** Whether the topic was deleted and created anew since the journal last heard of it. */
        private boolean isRecreated() {
            return source.topicId() != null
                    && journal.topicId() != null
                    && !source.topicId().equals(journal.topicId());
        }

        /** Where the group begins, as far as that is known. */
        private @Nullable Long start() {
            if (resumption != null) {
                return firstWaiting == null ? resumption : (Long) Math.min(firstWaiting, resumption);
            }
            return firstWaiting == null ? source.group().committed() : firstWaiting;
        }

        /** Whether the group could be asked and has committed nothing, so that it begins somewhere by chance. */
        private boolean hasNoGroupOffset() {
            return resumption == null
                    && source.group().known()
                    && source.group().committed() == null;
        }

        /** The offset that the group had and has no more; absent if it did not go back. */
        private @Nullable Long regressedFrom() {
            var had = journal.committed();
            if (had == null || resumption != null) {
                return null;
            }
            var begins = start();
            return hasNoGroupOffset() || (begins != null && begins < had) ? had : null;
        }
    }

    static Reading of(Known known, OnOffsetRegression onRegression) {
        if (known.isRecreated()) {
            return recreated(known);
        }
        var regressed = known.regressedFrom();
        boolean again = regressed != null && onRegression == OnOffsetRegression.REPROCESS;
        var adoptions = adoptions(known, known.journal().recreatedIn());
        var frontier = again ? null : known.journal().frontier();
        var start = frontier != null && known.hasNoGroupOffset() ? null : known.start();
        long floor = Math.max(frontier == null ? -1 : frontier, start == null ? -1 : start);
        return new Reading(
                adoptions,
                again ? Reason.REPROCESS : null,
                floor,
                frontier == null ? OffsetSet.EMPTY : skipped(known, frontier, floor, adoptions),
                seek(known, floor, adoptions),
                regressed);
    }

    /** Offsets mean other records now: nothing is settled, and no operation finds its records again. */
    private static Reading recreated(Known known) {
        var first = known.firstWaiting();
        // What was delivered lately may be from before or after; the new topic is read from its beginning.
        long start = known.source().start() == null ? 0 : known.source().start();
        boolean isThere = first != null && first == start && known.resumption() == null;
        return new Reading(
                adoptions(known, Integer.MAX_VALUE),
                Reason.TOPIC_RECREATED,
                start,
                OffsetSet.EMPTY,
                isThere ? OptionalLong.empty() : OptionalLong.of(start),
                null);
    }

    private static List<Adoption> adoptions(Known known, int recreatedIn) {
        return known.journal().open().stream()
                .map(prepared -> new Adoption(prepared, prepared.epoch() < recreatedIn, known.source()))
                .toList();
    }

    private static OptionalLong needed(List<Adoption> adoptions) {
        return adoptions.stream()
                .map(Adoption::lowestMissing)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    private static OffsetSet skipped(Known known, long frontier, long floor, List<Adoption> adoptions) {
        if (needed(adoptions).orElse(floor) >= floor) {
            return OffsetSet.EMPTY;
        }
        var others = OffsetSet.union(Stream.concat(
                        Stream.of(known.journal().settled()),
                        adoptions.stream().map(adoption -> adoption.prepared().offsets()))
                .toList());
        var skipped = new ArrayList<OffsetSet>();
        for (long from = others.firstMissing(frontier); from < floor; ) {
            var next = others.from(from);
            long to = next.isEmpty() ? floor : Math.min(floor, next.first());
            skipped.add(OffsetSet.range(from, to - 1));
            from = others.firstMissing(to);
        }
        return OffsetSet.union(skipped);
    }

    private static OptionalLong seek(Known known, long floor, List<Adoption> adoptions) {
        var needed = needed(adoptions);
        if (floor < 0) {
            // Nothing settled, nothing delivered, and the group cannot be asked: it reads on from wherever it is.
            return OptionalLong.empty();
        }
        long target = Math.min(floor, needed.orElse(floor));
        var first = known.firstWaiting();
        if (first != null) {
            return first == target ? OptionalLong.empty() : OptionalLong.of(target);
        }
        boolean isThere = known.resumption() == null
                && Optional.of(target)
                        .equals(Optional.ofNullable(known.source().group().committed()));
        // Where the consumer is then nobody knows; it may be beyond what an operation needs.
        boolean isBlind = known.resumption() == null && !known.source().group().known() && needed.isEmpty();
        return isThere || isBlind ? OptionalLong.empty() : OptionalLong.of(target);
    }
}
