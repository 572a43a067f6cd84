package io.github.tolokaconnect.quickstart.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.Status;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OperationLineTest {

    @Test
    void saysWhatCameOfAnOperationAndHowLongItTook() {
        var status = Events.operation(
                Status.SUCCESS, new Counts(500, 500, 498, 2, 498, 2), Events.TIME.minusMillis(1_230), Events.TIME);

        assertThat(OperationLine.of(status, ZoneOffset.UTC))
                .isEqualTo("10:15:04  operation 5c04458e  SUCCESS  pool=1001 created=498 rejected=2 took=1.2s");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        var status = Events.operation(Status.REJECTED, Counts.ofRecords(500), null, null);

        assertThat(OperationLine.of(status, ZoneOffset.UTC))
                .isEqualTo("10:15:04  operation 5c04458e  REJECTED  pool=1001");
    }
}
