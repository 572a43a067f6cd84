package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.collateral;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.ValidationError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaitingCodecTest {

    @Test
    void readsWhatItWrote() {
        WaitingCodec codec = new WaitingCodec(new EventCodec());
        ValidationError error = refused(ErrorClass.POOL, "img-1", 5, 2);
        Waiting plain = new Waiting("img-1", error, Waiting.Trace.NONE, null, null);
        Waiting full = new Waiting("img-1", error, new Waiting.Trace("a", "b", "c"), NOON, "cats");

        assertThat(codec.decode(codec.encode(plain))).isEqualTo(plain);
        assertThat(codec.decode(codec.encode(full))).isEqualTo(full);
    }

    @Test
    void placesAreInTheOrderOfRefusal() {
        Waiting earlier = RefusalFixtures.waiting(refused(ErrorClass.POOL, "z", 5, 1));
        Waiting later = RefusalFixtures.waiting(refused(ErrorClass.POOL, "a", 6, 1));

        assertThat(earlier.place()).isLessThan(later.place());
        assertThat(Waiting.placeOf(NOON.plusSeconds(6)))
                .isGreaterThan(earlier.place())
                .isLessThan(later.place());
    }

    @Property(tries = 100)
    void aHistoryReadsItselfFromItsBytesAndStaysSmall(
            @ForAll @IntRange(max = 30) int refusals, @ForAll RepairAction action) {
        History history = History.NONE;
        for (int i = 0; i < refusals; i++) {
            history = history.with(collateral("img-1", i, 1), action);
        }

        assertThat(HistoryCodec.decode(HistoryCodec.encode(history))).isEqualTo(history);
        assertThat(history.steps()).hasSize(Math.min(refusals, 10));
        assertThat(history.collateral()).isEqualTo(action == RepairAction.REEMIT ? refusals : 0);
    }
}
