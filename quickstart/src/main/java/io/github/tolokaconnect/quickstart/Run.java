package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.quickstart.results.OperationLine;
import io.github.tolokaconnect.quickstart.results.Results;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One pass of records through what runs: sends them, reads what comes back, shows it, and ends once every record has a result or
 * nothing has come for too long. One thread does all of it.
 */
final class Run {

    /** How long nothing may come back before the rest is given up. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration WAIT_FOR_RESULTS = Duration.ofMillis(100);
    private static final Duration BETWEEN_TWO_CHECKS = Duration.ofSeconds(2);
    private static final Duration WAIT_FOR_LAST_EVENTS = Duration.ofSeconds(5);

    private final RecordSender sender;
    private final Results results;
    private final Screen screen;
    private final InstantSource clock;
    private final StopSignal stop;
    private final Set<UUID> openOperations = new HashSet<>();
    private Instant lastResult;
    private int settled;
    private String shownProgress = "";

    Run(RecordSender sender, Results results, Screen screen, InstantSource clock, StopSignal stop) {
        this.sender = sender;
        this.results = results;
        this.screen = screen;
        this.clock = clock;
        this.stop = stop;
        this.lastResult = clock.instant();
    }

    /**
     * Sends everything and waits for the results.
     *
     * @param check called from time to time; if it throws, the rest is given up
     * @return time from the first record sent to the last result
     */
    Duration untilSettled(Runnable check) throws IOException, StoppedException {
        var start = clock.instant();
        lastResult = start;
        var nextCheck = start.plus(BETWEEN_TWO_CHECKS);
        while (!sender.isDone() || !results.isSettled()) {
            step();
            var now = clock.instant();
            if (now.isAfter(lastResult.plus(PATIENCE))) {
                screen.remark("Nothing has come back for " + PATIENCE.toSeconds() + " seconds; the rest is given up");
                break;
            }
            if (now.isAfter(nextCheck)) {
                nextCheck = now.plus(BETWEEN_TWO_CHECKS);
                showProgress(now);
                try {
                    check.run();
                } catch (QuickstartException e) {
                    screen.remark(e.getMessage() + "; the rest is given up");
                    break;
                }
            }
        }
        var elapsed = Duration.between(start, lastResult);
        readLastEvents();
        return elapsed;
    }

    /** Goes on showing operations until the user ends it. */
    void showOperationsUntilStopped() {
        results.readOperationsOnly();
        while (!stop.isRequested()) {
            show(results.read(WAIT_FOR_RESULTS));
        }
    }

    private void step() throws IOException, StoppedException {
        if (stop.isRequested()) {
            throw new StoppedException();
        }
        sender.sendSome();
        sender.confirm(results::sent);
        show(results.read(sender.isDone() ? WAIT_FOR_RESULTS : Duration.ZERO));
        var nowSettled = results.settledCount();
        if (nowSettled != settled) {
            settled = nowSettled;
            lastResult = clock.instant();
            screen.advanceBarTo(settled);
        }
    }

    /** The end of an operation may be told after its results, and a contradiction after the first of them. */
    private void readLastEvents() throws StoppedException {
        var deadline = Deadline.in(WAIT_FOR_LAST_EVENTS, clock, stop);
        deadline.await(() -> {
            show(results.read(WAIT_FOR_RESULTS));
            return openOperations.isEmpty() && results.isAtEnd();
        });
    }

    private void showProgress(Instant now) {
        var progress = results.progress();
        if (!progress.equals(shownProgress)) {
            shownProgress = progress;
            screen.line(OperationLine.time(now, ZoneId.systemDefault()) + "  " + progress);
        }
    }

    private void show(List<OperationStatus> operations) {
        for (var status : operations) {
            var id = status.operation().id();
            if (!status.operation().terminal()) {
                openOperations.add(id);
            } else {
                openOperations.remove(id);
                screen.line(OperationLine.of(status, ZoneId.systemDefault()));
            }
        }
    }
}
