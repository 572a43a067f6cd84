package io.github.tolokaconnect.streams.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.state.StoreWalk;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides on each refused record, and comes back to those that wait when it is time, when their pool changes, or when a person says so. */
final class RepairProcessor extends ContextualProcessor<byte[], ValidationError, byte[], byte[]> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LOOKED_AT_ONCE = 5_000;
    private static final long NOT_READ = -1;

    private final RepairSettings settings;
    private final Policy policy;
    private final EventCodec codec;
    private final Controls controls;
    private @Nullable KeyValueStore<String, byte[]> histories;
    private @Nullable RepairDesk desk;
    private @Nullable ReplayRunner replays;
    private PoolAliases aliases = PoolAliases.NONE;
    private long version = NOT_READ;
    private boolean mayHaveMoved;

    RepairProcessor(RepairSettings settings, EventCodec codec, Controls controls) {
        this.settings = settings;
        this.policy = new Policy(settings);
        this.codec = codec;
        this.controls = controls;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        KeyValueStore<String, byte[]> opened = context.getStateStore(RepairTopology.HISTORIES);
        RepairBook book = new RepairBook(
                context.getStateStore(RepairTopology.WAITING),
                context.getStateStore(RepairTopology.BY_DUE),
                new WaitingCodec(codec));
        StatRecorder recorder = StatRecorder.of(RepairTopology.REPAIR, context);
        histories = opened;
        RepairDesk made = new RepairDesk(context, book, opened, recorder, policy);
        desk = made;
        replays = new ReplayRunner(
                book,
                (waiting, patch, now) -> made.tryAgain(waiting, null, patch, "REPLAY", now),
                context.getStateStore(RepairTopology.REPLAYS),
                context.taskId().partition());
        StoreWalk<byte[]> walk = new StoreWalk<>(opened, LOOKED_AT_ONCE);
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> look(Instant.ofEpochMilli(now)));
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> forget(walk, Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<byte[], ValidationError> record) {
        read();
        ValidationError error = record.value();
        String pool = error.pool() == null ? null : error.pool().id();
        Waiting refused = new Waiting(
                new String(record.key(), UTF_8),
                error,
                trace(record.headers()),
                null,
                aliases.nameOf(pool).orElse(null));
        RepairDesk open = requireNonNull(desk);
        if (open.book().has(refused)) {
            return;
        }
        Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        History history = HistoryCodec.decode(requireNonNull(histories).get(refused.key()));
        Policy.Plan plan = policy.plan(
                error, history.collateral(), NextTry.task(refused, null, null).isPresent(), now);
        open.carryOut(plan, refused, history, now);
    }

    private void look(Instant now) {
        read();
        RepairDesk open = requireNonNull(desk);
        open.book().due(now, MOST_AT_ONCE).forEach(waiting -> release(open, waiting, now));
        if (mayHaveMoved) {
            List<Waiting> moved = open.book().moved(aliases, MOST_AT_ONCE);
            moved.forEach(waiting -> release(open, waiting, now));
            mayHaveMoved = moved.size() == MOST_AT_ONCE;
        }
        requireNonNull(replays).run(now);
    }

    private void release(RepairDesk open, Waiting waiting, Instant now) {
        open.tryAgain(waiting, aliases.successor(waiting).orElse(null), null, "RELEASE", now);
    }

    private void read() {
        long current = controls.version();
        if (current != version) {
            version = current;
            PoolAliases before = aliases;
            aliases = PoolAliases.of(controls);
            mayHaveMoved |= !aliases.equals(before);
            requireNonNull(replays).read(controls);
        }
    }

    private void forget(StoreWalk<byte[]> walk, Instant now) {
        Instant before = now.minus(settings.retention());
        RepairDesk open = requireNonNull(desk);
        for (Waiting waiting : open.book().refusedBefore(before, null, MOST_AT_ONCE)) {
            open.giveUp(waiting, Policy.RETENTION, now);
        }
        for (KeyValue<String, byte[]> entry : walk.next()) {
            if (HistoryCodec.decode(entry.value).touched().isBefore(before)) {
                requireNonNull(histories).delete(entry.key);
            }
        }
    }

    private static Waiting.Trace trace(Headers headers) {
        return new Waiting.Trace(
                text(headers, "traceparent"), text(headers, "tracestate"), text(headers, "ce_traceparent"));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
