package io.github.tolokaconnect.benchmarks.delivery;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Milliseconds from one number to another, both included, written {@code 20..50}. */
record MillisRange(long min, long max) {

    private static final String FORM = "[0-9]{1,9}\\.\\.[0-9]{1,9}";

    MillisRange {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(min + ".." + max + " is no range");
        }
    }

    /** Reads it from a flag. */
    static final class Converter implements ITypeConverter<MillisRange> {
        @Override
        public MillisRange convert(String text) {
            if (text.matches(FORM)) {
                var numbers = text.split("\\.\\.", -1);
                var min = Long.parseLong(numbers[0]);
                var max = Long.parseLong(numbers[1]);
                if (min <= max) {
                    return new MillisRange(min, max);
                }
            }
            throw new TypeConversionException("'" + text + "' is no range of milliseconds, such as 20..50");
        }
    }
}
