package io.github.tolokaconnect.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flag that says what time it is. */
final class ClockFlags {
    @Option(
            names = "--clock",
            paramLabel = "real|driven|INSTANT",
            defaultValue = "real",
            description = "real: time goes by. driven: it stands still, from now on or at an INSTANT such as "
                    + "2026-01-01T00:00:00Z, until POST /_clock {\"advance\":\"PT1H\"} moves it. Default: "
                    + "${DEFAULT-VALUE}.")
    private String clock = "";

    void set(TolokaSimulator.Builder builder, CommandLine command) {
        if (clock.equals("real")) {
            return;
        }
        // wiring: where a driven clock begins, if it is to begin now
        Instant now = InstantSource.system().instant();
        // end of wiring
        try {
            builder.drivenClock(clock.equals("driven") ? now.truncatedTo(ChronoUnit.SECONDS) : Instant.parse(clock));
        } catch (DateTimeException e) {
            throw new ParameterException(
                    command,
                    "--clock " + clock
                            + " is neither real nor driven nor an instant of the years 1970 to 2099 such as 2026-01-01T00:00:00Z",
                    e);
        }
    }
}
