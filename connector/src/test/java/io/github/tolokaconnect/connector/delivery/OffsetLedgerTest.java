package io.github.tolokaconnect.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
    private final OffsetLedger ledger = new OffsetLedger();

    private void take(long... offsets) {
        for (long offset : offsets) {
            ledger.take(offset);
        }
    }

    @Test
    void hasNoFrontierWhileNothingIsPending() {
        assertThat(ledger.frontier()).isEmpty();

        take(0);
        ledger.settle(0);

        assertThat(ledger.frontier()).isEmpty();
    }

    @Test
    void stopsAtTheFirstUnsettledOffset() {
        take(7, 8, 9);

        ledger.settle(9);
        ledger.settle(7);

        assertThat(ledger.frontier()).hasValue(8);
    }

    @Test
    void leapsOverOffsetsThatNeverCame() {
        take(3, 10, 1_000_000);

        ledger.settle(3);

        assertThat(ledger.frontier()).hasValue(10);
    }

    @Test
    void takesAnOffsetOnce() {
        assertThat(ledger.take(5)).isTrue();

        assertThat(ledger.take(5)).isFalse();
        assertThat(ledger.take(4)).isFalse();
        ledger.settle(5);
        assertThat(ledger.take(5)).isFalse();
        assertThat(ledger.take(6)).isTrue();
    }

    @Test
    void objectsToASecondEnd() {
        take(1, 2);
        ledger.settle(2);

        assertThatIllegalStateException().isThrownBy(() -> ledger.settle(2)).withMessageContaining("twice");
    }

    @Test
    void objectsToTheEndOfWhatItNeverTookOrSettledLongAgo() {
        take(1, 3);
        ledger.settle(1);

        assertThatIllegalStateException().isThrownBy(() -> ledger.settle(1)).withMessageContaining("offset 1");
        assertThatIllegalStateException().isThrownBy(() -> ledger.settle(2)).withMessageContaining("offset 2");
    }

    /** Each number takes a record that many offsets further on if positive, else settles the pending one at that place. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void agreesWithASortedSet(@ForAll @Size(max = 600) List<@IntRange(min = -200, max = 260) Integer> steps) {
        var tested = new OffsetLedger();
        var pending = new TreeSet<Long>();
        long last = -1;

        for (int step : steps) {
            if (step > 0) {
                last += step % 3 + 1;
                pending.add(last);
                assertThat(tested.take(last)).isTrue();
            } else if (!pending.isEmpty()) {
                long offset = new ArrayList<>(pending).get(-step % pending.size());
                pending.remove(offset);
                tested.settle(offset);
            }
            assertThat(tested.frontier())
                    .isEqualTo(pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(pending.first()));
        }
    }
}
