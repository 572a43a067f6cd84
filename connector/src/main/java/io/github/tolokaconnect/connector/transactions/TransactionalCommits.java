package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.Recovered;
import io.github.tolokaconnect.connector.results.Commits;
import io.github.tolokaconnect.connector.results.EventRecords;
import io.github.tolokaconnect.events.ConnectorRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits with a journal: each is part of one transaction of its source topic-partition, whose producer shuts out former owners.
 * Workers do what waits for the cluster, one thing at a time for a topic-partition; one more thread reads the journal.
 */
public final class TransactionalCommits implements Commits {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalCommits.class);

    private static final Duration BEFORE_SURVEY = Duration.ofSeconds(3);
    private static final Duration BETWEEN_SURVEYS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS_AT_GROUP = Duration.ofSeconds(10);

    private final Admin admin;
    private final Consumer<DeliveryEvent> answers;
    private final PartitionWriter.Outlet outlet;
    private final JournalReadings readings;
    private final SourceLogs sourceLogs;
    private final CommitThreads threads;
    /** Changed by Connect's thread; the journal's thread asks which of them are claimed. */
    private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();

    /** What is given to the commits of a sink task. */
    record Parts(
            JournalSettings settings,
            ConnectorRef connector,
            EventRecords events,
            InstantSource clock,
            Consumer<DeliveryEvent> answers) {

        String owner() {
            return connector.name() + "-" + connector.task();
        }
    }

    TransactionalCommits(Parts parts, Clients clients, Admin admin) {
        var connector = parts.connector;
        this.admin = admin;
        this.answers = parts.answers;
        this.outlet = new PartitionWriter.Outlet(
                new OpenProducers(clients),
                new JournalRecords(
                        parts.settings.topic(),
                        new JournalCodec(),
                        connector.name() + " task " + connector.task(),
                        connector.version() == null ? "unknown" : connector.version(),
                        parts.clock),
                parts.events,
                answers);
        this.threads = new CommitThreads(parts.owner());
        this.readings =
                new JournalReadings(new JournalReader(clients, parts.settings.topic(), parts.clock), threads.journal());
        this.sourceLogs = new SourceLogs(admin, parts.settings.consumerGroup());
        threads.every(BETWEEN_LOOKS_AT_GROUP, this::lookAtGroup);
    }

    /**
     * Makes sure that the journal's topic is there and safe to use. Waits for the cluster.
     *
     * @param events makes the records of result topics
     * @param answers takes what happened, from any thread
     * @throws ConnectException if the cluster does not answer, or if the topic is missing or its settings put entries at risk
     */
    public static TransactionalCommits start(
            JournalSettings settings,
            ConnectorRef connector,
            EventRecords events,
            InstantSource clock,
            Consumer<DeliveryEvent> answers) {
        var parts = new Parts(settings, connector, events, clock, answers);
        var clients = new JournalClients(settings, parts.owner());
        var admin = new JournalTopic(settings).connect(clients);
        return new TransactionalCommits(parts, clients, admin);
    }

    @Override
    public void commit(Effect.Commit what) {
        lane(what.topicPartition()).add(what);
    }

    @Override
    public void claim(Effect.Claim what) {
        lane(what.topicPartition()).add(what);
    }

    @Override
    public void survey(Effect.Survey what) {
        // Those with records are claimed before that, and one reading less has to be waited for.
        threads.after(BEFORE_SURVEY, () -> survey(what.topicPartitions(), 0));
    }

    @Override
    public void release(Effect.Release what) {
        what.topicPartitions().forEach(source -> {
            var lane = lanes.get(source);
            if (lane != null) {
                lane.release(what);
            }
        });
    }

    @Override
    public void close() {
        threads.finish();
        threads.stop(outlet.producers()::closeAll);
        admin.close(Duration.ZERO);
    }

    private PartitionLane lane(TopicPartition source) {
        return lanes.computeIfAbsent(source, fresh -> {
            var writer = new PartitionWriter(fresh, outlet);
            return new PartitionLane(
                    writer, threads.workers(), threads.restedWorkers(), claim -> claim(claim, writer), answers);
        });
    }

    private void claim(Effect.Claim claim, PartitionWriter writer) {
        var source = claim.topicPartition();
        try {
            long offset = writer.claim();
            var unused = readings.with(offset, source)
                    .<SourceLog, DeliveryEvent>thenCombine(
                            sourceLogs.of(source),
                            (recovered, log) -> new DeliveryEvent.Claimed(source, claim.ticket(), recovered, log))
                    .exceptionally(failure -> notClaimed(claim, failure))
                    .thenAccept(answers);
        } catch (KafkaException | IllegalStateException failure) {
            answers.accept(notClaimed(claim, failure));
        }
    }

    private static DeliveryEvent notClaimed(Effect.Claim claim, Throwable failure) {
        LOG.debug("Not claimed topicPartition={}", claim.topicPartition(), failure);
        return Failures.unwrapped(failure) instanceof UnreadableJournalException unreadable
                ? unreadable.asEvent()
                : new DeliveryEvent.NotClaimed(claim.topicPartition(), claim.ticket(), Failures.reason(failure));
    }

    private boolean isClaimed(TopicPartition source) {
        var lane = lanes.get(source);
        return lane != null && lane.isClaimed();
    }

    /** A failure that lasts is said at the first time, the second, the fourth, and so on. */
    private void survey(List<TopicPartition> assigned, int failures) {
        var sources = assigned.stream().filter(source -> !isClaimed(source)).toList();
        if (sources.isEmpty()) {
            return;
        }
        var unused = readings.now(new HashSet<>(sources)).whenComplete((recovered, failure) -> {
            if (failure == null) {
                answers.accept(new DeliveryEvent.Surveyed(withOpenOperations(sources, recovered)));
            } else if (Failures.unwrapped(failure) instanceof UnreadableJournalException unreadable) {
                answers.accept(unreadable.asEvent());
            } else {
                int times = failures + 1;
                if (Integer.bitCount(times) == 1) {
                    LOG.warn(
                            "TLK-511 The journal could not be looked through for operations under way, and is read again"
                                    + " reason=\"{}\" retryInMs={} times={}",
                            Failures.reason(failure),
                            BETWEEN_SURVEYS.toMillis(),
                            times);
                }
                threads.after(BETWEEN_SURVEYS, () -> survey(sources, times));
            }
        });
    }

    private static Set<TopicPartition> withOpenOperations(
            List<TopicPartition> sources, Map<TopicPartition, Recovered> recovered) {
        return recovered.entrySet().stream()
                .filter(entry -> !entry.getValue().open().isEmpty())
                .map(Map.Entry::getKey)
                .filter(sources::contains)
                .collect(Collectors.toSet());
    }

    /** What the group has committed tells later whether it went back. */
    private void lookAtGroup() {
        var claimed = lanes.entrySet().stream()
                .filter(lane -> lane.getValue().isClaimed())
                .map(Map.Entry::getKey)
                .toList();
        if (!claimed.isEmpty()) {
            var unused = sourceLogs.committed(claimed).thenAccept(offsets -> {
                if (!offsets.isEmpty()) {
                    answers.accept(new DeliveryEvent.GroupOffsetsSeen(offsets));
                }
            });
        }
    }
}
