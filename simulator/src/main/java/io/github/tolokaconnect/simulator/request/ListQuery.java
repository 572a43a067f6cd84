package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a list. Every field is compared as text, which the keys of a row make possible: dates in the API's
 * one form, numbers with leading zeros (see {@link #numberKey}).
 *
 * @param sort what to sort by, most significant first
 * @param ranges all of which a row must lie in
 * @param equal fields that must have exactly this value, or one of several with commas between them
 * @param limit the most rows to answer, at least 1
 */
public record ListQuery(List<Sort> sort, List<Range> ranges, Map<String, String> equal, int limit) {
    private static final int POOL_KEY_LENGTH = 18;
    private static final int NUMBER_KEY_LENGTH = 10;

    /** Copies the lists. */
    public ListQuery {
        sort = List.copyOf(sort);
        ranges = List.copyOf(ranges);
        equal = Map.copyOf(equal);
    }

    /** Sorting by one field. */
    public record Sort(String field, boolean isDescending) {}

    /** The ends of a range, named by the suffix of the parameter. */
    public enum Bound {
        /** Above. */
        GT,
        /** At or above. */
        GTE,
        /** Below. */
        LT,
        /** At or below. */
        LTE
    }

    /** One end of a range of one field. */
    public record Range(String field, Bound bound, String limit) {
        /** Whether a row with this key lies within. */
        public boolean admits(@Nullable String key) {
            if (key == null) {
                return false;
            }
            int comparison = key.compareTo(limit);
            return switch (bound) {
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                case LTE -> comparison <= 0;
            };
        }
    }

    /** How a row tells its fields; null for a field that it does not have. */
    @FunctionalInterface
    public interface Keys<T> {
        /** The field of the row as text that sorts as the field does. */
        @Nullable
        String key(T row, String field);
    }

    /** One page of a list, and whether there is another. */
    public record Page<T>(List<T> rows, boolean hasMore) {
        /** Copies the rows. */
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** A number that is not negative, as text that sorts as numbers do. */
    public static String numberKey(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(NUMBER_KEY_LENGTH - digits.length()) + digits;
    }

    /** The id of a pool, which must be a number, as text that sorts as numbers do. */
    public static String poolKey(PoolId id) {
        String digits = Long.toString(id.number());
        return "0".repeat(POOL_KEY_LENGTH - digits.length()) + digits;
    }

    private record Keyed<T>(T row, int place, List<Optional<String>> keys) {}

    /** The page of {@code rows} that is asked for; it goes through all of them, and keeps no more than the page. */
    public <T> Page<T> select(Collection<T> rows, Keys<T> keys) {
        if (sort.isEmpty()) {
            return selectOrdered(rows.stream(), keys);
        }
        Comparator<Keyed<T>> order = order();
        PriorityQueue<Keyed<T>> first = new PriorityQueue<>(order.reversed());
        int place = 0;
        for (T row : rows) {
            if (admits(row, keys)) {
                first.add(new Keyed<>(row, place, sortKeys(row, keys)));
                place++;
                if (first.size() > limit + 1) {
                    first.remove();
                }
            }
        }
        return page(first.stream().sorted(order).map(Keyed::row));
    }

    /** The page of {@code rows} that is asked for, when they come in the order asked for; it takes no more than it must. */
    public <T> Page<T> selectOrdered(Stream<T> rows, Keys<T> keys) {
        return page(rows.filter(row -> admits(row, keys)));
    }

    private <T> List<Optional<String>> sortKeys(T row, Keys<T> keys) {
        return sort.stream()
                .map(by -> Optional.ofNullable(keys.key(row, by.field())))
                .toList();
    }

    private <T> boolean admits(T row, Keys<T> keys) {
        for (Range range : ranges) {
            if (!range.admits(keys.key(row, range.field()))) {
                return false;
            }
        }
        for (Map.Entry<String, String> pair : equal.entrySet()) {
            if (!isOneOf(pair.getValue(), keys.key(row, pair.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneOf(String values, @Nullable String key) {
        return values.equals(key)
                || (values.indexOf(',') >= 0
                        && Arrays.stream(values.split(",", -1))
                                .anyMatch(value -> value.strip().equals(key)));
    }

    private <T> Page<T> page(Stream<T> rows) {
        List<T> found = rows.limit(limit + 1L).toList();
        boolean hasMore = found.size() > limit;
        return new Page<>(hasMore ? found.subList(0, limit) : found, hasMore);
    }

    /** Rows without a key come last; those that are equal in all keys, in the order in which they came. */
    private <T> Comparator<Keyed<T>> order() {
        return (left, right) -> {
            for (int index = 0; index < sort.size(); index++) {
                int comparison = compare(
                        left.keys().get(index),
                        right.keys().get(index),
                        sort.get(index).isDescending());
                if (comparison != 0) {
                    return comparison;
                }
            }
            return Integer.compare(left.place(), right.place());
        };
    }

    private static int compare(Optional<String> left, Optional<String> right, boolean isDescending) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        return isDescending ? right.get().compareTo(left.get()) : left.get().compareTo(right.get());
    }
}
