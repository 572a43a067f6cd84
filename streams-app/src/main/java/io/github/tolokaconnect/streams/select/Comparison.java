package io.github.tolokaconnect.streams.select;

import java.math.BigDecimal;

/** How a number may lie to a limit. */
enum Comparison {
    LESS_THAN("<") {
        @Override
        boolean holds(int order) {
            return order < 0;
        }
    },
    AT_MOST("<=") {
        @Override
        boolean holds(int order) {
            return order <= 0;
        }
    },
    MORE_THAN(">") {
        @Override
        boolean holds(int order) {
            return order > 0;
        }
    },
    AT_LEAST(">=") {
        @Override
        boolean holds(int order) {
            return order >= 0;
        }
    };

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** Whether it holds for a number that compares to the limit as {@code order} to 0. */
    abstract boolean holds(int order);

    /**
     * A comparison with its limit.
     *
     * @param comparison how
     * @param limit with what
     */
    record Bound(Comparison comparison, BigDecimal limit) {

        boolean holds(BigDecimal value) {
            return comparison.holds(value.compareTo(limit));
        }

        boolean holds(double value) {
            return comparison.holds(Double.compare(value, limit.doubleValue()));
        }

        @Override
        public String toString() {
            return comparison.sign() + limit.toPlainString();
        }
    }
}
