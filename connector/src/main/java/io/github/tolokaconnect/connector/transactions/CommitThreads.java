package io.github.tolokaconnect.connector.transactions;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that wait for the journal's cluster: a few workers, as many as are needed, and one that reads the journal. */
final class CommitThreads {
    private static final int MOST_WORKERS = 8;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration FINISH = Duration.ofMillis(800);
    private static final Duration STOP = Duration.ofMillis(500);

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor journal;

    /** Threads whose names end in {@code owner}. */
    CommitThreads(String owner) {
        workers = new ThreadPoolExecutor(
                MOST_WORKERS,
                MOST_WORKERS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                named("toloka-transactions-" + owner),
                new ThreadPoolExecutor.DiscardPolicy()); // nobody waits for what comes after the end
        workers.allowCoreThreadTimeOut(true);
        journal = new ScheduledThreadPoolExecutor(
                1, named("toloka-journal-" + owner), new ThreadPoolExecutor.DiscardPolicy());
    }

    Executor workers() {
        return workers;
    }

    /** Runs one thing after another. */
    Executor journal() {
        return journal;
    }

    /** Runs {@code task} on the journal's thread after a while. */
    void after(Duration delay, Runnable task) {
        var unused = journal.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs {@code task} on the journal's thread again and again. */
    void every(Duration interval, Runnable task) {
        var unused =
                journal.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives what is under way a moment to end; nothing new begins. */
    void finish() {
        journal.shutdownNow();
        workers.shutdown();
        await(workers, FINISH);
    }

    /** Interrupts what is still under way. */
    void stop() {
        workers.shutdownNow();
        await(workers, STOP);
        await(journal, STOP);
    }

    private static void await(ExecutorService executor, Duration longest) {
        try {
            var unused = executor.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
