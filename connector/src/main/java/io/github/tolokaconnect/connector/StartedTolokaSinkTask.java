package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.connector.delivery.Defect;
import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskReader;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.connector.results.Heartbeats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * A started sink task: reads records, lets the core decide, runs its effects, and paces Connect. All methods are called by
 * Connect's thread of the sink task and never wait for a network; answers of other threads wait in {@code inbox} until that
 * thread takes them.
 */
final class StartedTolokaSinkTask implements AutoCloseable {
    /** Longest wait for the next call while something is under way. */
    private static final Duration SHORT_TICK = Duration.ofMillis(20);
    /** Longest wait for the next call while nothing is. */
    private static final Duration LONG_TICK = Duration.ofSeconds(1);

    private static final Pattern ERROR_ID = Pattern.compile("TLK-[0-9]{3}");

    private final Parts parts;
    private final Backpressure backpressure;
    private final Positions positions;

    /**
     * What a sink task is made of.
     *
     * @param inbox filled by any thread, emptied by Connect's
     * @param resources closed in order when the sink task stops
     */
    record Parts(
            SinkTaskContext context,
            InstantSource clock,
            TaskReader reader,
            ErrantRecords errantRecords,
            Delivery delivery,
            EffectRunner effects,
            Heartbeats heartbeats,
            Heart heart,
            Pacing pacing,
            SinkTaskMetrics metrics,
            Queue<DeliveryEvent> inbox,
            Resources resources) {}

    StartedTolokaSinkTask(Parts parts) {
        this.parts = parts;
        this.backpressure = new Backpressure(parts.context);
        this.positions = new Positions(parts.context);
    }

    void open(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        backpressure.opened(partitions);
        step(new DeliveryEvent.Opened(partitions));
        show();
    }

    /** Takes records, which may be none: Connect's regular call is the sink task's clock. */
    void put(Collection<SinkRecord> records) {
        try {
            take(records);
        } catch (RuntimeException failure) { // whatever it is, Connect stops the sink task
            sayLast(failure);
            throw failure;
        }
    }

    private void take(Collection<SinkRecord> records) {
        step(new DeliveryEvent.Passed(positions.delivered()));
        for (var event = parts.inbox.poll(); event != null; event = parts.inbox.poll()) {
            step(event);
        }
        step(records.isEmpty() ? new DeliveryEvent.Ticked() : taken(records));
        show();
    }

    /**
     * Offsets that may be committed: everything below the first record that is not settled. Never throws, since Connect would
     * read every topic-partition again; a defect shows itself at the next delivery.
     */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        try {
            positions.passed(currentOffsets);
            return settled(currentOffsets);
        } catch (RuntimeException defect) {
            parts.inbox.add(DeliveryEvent.Broken.by(Defect.of("Offsets to commit", defect)));
            return Map.of();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> settled(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        currentOffsets.forEach((partition, current) -> {
            var frontier = parts.delivery.frontier(partition);
            if (frontier.isPresent()) {
                // Above what was delivered, the group stays where it is; Connect would refuse the offset.
                if (frontier.getAsLong() <= current.offset()) {
                    offsets.put(partition, new OffsetAndMetadata(frontier.getAsLong()));
                }
            } else if (!positions.isSought(partition)) {
                offsets.put(partition, current);
            }
        });
        return offsets;
    }

    void close(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        step(new DeliveryEvent.Closed(partitions));
        backpressure.forget(partitions);
    }

    private DeliveryEvent taken(Collection<SinkRecord> records) {
        var intakes = new ArrayList<Intake>(records.size());
        for (SinkRecord record : records) {
            var intake = parts.reader.read(record);
            if (positions.isSought(intake.origin().topicPartition())) {
                continue; // polled before the seek: it comes again, or is not wanted
            }
            if (intake instanceof Intake.Refused refused) {
                parts.errantRecords.report(record, refused);
            }
            intakes.add(intake);
        }
        return new DeliveryEvent.Taken(intakes);
    }

    private void step(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.Broken broken) {
            throw new ConnectException(broken.message());
        }
        for (Effect effect : parts.delivery.step(event, parts.clock.instant())) {
            if (effect instanceof Effect.Seek seek) {
                positions.seek(seek.topicPartition(), seek.offset());
            } else {
                parts.effects.run(effect);
            }
        }
    }

    /** Shows the state to everyone who has to know: Connect, metrics, heartbeat topic. */
    private void show() {
        var now = parts.clock.instant();
        var view = parts.delivery.view(now);
        backpressure.apply(view.pauseWanted(), view.unclaimed());
        var paused = backpressure.paused();
        parts.metrics.show(new SinkTaskMetrics.Reading(
                view,
                paused.size(),
                parts.pacing.requestsLeft(),
                parts.pacing.tasksLeftInMinute(),
                parts.pacing.tasksLeftInDay()));
        parts.heart.beat(view, parts.context.assignment(), paused, now).ifPresent(parts.heartbeats::send);
        parts.context.timeout(untilNextCall(view, now).toMillis());
    }

    /** Tells why no more heartbeats come; only the worker's REST API and its log would say it else. */
    private void sayLast(RuntimeException failure) {
        try {
            var now = parts.clock.instant();
            var id = ERROR_ID.matcher(String.valueOf(failure.getMessage()));
            parts.heartbeats.send(parts.heart.last(
                    id.lookingAt() ? id.group() : null,
                    parts.delivery.view(now),
                    parts.context.assignment(),
                    backpressure.paused(),
                    now));
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private Duration untilNextCall(Delivery.View view, Instant now) {
        if (view.heldRecords() > 0) {
            return SHORT_TICK;
        }
        var due =
                parts.delivery.nextDue(now).map(at -> Duration.between(now, at)).orElse(LONG_TICK);
        return due.compareTo(LONG_TICK) < 0 ? SHORT_TICK : LONG_TICK;
    }

    @Override
    public void close() {
        parts.resources.close();
    }
}
