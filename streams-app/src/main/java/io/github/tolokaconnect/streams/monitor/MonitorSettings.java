package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.streams.alerts.AlertSettings;
import java.time.Duration;

/**
 * What the monitor can be told.
 *
 * @param retention for how long an operation is remembered after it began
 * @param alerts where normal ends
 */
public record MonitorSettings(Duration retention, AlertSettings alerts) {

    /** The settings of those who say nothing. */
    public static MonitorSettings standard() {
        return new MonitorSettings(Duration.ofDays(35), AlertSettings.standard());
    }
}
