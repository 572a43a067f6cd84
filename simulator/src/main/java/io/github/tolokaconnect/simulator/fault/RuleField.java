package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a rule and where it stands. What has the wrong form is noted and reads as if it was not there.
 *
 * @param json null if it is not there
 * @param errors where wrong values are noted
 */
record RuleField(String path, @Nullable JsonNode json, FieldErrors errors) {

    boolean isAbsent() {
        return json == null || json.isNull();
    }

    boolean has(String name) {
        return json != null && json.has(name);
    }

    void refuse(String message) {
        errors.add(path, FieldError.of("INVALID_VALUE", message));
    }

    RuleField field(String name) {
        return new RuleField(path + "." + name, json == null ? null : json.get(name), errors);
    }

    int size() {
        return json != null && json.isArray() ? json.size() : -1;
    }

    RuleField item(int index) {
        return new RuleField(path + "[" + index + "]", json == null ? null : json.get(index), errors);
    }

    /** Notes fields that are not one of {@code names}, or that this is no object. */
    void allow(String... names) {
        if (json == null || !json.isObject()) {
            refuse("must be an object with any of " + String.join(", ", names));
            return;
        }
        List<String> allowed = Arrays.asList(names);
        for (Iterator<String> each = json.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            if (!allowed.contains(name)) {
                field(name).refuseUnknown(allowed);
            }
        }
    }

    private void refuseUnknown(List<String> allowed) {
        errors.add(
                path, FieldError.of("VALUE_NOT_ALLOWED", "is not known; allowed here: " + String.join(", ", allowed)));
    }

    Optional<String> text() {
        return value(
                value -> value.isTextual() && !value.textValue().isBlank(), JsonNode::textValue, "must be a string");
    }

    Optional<Long> whole(long min, long max) {
        String range = max == Long.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        return value(
                value -> value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max,
                JsonNode::longValue,
                "must be an integer " + range);
    }

    Optional<Double> share() {
        return value(
                value -> value.isNumber() && value.doubleValue() > 0 && value.doubleValue() <= 1,
                JsonNode::doubleValue,
                "must be a number above 0 and up to 1");
    }

    /** The value that a text stands for; what {@code parse} says of other texts is noted. */
    <T> Optional<T> parsed(Function<String, T> parse) {
        return text().flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                refuse(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** Hands over a text; what is said of it is noted. */
    void accept(Consumer<String> taker) {
        parsed(text -> {
            taker.accept(text);
            return text;
        });
    }

    /** One of {@code choices}, compared by their texts. */
    <T> Optional<T> choice(List<T> choices) {
        return value(
                        value -> choices.stream()
                                .anyMatch(choice -> choice.toString().equals(value.asText())),
                        JsonNode::asText,
                        Ranges.oneOf(choices))
                .flatMap(text -> choices.stream()
                        .filter(choice -> choice.toString().equals(text))
                        .findFirst());
    }

    private <T> Optional<T> value(Function<JsonNode, Boolean> fits, Function<JsonNode, T> view, String allowed) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        if (!fits.apply(json)) {
            refuse(allowed);
            return Optional.empty();
        }
        return Optional.of(view.apply(json));
    }
}
