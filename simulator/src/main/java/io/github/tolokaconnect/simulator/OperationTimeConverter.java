package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code MIN..MAX}, in milliseconds. */
final class OperationTimeConverter implements ITypeConverter<OperationTime> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\.\\.([0-9]{1,9})");

    @Override
    public OperationTime convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not MIN..MAX in milliseconds, such as 200..1000");
        }
        try {
            return OperationTime.ofMillis(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' must go up and end within a day");
        }
    }
}
