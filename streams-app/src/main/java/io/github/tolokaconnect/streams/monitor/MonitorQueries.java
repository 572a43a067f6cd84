package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Heartbeat;
import java.util.List;

/**
 * Questions about connectors and alerts. One instance has the state of all; the others answer nothing. Safe from any thread; answers
 * without waiting.
 *
 * <p>All throw {@link io.github.tolokaconnect.streams.intake.StateUnavailableException} while the state is being restored or moved.
 */
public interface MonitorQueries {

    /** Whether this instance is the one that has that state: it speaks for all. */
    boolean isSpokesman();

    /** The last heartbeat of each sink task, by connector and number. */
    List<Heartbeat> heartbeats();

    /** The last event of each alert, firing ones first, newest first. */
    List<Alert> alerts();
}
