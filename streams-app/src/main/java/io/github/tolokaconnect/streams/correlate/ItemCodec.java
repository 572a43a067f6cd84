package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.streams.correlate.Item.Answered;
import io.github.tolokaconnect.streams.correlate.Item.Choice;
import io.github.tolokaconnect.streams.correlate.Item.Refusal;
import io.github.tolokaconnect.streams.correlate.ItemDocument.Made;
import io.github.tolokaconnect.streams.correlate.ItemDocument.Said;
import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Items as bytes: there are millions of them. First comes the time of the last event, which the walk over all items looks at; other
 * times are distances from it. An id that follows from what is there anyway, as the contract has it, is left out.
 */
final class ItemCodec {

    private static final int FORMAT = 1;
    private static final int AS_USUAL = 0;
    private static final int OWN = 1;

    /** Texts that are numbers in the bytes. Only ever add to the end: what is stored refers to them by position. */
    private static final List<String> WORDS = List.of(
            "SELECTED",
            "SKIPPED",
            "INVALID",
            "DATA",
            "CAPACITY",
            "POOL",
            "ACCESS",
            "UNKNOWN",
            "DUPLICATE",
            "NO_ROUTE",
            "labeling.tasks");

    private ItemCodec() {}

    static byte[] encode(ItemDocument item) {
        Instant touched = item.touched();
        PackedWriter to = new PackedWriter(WORDS).number(FORMAT).time(touched);
        to.number(item.decisions().size());
        item.decisions().forEach(choice -> write(choice, touched, to));
        to.number(item.tasks().size());
        item.tasks().forEach(made -> write(made, touched, to));
        to.number(item.refusals().size());
        item.refusals().forEach(refusal -> write(refusal, touched, to));
        to.number(item.labels().size());
        item.labels().forEach(said -> write(said, touched, to));
        return to.toBytes();
    }

    static ItemDocument decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return ItemDocument.EMPTY;
        }
        PackedReader from = new PackedReader(bytes, WORDS).expectFormat(FORMAT, "item");
        Instant touched = from.time();
        return new ItemDocument(
                from.list(() -> choice(from, touched)),
                from.list(() -> made(from, touched)),
                from.list(() -> refusal(from, touched)),
                from.list(() -> said(from, touched)));
    }

    /** When something happened to the item last, without reading the rest. */
    static Instant touched(byte[] bytes) {
        return new PackedReader(bytes, WORDS).expectFormat(FORMAT, "item").time();
    }

    private static void write(Choice choice, Instant touched, PackedWriter to) {
        to.id(choice.eventId())
                .number(before(touched, choice.at()))
                .text(choice.verdict())
                .text(choice.reason())
                .text(choice.route())
                .text(choice.rule())
                .text(choice.model())
                .text(choice.version())
                .json(choice.prediction());
    }

    private static Choice choice(PackedReader from, Instant touched) {
        return new Choice(
                from.id(),
                at(touched, from),
                from.someText(),
                from.someText(),
                from.text(),
                from.text(),
                from.text(),
                from.text(),
                from.json());
    }

    private static void write(Made made, Instant touched, PackedWriter to) {
        Item.Task task = made.task();
        to.number(before(touched, task.at()))
                .text(task.taskId())
                .text(task.poolId())
                .id(task.operationId())
                .number(task.attempt())
                .text(made.topic())
                .number(made.partition())
                .number(made.offset());
        write(task.eventId(), usualId(task.operationId(), made.topic(), made.partition(), made.offset()), to);
    }

    private static Made made(PackedReader from, Instant touched) {
        Instant at = at(touched, from);
        String taskId = from.someText();
        String poolId = from.someText();
        UUID operationId = from.id();
        int attempt = from.smallNumber();
        String topic = from.someText();
        int partition = from.smallNumber();
        long offset = from.number();
        UUID eventId = id(from, () -> usualId(operationId, topic, partition, offset));
        return new Made(new Item.Task(eventId, at, taskId, poolId, operationId, attempt), topic, partition, offset);
    }

    /** The id that the contract gives to the event. */
    private static UUID usualId(UUID operationId, String topic, int partition, long offset) {
        return EventIds.taskCreated(operationId, new RecordRef(null, topic, partition, offset, null, 1));
    }

    private static void write(Refusal refusal, Instant touched, PackedWriter to) {
        to.id(refusal.eventId())
                .number(before(touched, refusal.at()))
                .text(refusal.errorClass())
                .text(refusal.code())
                .text(refusal.path())
                .text(refusal.poolId())
                .number(refusal.attempt());
    }

    private static Refusal refusal(PackedReader from, Instant touched) {
        return new Refusal(
                from.id(),
                at(touched, from),
                from.someText(),
                from.someText(),
                from.text(),
                from.text(),
                from.smallNumber());
    }

    private static void write(Said said, Instant touched, PackedWriter to) {
        Answered label = said.label();
        Boolean agrees = label.agrees();
        to.number(before(touched, label.at()))
                .text(label.taskId())
                .json(label.label())
                .number(agrees == null ? 0 : agrees ? 1 : 2)
                .number(said.answers());
        write(label.eventId(), EventIds.label(label.taskId(), said.answers()), to);
    }

    private static Said said(PackedReader from, Instant touched) {
        Instant at = at(touched, from);
        String taskId = from.someText();
        RawJson label = from.someJson();
        Boolean agrees = agrees(from.number());
        int answers = from.smallNumber();
        UUID eventId = id(from, () -> EventIds.label(taskId, answers));
        return new Said(new Answered(eventId, at, taskId, label, agrees), answers);
    }

    private static void write(UUID id, UUID usual, PackedWriter to) {
        if (id.equals(usual)) {
            to.number(AS_USUAL);
        } else {
            to.number(OWN).id(id);
        }
    }

    private static UUID id(PackedReader from, Supplier<UUID> usual) {
        return from.number() == AS_USUAL ? usual.get() : from.id();
    }

    private static @Nullable Boolean agrees(long number) {
        return number == 0 ? null : Boolean.valueOf(number == 1);
    }

    private static long before(Instant touched, Instant at) {
        return touched.toEpochMilli() - at.toEpochMilli();
    }

    private static Instant at(Instant touched, PackedReader from) {
        return touched.minusMillis(from.number());
    }
}
