package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.workforce.Workforce;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code rate=50,agreement=0.9,accepted=1,people=20}. */
final class WorkforceConverter implements ITypeConverter<Workforce> {
    @Override
    public Workforce convert(String text) {
        try {
            return Workforce.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
