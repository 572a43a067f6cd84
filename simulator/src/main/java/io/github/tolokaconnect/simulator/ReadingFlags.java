package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.reading.Choice;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say how the gaps of the published sources are read. */
final class ReadingFlags {
    @Option(
            names = "--reading",
            paramLabel = "NAME=CHOICE",
            description = "Read a gap of the published sources in another way; may be given many times.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--list-readings", description = "Print the gaps, their readings and the choices, and exit.")
    private boolean isListing;

    /** Whether the list is wanted, instead of a simulation. */
    boolean isListing() {
        return isListing;
    }

    Readings readings(CommandLine command) {
        Readings readings = Readings.DEFAULT;
        for (String assignment : assignments) {
            try {
                readings = readings.with(assignment);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command, "--reading: " + e.getMessage(), e);
            }
        }
        return readings;
    }

    /** Prints what there is to choose; what {@code chosen} says is marked. */
    static void print(PrintWriter out, Readings chosen) {
        for (Reading reading : Reading.values()) {
            boolean isOther = chosen.isOther(reading);
            out.println(reading.flag() + ": " + reading.question());
            print(out, reading.standard(), !isOther);
            print(out, reading.other(), isOther);
            out.println("    sources: " + reading.source());
        }
        out.flush();
    }

    private static void print(PrintWriter out, Choice choice, boolean isChosen) {
        out.println("  " + (isChosen ? "* " : "  ") + choice.name() + ": " + choice.text());
    }
}
