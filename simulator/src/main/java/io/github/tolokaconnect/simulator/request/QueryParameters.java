package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the query of a request; refuses what does not have the form it must have, and ignores what it does not know. */
final class QueryParameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 300;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private QueryParameters() {}

    static boolean flag(ApiRequest request, String name) throws RefusedException {
        String text = request.parameter(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw refused(name, "BOOLEAN_EXPECTED", "Value must be true or false");
        }
        return text.equals("true");
    }

    static CreateParameters create(ApiRequest request) throws RefusedException {
        return new CreateParameters(
                flag(request, "async_mode"),
                flag(request, "skip_invalid_items"),
                flag(request, "allow_defaults"),
                flag(request, "open_pool"));
    }

    static Optional<OperationId> operationId(ApiRequest request) throws RefusedException {
        Optional<String> text = request.parameter("operation_id");
        if (text.isPresent() && !UUID.matcher(text.get()).matches()) {
            throw refused("operation_id", "UUID_EXPECTED", "Value must be a UUID (RFC 4122)");
        }
        // The hex digits of a UUID have no case (RFC 4122, section 3).
        return text.map(id -> new OperationId(id.toLowerCase(Locale.ROOT)));
    }

    static ListQuery list(ApiRequest request, ListShape shape) throws RefusedException {
        Map<String, String> equal = new HashMap<>();
        for (String field : shape.equal()) {
            Optional<String> value = request.parameter(field);
            if (value.isPresent()) {
                ListShape.Kind kind = shape.ranges().getOrDefault(field, ListShape.Kind.TEXT);
                equal.put(field, key(kind, field, value.get()));
            }
        }
        return new ListQuery(sort(request, shape), ranges(request, shape), equal, limit(request));
    }

    private static List<ListQuery.Sort> sort(ApiRequest request, ListShape shape) throws RefusedException {
        List<ListQuery.Sort> sort = new ArrayList<>();
        Optional<String> text = request.parameter("sort");
        if (text.isEmpty()) {
            return sort;
        }
        for (String part : text.get().split(",", -1)) {
            boolean isDescending = part.startsWith("-");
            String field = isDescending ? part.substring(1) : part;
            if (!shape.sortable().contains(field)) {
                throw refused("sort", "VALUE_NOT_ALLOWED", "Value must name fields that the list can be sorted by");
            }
            // Rows that are equal by a field are equal by it the second time.
            if (sort.stream().noneMatch(by -> by.field().equals(field))) {
                sort.add(new ListQuery.Sort(field, isDescending));
            }
        }
        return sort;
    }

    private static List<ListQuery.Range> ranges(ApiRequest request, ListShape shape) throws RefusedException {
        List<ListQuery.Range> ranges = new ArrayList<>();
        for (Map.Entry<String, ListShape.Kind> field : shape.ranges().entrySet()) {
            for (ListQuery.Bound bound : ListQuery.Bound.values()) {
                String name = field.getKey() + "_" + bound.name().toLowerCase(Locale.ROOT);
                Optional<String> text = request.parameter(name);
                if (text.isPresent()) {
                    ranges.add(new ListQuery.Range(field.getKey(), bound, key(field.getValue(), name, text.get())));
                }
            }
        }
        return ranges;
    }

    private static String key(ListShape.Kind kind, String name, String text) throws RefusedException {
        return switch (kind) {
            case TEXT -> text;
            case DATE -> date(name, text);
            case NUMBER -> {
                if (!NUMBER.matcher(text).matches()) {
                    throw refused(name, "INTEGER_EXPECTED", "Value must be an integer");
                }
                yield ListQuery.numberKey(Integer.parseInt(text));
            }
        };
    }

    private static String date(String name, String text) throws RefusedException {
        try {
            String date = Wire.date(Wire.instant(text));
            // A year with a sign would not sort as text.
            if (Character.isDigit(date.charAt(0))) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // Answered below.
        }
        throw refused(name, "INVALID_DATE_TIME_SYNTAX", "Value must be a date such as 2023-03-28T11:06:09.827");
    }

    private static int limit(ApiRequest request) throws RefusedException {
        String text = request.parameter("limit").orElse(Integer.toString(DEFAULT_LIMIT));
        if (!NUMBER.matcher(text).matches()) {
            throw refused("limit", "INTEGER_EXPECTED", "Value must be an integer");
        }
        int limit = Integer.parseInt(text);
        if (limit < 1) {
            throw refused(
                    "limit", new FieldError("VALUE_LESS_THAN_MIN", "Value must be greater or equal to 1", List.of(1)));
        }
        if (limit > MAX_LIMIT) {
            throw refused(
                    "limit",
                    new FieldError(
                            "VALUE_GREATER_THAN_MAX",
                            "Value must be less or equal to " + MAX_LIMIT,
                            List.of(MAX_LIMIT)));
        }
        return limit;
    }

    private static RefusedException refused(String name, String code, String message) {
        return refused(name, FieldError.of(code, message));
    }

    private static RefusedException refused(String name, FieldError error) {
        return new RefusedException(ApiError.field(name, error));
    }
}
