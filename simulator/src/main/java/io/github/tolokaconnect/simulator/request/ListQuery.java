package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a list. Every field is compared as text, which the keys of a row make possible: dates in the API's
 * one form, numbers with leading zeros (see {@link #numberKey}).
 *
 * @param sort what to sort by, most significant first
 * @param ranges all of which a row must lie in
 * @param equal fields that must have exactly this value
 * @param limit the most rows to answer, at least 1
 */
public record ListQuery(List<Sort> sort, List<Range> ranges, Map<String, String> equal, int limit) {
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
        boolean admits(@Nullable String key) {
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
        return String.format("%010d", number);
    }

    /** The id of a pool, which must be a number, as text that sorts as numbers do. */
    public static String poolKey(PoolId id) {
        return String.format("%018d", id.number());
    }

    /** The page of {@code rows} that is asked for. */
    public <T> Page<T> select(List<T> rows, Keys<T> keys) {
        Stream<T> sorted = rows.stream().filter(row -> admits(row, keys));
        return page(sort.isEmpty() ? sorted : sorted.sorted(order(keys)));
    }

    /**
     * The page of {@code rows} that is asked for, when the rows are in ascending order of every field that can be sorted by. It
     * looks at no more rows than it must, so that a page of a million rows costs no more than one of a thousand.
     */
    public <T> Page<T> selectOrdered(List<T> rows, Keys<T> keys) {
        boolean isDescending = !sort.isEmpty() && sort.get(0).isDescending();
        if (sort.stream().anyMatch(by -> by.isDescending() != isDescending)) {
            return select(rows, keys);
        }
        List<T> ordered = rows;
        if (isDescending) {
            ordered = new ArrayList<>(rows);
            Collections.reverse(ordered);
        }
        return page(ordered.stream().filter(row -> admits(row, keys)));
    }

    private <T> boolean admits(T row, Keys<T> keys) {
        for (Range range : ranges) {
            if (!range.admits(keys.key(row, range.field()))) {
                return false;
            }
        }
        for (Map.Entry<String, String> pair : equal.entrySet()) {
            if (!pair.getValue().equals(keys.key(row, pair.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private <T> Page<T> page(Stream<T> rows) {
        List<T> found = rows.limit(limit + 1L).toList();
        boolean hasMore = found.size() > limit;
        return new Page<>(hasMore ? found.subList(0, limit) : found, hasMore);
    }

    private <T> Comparator<T> order(Keys<T> keys) {
        return sort.stream()
                .map(by -> order(by, keys))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static <T> Comparator<T> order(Sort by, Keys<T> keys) {
        Comparator<String> text = by.isDescending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(row -> keys.key(row, by.field()), Comparator.nullsLast(text));
    }
}
