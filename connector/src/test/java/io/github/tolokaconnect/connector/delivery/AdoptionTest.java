package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.accepted;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdoptionTest {
    private static final UUID ID = UUID.fromString("552e0156-cbc9-542c-8338-dd7cdd741c5f");

    private static Adoption adoption(
            OffsetSet offsets, boolean sourceIsGone, @Nullable Long start, @Nullable Long end) {
        var prepared = new Prepared(CATS_0, ID, 0, 1, POOL_A, offsets, NOON, Set.of("PLANNED"));
        var source = new SourceLog(null, start, end, new SourceLog.Group(false, null));
        return new Adoption(prepared, sourceIsGone, source);
    }

    private static Adoption adoption(long... offsets) {
        return adoption(OffsetSet.of(offsets), false, null, null);
    }

    @Test
    void awaitsItsOwnRecordsAndNoOthers() {
        var adoption = adoption(3, 5);

        assertThat(adoption.awaits(3)).isTrue();
        assertThat(adoption.awaits(4)).isFalse();
        adoption.arrive(accepted(CATS_0, POOL_A, 3));
        assertThat(adoption.awaits(3)).as("it came").isFalse();
        assertThat(adoption.lowestMissing()).hasValue(5);
        assertThat(adoption.isComplete()).isFalse();
    }

    @Test
    void awaitsNothingThatIsNotInTheTopicAnyMore() {
        var adoption = adoption(OffsetSet.range(3, 8), false, 5L, 7L);

        assertThat(adoption.awaits(4)).isFalse();
        assertThat(adoption.awaits(5)).isTrue();
        assertThat(adoption.awaits(6)).isTrue();
        assertThat(adoption.awaits(7)).isFalse();
    }

    @Test
    void awaitsNothingOfATopicThatWasDeleted() {
        var adoption = adoption(OffsetSet.range(3, 8), true, 0L, 100L);

        assertThat(adoption.isComplete()).isTrue();
        assertThat(adoption.batch().isUnreadable()).isTrue();
    }

    @Test
    void isCompleteOnceNothingIsStillToCome() {
        var adoption = adoption(3, 5, 9);
        adoption.arrive(accepted(CATS_0, POOL_A, 3));

        adoption.passed(9);
        assertThat(adoption.isComplete()).isFalse();
        adoption.passed(10);

        assertThat(adoption.isComplete()).isTrue();
        assertThat(adoption.hasArrived(3)).isTrue();
        assertThat(adoption.hasArrived(5)).isFalse();
    }

    @Test
    void keepsThePoolThatWasRecorded() {
        var adoption = adoption(3, 4);
        adoption.arrive(accepted(CATS_0, POOL_B, 3));
        adoption.arrive(refused(CATS_0, 4));

        var batch = adoption.batch();

        assertThat(batch.pool()).isEqualTo(POOL_A);
        assertThat(batch.tasks()).extracting(TaskItem::pool).containsOnly(POOL_A);
        assertThat(batch.tasks()).extracting(TaskItem::isReadable).containsExactly(true, false);
        assertThat(batch.inputBytes()).isEqualTo(10);
    }

    /** The composition of an operation never changes, whatever can still be read of it. */
    @Property(tries = 300)
    void putsEveryRecordInItsRecordedPlace(
            @ForAll @NotEmpty Set<@IntRange(min = 0, max = 60) Integer> recorded,
            @ForAll Set<@IntRange(min = 0, max = 60) Integer> readable) {
        var offsets =
                OffsetSet.of(recorded.stream().mapToLong(Integer::longValue).toArray());
        var adoption = adoption(offsets, false, null, null);

        offsets.stream()
                .filter(offset -> readable.contains((int) offset))
                .forEach(offset -> adoption.arrive(accepted(CATS_0, POOL_A, offset)));
        adoption.passed(Long.MAX_VALUE);

        assertThat(adoption.isComplete()).isTrue();
        assertThat(adoption.batch().tasks())
                .extracting(task -> task.origin().offset())
                .containsExactlyElementsOf(offsets.stream().boxed().toList());
        assertThat(adoption.batch().tasks())
                .allMatch(task -> task.isReadable()
                        == readable.contains((int) task.origin().offset()));
    }
}
