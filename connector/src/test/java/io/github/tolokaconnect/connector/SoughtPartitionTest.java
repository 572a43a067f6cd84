package io.github.tolokaconnect.connector;

import static io.github.tolokaconnect.connector.SinkTaskRig.SOURCE;
import static io.github.tolokaconnect.connector.SinkTaskRig.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.http.HttpTolokaApi;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.OperationIds;
import io.github.tolokaconnect.connector.delivery.Policy;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.intake.TaskReader;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.connector.results.Commits;
import io.github.tolokaconnect.connector.results.Heartbeats;
import io.github.tolokaconnect.connector.results.OperationLogs;
import io.github.tolokaconnect.connector.results.ResultProducer;
import io.github.tolokaconnect.events.ConnectorRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink task that finds out by its journal that reading has to go on elsewhere. */
class SoughtPartitionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final Queue<DeliveryEvent> inbox = new ConcurrentLinkedQueue<>();
    private final JournalOfOne journal = new JournalOfOne();
    private final StartedTolokaSinkTask task =
            start(SampleConfig.read("linger.ms", "60000", "toloka.url", "http://127.0.0.1:1"));

    @BeforeEach
    void open() {
        context.assignment.add(SOURCE);
        task.open(List.of(SOURCE));
    }

    @AfterEach
    void close() {
        task.close(List.of(SOURCE));
        task.close();
    }

    @Test
    void takesNoMoreRecordsUntilThePartitionIsClaimed() {
        put(record(100));
        var beforeTheClaim = Set.copyOf(context.paused);
        journal.answer(100);
        put();

        assertThat(beforeTheClaim).containsExactly(SOURCE);
        assertThat(context.paused).isEmpty();
        assertThat(context.sought).isEmpty();
        assertThat(committable(101)).isEqualTo(Map.of(SOURCE, new OffsetAndMetadata(100)));
    }

    @Test
    void aPositionOfTheTimeBeforeASeekIsNotCommitted() {
        put(record(100));
        journal.answer(150);
        put(record(101));
        var beforeConnectFollows = committable(102);
        put();

        assertThat(context.sought).isEqualTo(Map.of(SOURCE, 150L));
        assertThat(beforeConnectFollows).isEmpty();
        assertThat(committable(150)).isEqualTo(Map.of(SOURCE, new OffsetAndMetadata(150)));
    }

    @Test
    void recordsOfTheTimeBeforeASeekAreNotTaken() {
        put(record(100));
        journal.answer(100, 50, 51);
        put(record(101));
        put(record(50));

        assertThat(context.sought).isEqualTo(Map.of(SOURCE, 50L));
        assertThat(journal.claims).isEqualTo(1);
    }

    private void put(SinkRecord... records) {
        task.put(List.of(records));
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(long position) {
        return task.committable(Map.of(SOURCE, new OffsetAndMetadata(position)));
    }

    /** A journal that knows how far its one topic-partition is settled, and of one operation at most. */
    private final class JournalOfOne implements Commits {
        private final List<Effect.Claim> asked = new ArrayList<>();
        private int claims;

        void answer(long frontier, long... underWay) {
            var open = OffsetSet.of(underWay);
            var recovered = new Recovered(
                    0,
                    frontier,
                    OffsetSet.EMPTY,
                    open.isEmpty() ? List.of() : List.of(prepared(open)),
                    Map.of(),
                    null,
                    0,
                    null,
                    null,
                    0);
            asked.forEach(claim ->
                    inbox.add(new DeliveryEvent.Claimed(SOURCE, claim.ticket(), recovered, SourceLog.UNKNOWN)));
            asked.clear();
        }

        private static Prepared prepared(OffsetSet offsets) {
            return new Prepared(
                    SOURCE, new UUID(1, 1), 0, 1, new PoolId("1001"), offsets, CLOCK.instant(), Set.of("PLANNED"));
        }

        @Override
        public void claim(Effect.Claim what) {
            claims++;
            asked.add(what);
        }

        @Override
        public void survey(Effect.Survey what) {
            inbox.add(new DeliveryEvent.Surveyed(Set.of()));
        }

        @Override
        public void commit(Effect.Commit what) {
            inbox.add(new DeliveryEvent.Committed(what.topicPartition(), what.ticket()));
        }

        @Override
        public void release(Effect.Release what) {}

        @Override
        public void close() {}
    }

    private StartedTolokaSinkTask start(ConnectorConfig config) {
        var resources = new Resources();
        var connector = ConnectorRef.of("toloka-sink", 0, "0.1.0");
        var metrics = resources.add(new SinkTaskMetrics());
        var producer = resources.add(new ResultProducer(
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
                metrics,
                Runnable::run,
                inbox::add));
        var api = resources.add(HttpTolokaApi.connect(config.connection().toConnection("test")));
        var pacing = Pacing.of(config.pacing().limitsOf(config.share()), () -> 0);
        var policy = new Policy(
                n -> Duration.ofSeconds(1),
                n -> Duration.ofSeconds(1),
                Duration.ofHours(1),
                OnPoolError.PAUSE,
                5,
                Duration.ofDays(7));
        return new StartedTolokaSinkTask(new StartedTolokaSinkTask.Parts(
                context,
                CLOCK,
                new TaskReader(config),
                ErrantRecords.of(context, false),
                new Delivery(new Delivery.Setup(
                        config.batching(),
                        policy,
                        pacing,
                        OperationIds.of("toloka-sink"),
                        -1,
                        OnOffsetRegression.SKIP)),
                new EffectRunner(
                        config,
                        api,
                        new OperationLogs(api, true, CLOCK),
                        journal,
                        new Credentials(context, config.connection().credential(), api::use, metrics),
                        new Warnings(CLOCK, metrics, warning -> {}),
                        inbox::add),
                new Heartbeats(producer, config.results(), metrics),
                new Heart(config, connector, pacing, metrics),
                pacing,
                metrics,
                inbox,
                resources));
    }
}
