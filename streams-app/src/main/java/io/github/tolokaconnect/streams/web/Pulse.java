package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once a second, while somebody listens: tells the numbers if they have changed, and each alert that has. Has a thread of its own. */
final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Overviews overviews;
    private final MonitorApi monitor;
    private final EventFeed feed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread pulse = new Thread(work, "web-pulse");
        pulse.setDaemon(true);
        return pulse;
    });
    private final Map<String, String> alertEvents = new HashMap<>();
    private @Nullable OverviewView told;
    private boolean knowsAlerts;
    private boolean isFailing;

    Pulse(Overviews overviews, MonitorApi monitor, EventFeed feed) {
        this.overviews = overviews;
        this.monitor = monitor;
        this.feed = feed;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private void beat() {
        if (!feed.hasListeners()) {
            knowsAlerts = false;
            return;
        }
        try {
            tellAlerts();
            tellNumbers();
            isFailing = false;
        } catch (StateUnavailableException e) {
            LOG.debug("Nothing to tell reason=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            // The last line of this thread: without it one bug would end the pulse, and nobody would know.
            if (!isFailing) {
                LOG.error("TLK-903 The pulse met a defect; while it goes on, that is not said again", e);
            }
            isFailing = true;
        }
    }

    private void tellNumbers() {
        OverviewView now = overviews.current();
        OverviewView before = told;
        if (before == null || !now.saysSame(before)) {
            told = now;
            feed.publish("stats", now);
        }
    }

    private void tellAlerts() {
        for (JsonNode alert : monitor.allAlerts().path("alerts")) {
            String event = alert.path("event_id").asText();
            String before = alertEvents.put(alert.path("id").asText(), event);
            // What was so when the first listener came is in the list that it reads.
            if (knowsAlerts && !event.equals(before)) {
                feed.publish("alert", alert);
            }
        }
        knowsAlerts = true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
