package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the query of a request; refuses what does not have the form it must have. */
final class QueryParameters {
    private static final Set<String> CREATE =
            Set.of("async_mode", "operation_id", "skip_invalid_items", "allow_defaults", "open_pool");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 300;
    private static final int MAX_DIGITS = 9;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");
    private static final Pattern POOL_NUMBER = Pattern.compile("[0-9]{1,18}");

    private QueryParameters() {}

    /** Refuses parameters of other names, where such are not ignored. */
    static void checkNames(ApiRequest request, Set<String> known, Readings readings) throws RefusedException {
        if (!readings.isOther(Reading.UNKNOWN_PARAMETERS)) {
            return;
        }
        FieldErrors errors = new FieldErrors();
        for (String name : new TreeSet<>(request.query().keySet())) {
            if (!known.contains(name)) {
                errors.add(name, FieldError.unknown());
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(ApiError.validation(errors.toJson()));
        }
    }

    static boolean flag(ApiRequest request, String name) throws RefusedException {
        String text = request.parameter(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw refused(name, FieldError.of("BOOLEAN_EXPECTED", "Value must be true or false"));
        }
        return text.equals("true");
    }

    static CreateParameters create(ApiRequest request, Readings readings) throws RefusedException {
        checkNames(request, CREATE, readings);
        return new CreateParameters(
                flag(request, "async_mode"),
                flag(request, "skip_invalid_items"),
                flag(request, "allow_defaults"),
                flag(request, "open_pool"));
    }

    static Optional<OperationId> operationId(ApiRequest request, Readings readings) throws RefusedException {
        Optional<String> text = request.parameter("operation_id");
        if (text.isPresent() && !OperationId.isUuid(text.get())) {
            if (text.get().isEmpty() || !readings.isOther(Reading.MALFORMED_OPERATION_ID)) {
                throw refused("operation_id", FieldError.of("UUID_EXPECTED", "Value must be a UUID (RFC 4122)"));
            }
        }
        return text.map(OperationId::of);
    }

    static ListQuery list(ApiRequest request, ListShape shape, Readings readings) throws RefusedException {
        checkNames(request, shape.names(), readings);
        return new ListQuery(
                sort(request, shape), ranges(request, shape), equal(request, shape), limit(request, shape, readings));
    }

    private static Map<String, String> equal(ApiRequest request, ListShape shape) throws RefusedException {
        Map<String, String> equal = new HashMap<>();
        for (Map.Entry<String, Set<String>> field : shape.equal().entrySet()) {
            String name = field.getKey();
            Optional<String> value = request.parameter(name);
            if (value.isEmpty()) {
                continue;
            }
            if (!field.getValue().isEmpty() && !field.getValue().contains(value.get())) {
                throw refused(
                        name,
                        FieldError.of("UNKNOWN_ENUM_VALUE", "Value must be one of " + new TreeSet<>(field.getValue())));
            }
            ListShape.Kind kind = shape.ranges().getOrDefault(name, ListShape.Kind.TEXT);
            equal.put(name, key(kind, name, value.get()));
        }
        return equal;
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
                throw refused(
                        "sort",
                        FieldError.of(
                                "VALUE_NOT_ALLOWED",
                                "Value must name fields out of " + new TreeSet<>(shape.sortable())));
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
                String name = ListShape.parameter(field.getKey(), bound);
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
            case POOL_ID -> {
                if (!POOL_NUMBER.matcher(text).matches()) {
                    throw refused(name, FieldError.of("INTEGER_EXPECTED", "Value must be the id of a pool, a number"));
                }
                yield ListQuery.poolKey(new PoolId(text));
            }
            case DATE -> date(name, text);
            case NUMBER -> ListQuery.numberKey(integer(name, text));
        };
    }

    private static String date(String name, String text) throws RefusedException {
        if (DATE.matcher(text).matches()) {
            try {
                return Wire.date(Wire.instant(text));
            } catch (DateTimeParseException e) {
                // No day of the calendar, such as the 30th of February.
            }
        }
        throw refused(
                name,
                FieldError.of("INVALID_DATE_TIME_SYNTAX", "Value must be a date such as 2023-03-28T11:06:09.827"));
    }

    /** A whole number; of one that no limit comes near, only its sign and that it is large. */
    private static int integer(String name, String text) throws RefusedException {
        if (!INTEGER.matcher(text).matches()) {
            throw refused(name, FieldError.noInteger());
        }
        boolean isNegative = text.startsWith("-");
        if (text.length() > MAX_DIGITS) {
            return isNegative ? -1 : Integer.MAX_VALUE;
        }
        return Integer.parseInt(text);
    }

    private static int limit(ApiRequest request, ListShape shape, Readings readings) throws RefusedException {
        Optional<String> text = request.parameter("limit");
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        int limit = integer("limit", text.get());
        if (limit < 1) {
            throw refused("limit", FieldError.below(1));
        }
        int max = readings.isOther(Reading.LIST_LIMIT) ? shape.kitLimit() : MAX_LIMIT;
        if (limit > max && !readings.isOther(Reading.LIMIT_BEYOND)) {
            throw refused("limit", FieldError.above(max));
        }
        return Math.min(limit, max);
    }

    private static RefusedException refused(String name, FieldError error) {
        return new RefusedException(ApiError.field(name, error));
    }
}
