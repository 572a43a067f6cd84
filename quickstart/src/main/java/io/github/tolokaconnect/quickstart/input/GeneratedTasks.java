package io.github.tolokaconnect.quickstart.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tasks for the pools of the simulator's default fixture, every one different from all others. Record {@code n} depends on {@code n}
 * alone, so a longer run begins with the records of a shorter one. Every fiftieth is invalid, each time in the next of
 * {@link Flaw}'s ways.
 */
final class GeneratedTasks implements RecordInput {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int RECORDS_PER_FLAW = 50;
    private static final int FIRST_FLAW = 17;
    private static final List<String> POOLS = List.of("1001", "1001", "1002", "1003");
    private static final List<String> LABELS = List.of("cat", "dog");
    private static final List<String> SCENES =
            List.of("on a sofa", "in the garden", "at the window", "under a table", "in the snow", "on a leash");

    private final long records;
    private long next = 1;

    GeneratedTasks(long records) {
        this.records = records;
    }

    @Override
    public Optional<InputRecord> next() throws IOException {
        return next > records ? Optional.empty() : Optional.of(record(next++));
    }

    @Override
    public void close() {
        // Nothing is open: each record is made from its number.
    }

    static Optional<Flaw> flawOf(long number) {
        if (number % RECORDS_PER_FLAW != FIRST_FLAW) {
            return Optional.empty();
        }
        var flaws = Flaw.values();
        return Optional.of(flaws[(int) (number / RECORDS_PER_FLAW % flaws.length)]);
    }

    private static InputRecord record(long number) throws IOException {
        var key = String.format(Locale.ROOT, "item-%06d", number);
        var flaw = flawOf(number).orElse(null);
        var bytes = new ByteArrayOutputStream(320);
        try (var json = JSON.createGenerator(bytes)) {
            writeTask(json, key, new SplittableRandom(number), flaw);
        }
        var value = bytes.toByteArray();
        return new InputRecord(key, flaw == Flaw.NO_JSON ? withoutEnd(value) : value);
    }

    private static void writeTask(JsonGenerator json, String key, SplittableRandom chance, @Nullable Flaw flaw)
            throws IOException {
        var label = LABELS.get(chance.nextInt(LABELS.size()));
        json.writeStartObject();
        json.writeStringField(
                "pool_id", flaw == Flaw.UNKNOWN_POOL ? "404404" : POOLS.get(chance.nextInt(POOLS.size())));
        json.writeObjectFieldStart("input_values");
        if (flaw != Flaw.REQUIRED_FIELD_MISSING) {
            var host = flaw == Flaw.BAD_URL ? "images, folder " : "https://images.example.com/animals/";
            json.writeStringField("image", host + key + ".jpg");
        }
        if (flaw == Flaw.TEXT_TOO_LONG) {
            json.writeStringField("title", "very ".repeat(60) + "long");
        } else if (chance.nextInt(3) > 0) {
            json.writeStringField("title", "A " + label + " " + SCENES.get(chance.nextInt(SCENES.size())));
        }
        json.writeStringField("model_label", label);
        json.writeNumberField("model_score", flaw == Flaw.NUMBER_OUT_OF_RANGE ? 7 : chance.nextInt(100) / 100.0);
        if (flaw == Flaw.UNKNOWN_FIELD) {
            json.writeStringField("colour", "black");
        }
        json.writeEndObject();
        if (flaw == Flaw.OVERLAP_ZERO) {
            json.writeNumberField("overlap", 0);
        } else if (chance.nextInt(4) == 0) {
            json.writeNumberField("overlap", chance.nextInt(1, 6));
        }
        json.writeEndObject();
    }

    private static byte[] withoutEnd(byte[] value) {
        return Arrays.copyOf(value, value.length - 2);
    }
}
