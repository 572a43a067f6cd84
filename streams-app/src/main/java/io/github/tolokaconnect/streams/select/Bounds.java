package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.streams.select.Comparison.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits as documents write them. */
final class Bounds {

    static final String NAMES = "less_than, at_most, more_than, at_least";

    private Bounds() {}

    /** Those that are there. */
    static List<Bound> of(
            @Nullable BigDecimal lessThan,
            @Nullable BigDecimal atMost,
            @Nullable BigDecimal moreThan,
            @Nullable BigDecimal atLeast) {
        List<Bound> bounds = new ArrayList<>();
        add(bounds, Comparison.LESS_THAN, lessThan);
        add(bounds, Comparison.AT_MOST, atMost);
        add(bounds, Comparison.MORE_THAN, moreThan);
        add(bounds, Comparison.AT_LEAST, atLeast);
        return bounds;
    }

    private static void add(List<Bound> bounds, Comparison comparison, @Nullable BigDecimal limit) {
        if (limit != null) {
            // Written plainly, and compared with what is as short: 1e-999999999 is a small text and a long number.
            if (Math.abs((long) limit.scale()) > Documents.MOST_DIGITS || limit.precision() > Documents.MOST_DIGITS) {
                throw new IllegalArgumentException("must have a limit of at most " + Documents.MOST_DIGITS + " digits");
            }
            bounds.add(new Bound(comparison, limit));
        }
    }
}
