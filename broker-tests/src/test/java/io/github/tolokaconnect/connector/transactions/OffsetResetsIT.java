package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class OffsetResetsIT {

    @Test
    void goingBackUnsettlesEverythingFromThereOn(JournalRig rig) {
        var partition = rig.partition(0);
        settleSome(rig, partition);

        alter(rig, partition, 3L);

        var recovered = rig.sinkTask(1).claim(partition).recovered();
        assertThat(recovered.epoch()).isEqualTo(1);
        assertThat(recovered.frontier()).isEqualTo(3);
        assertThat(recovered.settled()).isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void goingForwardRepeatsNothing(JournalRig rig) {
        var partition = rig.partition(0);
        settleSome(rig, partition);

        alter(rig, partition, 12L);

        var recovered = rig.sinkTask(1).claim(partition).recovered();
        assertThat(recovered.epoch()).isEqualTo(1);
        assertThat(recovered.frontier()).isEqualTo(12);
        assertThat(recovered.settled()).isEqualTo(OffsetSet.range(20, 29));
    }

    @Test
    void theOffsetWhereReadingWouldGoOnAnywayRepeatsNothing(JournalRig rig) {
        var partition = rig.partition(0);
        settleSome(rig, partition);

        alter(rig, partition, 10L);

        assertThat(rig.sinkTask(1).claim(partition).recovered().settled()).isEqualTo(OffsetSet.range(20, 29));
    }

    @Test
    void withoutAnOffsetEverythingBeginsAnew(JournalRig rig) {
        var partition = rig.partition(0);
        settleSome(rig, partition);

        alter(rig, partition, null);

        var recovered = rig.sinkTask(1).claim(partition).recovered();
        assertThat(recovered.epoch()).isEqualTo(1);
        assertThat(recovered.frontier()).isNull();
        assertThat(recovered.settled()).isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void operationsUnderWayKeepTheirRecords(JournalRig rig) {
        var partition = rig.partition(0);
        settleSome(rig, partition);

        alter(rig, partition, null);

        assertThat(rig.sinkTask(1).claim(partition).recovered().open())
                .containsExactly(rig.prepared(partition, 10, 19));
    }

    @Test
    void whoeverOwnedATopicPartitionBeforeIsShutOut(JournalRig rig) {
        var partition = rig.partition(0);
        var owner = rig.sinkTask(0);
        owner.claim(partition);
        owner.committed(partition, List.of(rig.prepared(partition, 0, 4)));

        alter(rig, partition, 0L);

        assertThat(owner.notCommitted(partition, List.of(rig.done(partition, 0, 4)))
                        .fenced())
                .isTrue();
    }

    @Test
    void eachTimeAnotherEpochBegins(JournalRig rig) {
        var partition = rig.partition(0);
        settleSome(rig, partition);

        alter(rig, partition, 3L);
        alter(rig, partition, 3L);

        assertThat(rig.sinkTask(1).claim(partition).recovered().epoch()).isEqualTo(2);
    }

    @Test
    void aTopicPartitionThatTheJournalNeverHeardOfNeedsNothing(JournalRig rig) {
        settleSome(rig, rig.partition(0));
        var offsets = new HashMap<TopicPartition, Long>();
        offsets.put(rig.partition(0), 5L);
        offsets.put(rig.partition(1), 7L);

        new OffsetResets(rig.settings, JournalRig.CLOCK).write(offsets);

        assertThat(rig.sinkTask(1).claim(rig.partition(0)).recovered().epoch()).isEqualTo(1);
        assertThat(rig.sinkTask(1).claim(rig.partition(1)).recovered()).isEqualTo(Recovered.NOTHING);
    }

    @Test
    void withoutAJournalThereIsNothingToTell(JournalRig rig) {
        new OffsetResets(rig.settings, JournalRig.CLOCK).write(Map.of(rig.partition(0), 5L));

        assertThat(rig.sinkTask(0).claim(rig.partition(0)).recovered()).isEqualTo(Recovered.NOTHING);
    }

    @Test
    void saysThatNothingWasAlteredIfTheClusterIsNotThere(JournalRig rig) {
        var settings = rig.settings(Map.of("bootstrap.servers", "nowhere.invalid:9092"), true);

        assertThatThrownBy(() -> new OffsetResets(settings, JournalRig.CLOCK).write(Map.of(rig.partition(0), 5L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-510 ")
                .hasMessageContaining("nothing was altered");
    }

    /** 0 to 9 and 20 to 29 are settled, 10 to 19 are under way. */
    private static void settleSome(JournalRig rig, TopicPartition partition) {
        var task = rig.sinkTask(0);
        task.claim(partition);
        task.committed(partition, List.of(rig.prepared(partition, 10, 19)));
        task.committed(partition, List.of(rig.done(partition, 20, 29), rig.checkpoint(partition, 10)));
    }

    private static void alter(JournalRig rig, TopicPartition partition, Long offset) {
        new OffsetResets(rig.settings, JournalRig.CLOCK).write(Collections.singletonMap(partition, offset));
    }
}
