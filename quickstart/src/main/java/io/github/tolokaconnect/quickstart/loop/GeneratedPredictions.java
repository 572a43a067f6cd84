package io.github.tolokaconnect.quickstart.loop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.quickstart.input.InputRecord;
import io.github.tolokaconnect.quickstart.input.RecordInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Predictions of a model that tells cats from dogs, each about an item of its own. Prediction {@code n} depends on {@code n} alone, so a
 * longer run begins with the predictions of a shorter one. About a third of them are so uncertain that people are asked; among these,
 * some repeat the picture of another item, some have a picture whose address is no URL, and some have no picture at all.
 */
public final class GeneratedPredictions implements RecordInput {

    /** Beginning of the names of items. */
    private static final String ITEM = "pet-";

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> LANGUAGES = List.of("en", "en", "en", "de");
    private static final int PERCENT_UNCERTAIN = 30;
    private static final int REPEATED_EVERY = 25;
    private static final int BROKEN_EVERY = 50;
    private static final int BROKEN_AT = 17;
    private static final int BARE_EVERY = 100;
    private static final int BARE_AT = 41;
    private static final int FOREIGN_EVERY = 40;
    private static final int FOREIGN_AT = 11;

    private final long end;
    private long next;

    /** Predictions {@code first}, {@code first} + 1 and so on, {@code count} of them. */
    public GeneratedPredictions(long first, int count) {
        this.next = first;
        this.end = first + count;
    }

    @Override
    public Optional<InputRecord> next() throws IOException {
        return next >= end ? Optional.empty() : Optional.of(record(next++));
    }

    @Override
    public void close() {
        // Nothing is open: each prediction is made from its number.
    }

    /** The name of the item that prediction {@code number} is about. */
    static String item(long number) {
        return String.format(Locale.ROOT, ITEM + "%07d", number);
    }

    /** The number of the prediction about {@code item}; empty if it is none of these items. */
    static OptionalLong number(String item) {
        var digits = item.startsWith(ITEM) ? item.substring(ITEM.length()) : "";
        return digits.matches("[0-9]{7,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static InputRecord record(long number) throws IOException {
        var bytes = new ByteArrayOutputStream(400);
        try (var json = JSON.createGenerator(bytes)) {
            write(json, number);
        }
        return new InputRecord(item(number), bytes.toByteArray());
    }

    private static void write(JsonGenerator json, long number) throws IOException {
        var pictured = number % REPEATED_EVERY == 0 && number > 1 ? number - 1 : number;
        var chance = new SplittableRandom(pictured);
        var isUncertain = pictured % REPEATED_EVERY == REPEATED_EVERY - 1
                || number % BROKEN_EVERY == BROKEN_AT
                || number % BARE_EVERY == BARE_AT
                || chance.nextInt(100) < PERCENT_UNCERTAIN;
        // In thousandths, so that both confidences are written as they are meant.
        var confidence = isUncertain ? chance.nextInt(501, 600) : chance.nextInt(700, 995);
        var isCat = chance.nextBoolean();
        json.writeStartObject();
        json.writeStringField("item_id", item(number));
        json.writeObjectFieldStart("model");
        json.writeStringField("name", "catdog");
        json.writeStringField("version", "1");
        json.writeEndObject();
        json.writeObjectFieldStart("input");
        if (number % BARE_EVERY != BARE_AT) {
            var host = number % BROKEN_EVERY == BROKEN_AT ? "images, folder " : "https://images.example.com/pets/";
            json.writeStringField("image", host + item(pictured) + ".jpg");
        }
        json.writeEndObject();
        json.writeArrayFieldStart("predictions");
        possibility(json, isCat ? "cat" : "dog", confidence);
        possibility(json, isCat ? "dog" : "cat", 1000 - confidence);
        json.writeEndArray();
        json.writeObjectFieldStart("attributes");
        json.writeStringField(
                "lang", number % FOREIGN_EVERY == FOREIGN_AT ? "fr" : LANGUAGES.get(chance.nextInt(LANGUAGES.size())));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void possibility(JsonGenerator json, String animal, int thousandths) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("output_values");
        json.writeStringField("result", animal);
        json.writeEndObject();
        json.writeNumberField("confidence", thousandths / 1000.0);
        json.writeEndObject();
    }
}
