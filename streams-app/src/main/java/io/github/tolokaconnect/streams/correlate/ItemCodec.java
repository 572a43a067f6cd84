package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.streams.correlate.Item.Answered;
import io.github.tolokaconnect.streams.correlate.Item.Choice;
import io.github.tolokaconnect.streams.correlate.Item.Refusal;
import io.github.tolokaconnect.streams.correlate.ItemDocument.Made;
import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items as bytes: there are millions of them. First comes the time of the last event, which the walk over all items looks at; other
 * times are distances from it.
 */
final class ItemCodec {

    private static final int FORMAT = 1;

    /** Texts that are numbers in the bytes. Only ever add to the end: what is stored refers to them by position. */
    private static final List<String> WORDS = List.of(
            "SELECTED", "SKIPPED", "INVALID", "DATA", "CAPACITY", "POOL", "ACCESS", "UNKNOWN", "DUPLICATE", "NO_ROUTE");

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
        item.labels().forEach(label -> write(label, touched, to));
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
                from.list(() -> label(from, touched)));
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
        to.id(task.eventId())
                .number(before(touched, task.at()))
                .text(task.taskId())
                .text(task.poolId())
                .id(task.operationId())
                .number(task.attempt())
                .number(made.place());
    }

    private static Made made(PackedReader from, Instant touched) {
        Item.Task task = new Item.Task(
                from.id(), at(touched, from), from.someText(), from.someText(), from.id(), from.smallNumber());
        return new Made(task, from.smallNumber());
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

    private static void write(Answered label, Instant touched, PackedWriter to) {
        Boolean agrees = label.agrees();
        to.id(label.eventId())
                .number(before(touched, label.at()))
                .text(label.taskId())
                .json(label.label())
                .number(agrees == null ? 0 : agrees ? 1 : 2);
    }

    private static Answered label(PackedReader from, Instant touched) {
        return new Answered(from.id(), at(touched, from), from.someText(), from.someJson(), agrees(from.number()));
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
