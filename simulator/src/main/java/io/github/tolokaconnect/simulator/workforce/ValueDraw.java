package io.github.tolokaconnect.simulator.workforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.tolokaconnect.simulator.fixture.FieldSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes up values for a field of an answer. Whatever it makes is held against the field's own rules before it is given out, so
 * that a value is valid or there is none.
 */
final class ValueDraw {
    private static final int TRIES = 64;
    private static final int USUAL_SPAN = 100;
    private static final int USUAL_ELEMENTS = 3;
    private static final int MAX_ELEMENTS = 1_000;
    private static final int USUAL_LENGTH = 60;
    private static final int MAX_LENGTH = 10_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of(
            "clear", "bright", "blurred", "dark", "round", "square", "small", "large", "left", "right", "open",
            "closed", "new", "old", "fast", "slow", "one", "two", "three", "many");
    private static final List<String> FORMS =
            List.of("A1", "ok", "2026-03-01", "12:30", "a@example.com", "+10005550100");

    private ValueDraw() {}

    /** A valid value that {@code wanted} admits, if one is found. */
    static Optional<JsonNode> draw(FieldSpec field, Lot lot, Predicate<JsonNode> wanted) {
        for (int tries = 0; tries < TRIES; tries++) {
            JsonNode value = field.isArray() ? array(field, lot) : simple(field, lot, tries);
            if (field.admits(value) && wanted.test(value)) {
                return Optional.of(value);
            }
        }
        // Few values are allowed and chance missed the one: they are tried in turn.
        return field.isArray()
                ? Optional.empty()
                : field.allowedValues().stream()
                        .filter(value -> field.admits(value) && wanted.test(value))
                        .findFirst();
    }

    private static ArrayNode array(FieldSpec field, Lot lot) {
        int min = field.size().min() == null ? 1 : clamp(field.size().min(), RoundingMode.CEILING, MAX_ELEMENTS);
        int max = field.size().max() == null
                ? Math.max(min, USUAL_ELEMENTS)
                : clamp(field.size().max(), RoundingMode.FLOOR, Math.max(min, USUAL_ELEMENTS));
        ArrayNode array = JSON.arrayNode();
        long size = lot.between(Math.min(min, max), max);
        for (int element = 0; element < size; element++) {
            array.add(simple(field, lot, element));
        }
        return array;
    }

    private static JsonNode simple(FieldSpec field, Lot lot, int tries) {
        if (!field.allowedValues().isEmpty()) {
            return lot.oneOf(field.allowedValues());
        }
        return switch (field.type()) {
            case STRING -> JSON.textNode(text(field, lot, tries));
            case INTEGER -> integer(field, lot);
            case FLOAT -> decimal(field, lot);
            case BOOLEAN -> JSON.booleanNode(lot.happens(0.5));
            case URL ->
                JSON.textNode("https://example.com/" + padded(hex(lot), field, "https://example.com/".length()));
            case COORDINATES -> JSON.textNode(degrees(lot, 89) + "," + degrees(lot, 179));
            case JSON -> JSON.objectNode().put("answer", lot.oneOf(WORDS));
            case JSON_TEXT -> JSON.textNode("{\"answer\":\"" + lot.oneOf(WORDS) + "\"}");
            case FILE -> JSON.textNode(padded(hex(lot), field, 0));
        };
    }

    private static String text(FieldSpec field, Lot lot, int tries) {
        if (field.pattern() != null && tries % 2 == 1) {
            return lot.oneOf(FORMS);
        }
        StringBuilder text = new StringBuilder(lot.oneOf(WORDS));
        long words = lot.between(0, 3);
        for (int word = 0; word < words; word++) {
            text.append(' ').append(lot.oneOf(WORDS));
        }
        return padded(text.toString(), field, 0);
    }

    /** The text with as many characters as the field wants, when {@code others} stand before it. */
    private static String padded(String text, FieldSpec field, int others) {
        int min = field.length().min() == null
                ? 0
                : clamp(field.length().min(), RoundingMode.CEILING, MAX_LENGTH) - others;
        int max = field.length().max() == null
                ? Math.max(min, USUAL_LENGTH)
                : clamp(field.length().max(), RoundingMode.FLOOR, MAX_LENGTH) - others;
        String padded = text.length() < min ? text + "x".repeat(min - text.length()) : text;
        return padded.length() > max ? padded.substring(0, Math.max(0, max)) : padded;
    }

    private static JsonNode integer(FieldSpec field, Lot lot) {
        BigDecimal min = field.value().min();
        BigDecimal max = field.value().max();
        BigDecimal span = BigDecimal.valueOf(USUAL_SPAN);
        BigDecimal low = (min != null ? min : max != null && max.signum() < 0 ? max.subtract(span) : BigDecimal.ZERO)
                .setScale(0, RoundingMode.CEILING);
        BigDecimal high = (max != null ? max : low.add(span)).setScale(0, RoundingMode.FLOOR);
        long steps = clamp(high.subtract(low).max(BigDecimal.ZERO), RoundingMode.FLOOR, Integer.MAX_VALUE - 1);
        return JSON.numberNode(
                low.add(BigDecimal.valueOf(lot.between(0, steps))).toBigInteger());
    }

    private static JsonNode decimal(FieldSpec field, Lot lot) {
        BigDecimal min = field.value().min();
        BigDecimal max = field.value().max();
        BigDecimal low =
                min != null ? min : max != null && max.signum() < 0 ? max.subtract(BigDecimal.ONE) : BigDecimal.ZERO;
        BigDecimal high = max != null ? max : low.add(BigDecimal.ONE);
        BigDecimal share = BigDecimal.valueOf(lot.between(0, 1_000), 3);
        return JSON.numberNode(low.add(high.subtract(low).multiply(share)));
    }

    private static String degrees(Lot lot, int limit) {
        return BigDecimal.valueOf(lot.between(-limit * 10_000L, limit * 10_000L), 4)
                .toPlainString();
    }

    private static String hex(Lot lot) {
        return HexFormat.of().toHexDigits(lot.bits()) + HexFormat.of().toHexDigits(lot.bits());
    }

    private static int clamp(BigDecimal number, RoundingMode rounding, int max) {
        return number.setScale(0, rounding)
                .max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(max))
                .intValue();
    }
}
