package io.github.tolokaconnect.simulator.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.github.tolokaconnect.simulator.engine.Notice;
import io.github.tolokaconnect.simulator.engine.Subscription;
import io.github.tolokaconnect.simulator.http.SharedEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches notices from the engine, and tells them: answers to a file, events to their subscribers.
 *
 * <p>Each subscriber is told in order, one notification at a time; one that is not taken is sent again, at growing intervals,
 * until it is. Nothing is dropped: while somebody is behind, no more is fetched, the engine's outbox fills, and in the end people
 * stop answering until it goes on. All of it happens on one thread, the executor's.
 */
public final class Courier implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Courier.class.getName());
    private static final Duration ROUND = Duration.ofMillis(20);
    private static final int MAX_NOTICES = 1_000;
    private static final long STOP_SECONDS = 5;
    private static final IntervalFunction BACKOFF =
            IntervalFunction.ofExponentialBackoff(Duration.ofMillis(250), 2, Duration.ofSeconds(30));

    private final SharedEngine engine;
    private final InstantSource clock;
    private final HttpClient http;
    private final ScheduledExecutorService executor;
    private final Map<Subscription, Mailbox> mailboxes = new LinkedHashMap<>();
    private final @Nullable AnswerFile answers;
    private boolean isBroken;

    private Courier(
            SharedEngine engine,
            InstantSource clock,
            HttpClient http,
            ScheduledExecutorService executor,
            @Nullable OutputStream answers) {
        this.engine = engine;
        this.clock = clock;
        this.http = http;
        this.executor = executor;
        this.answers = answers == null ? null : new AnswerFile(answers);
    }

    /**
     * Begins to tell.
     *
     * @param executor with one thread, which is the courier's from now on
     * @param answers where accepted answers go as JSON lines, null for nowhere
     */
    public static Courier start(
            SharedEngine engine,
            InstantSource clock,
            HttpClient http,
            ScheduledExecutorService executor,
            @Nullable OutputStream answers) {
        Courier courier = new Courier(engine, clock, http, executor, answers);
        executor.execute(courier::rounds);
        return courier;
    }

    /** Writes the answers that are there to the file, and stops; notifications that are not taken by then are lost. */
    @Override
    public void close() {
        try {
            executor.submit(this::round).get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the last answers were not written within {0} s", STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    private void rounds() {
        round();
        after(ROUND.toMillis(), this::rounds);
    }

    /** Does {@code work} later; when the courier stops, it is left undone. */
    private void after(long millis, Runnable work) {
        if (!executor.isShutdown()) {
            var unused = executor.schedule(work, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void round() {
        try {
            List<Notice> notices;
            do {
                notices = isBroken || mailboxes.values().stream().anyMatch(Mailbox::isFull)
                        ? List.of()
                        : engine.fetch(MAX_NOTICES);
                sort(notices);
            } while (notices.size() == MAX_NOTICES);
            for (Mailbox mailbox : List.copyOf(mailboxes.values())) {
                if (mailbox.isReady()) {
                    send(mailbox);
                }
            }
        } catch (IOException | RuntimeException e) {
            // People stop answering once the outbox is full: better than answers that nobody finds in the file.
            isBroken = true;
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "answers cannot be told any more ({0}); see that --answers can be written to, and start again",
                    e.toString());
        }
    }

    private void sort(List<Notice> notices) throws IOException {
        for (Notice notice : notices) {
            if (notice instanceof Notice.AnswerGiven given) {
                if (answers != null) {
                    answers.add(given.answer());
                }
            } else if (notice instanceof Notice.EventRaised raised) {
                mailboxes.computeIfAbsent(raised.subscription(), Mailbox::new).add(raised);
            } else {
                throw new AssertionError(notice);
            }
        }
        if (answers != null && !notices.isEmpty()) {
            answers.flush();
        }
    }

    private void send(Mailbox mailbox) {
        if (!engine.isSubscribed(mailbox.subscription())) {
            mailboxes.remove(mailbox.subscription());
            return;
        }
        var unused = http.sendAsync(mailbox.send(clock.instant()), HttpResponse.BodyHandlers.discarding())
                .whenCompleteAsync((response, failure) -> settle(mailbox, response), executor);
    }

    private void settle(Mailbox mailbox, @Nullable HttpResponse<Void> response) {
        if (response != null && response.statusCode() / 100 == 2) {
            engine.countDeliveries(mailbox.delivered(), 0);
            if (mailbox.isEmpty()) {
                mailboxes.remove(mailbox.subscription());
            } else {
                send(mailbox);
            }
        } else {
            engine.countDeliveries(0, 1);
            after(BACKOFF.apply(mailbox.failed()), () -> send(mailbox));
        }
    }
}
