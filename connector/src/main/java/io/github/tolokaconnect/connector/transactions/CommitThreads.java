package io.github.tolokaconnect.connector.transactions;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The threads that wait for the journal's cluster: a few workers, as many as are needed, and one that reads the journal. */
final class CommitThreads {
    private static final int MOST_THREADS = 8;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration FINISH = Duration.ofMillis(700);
    private static final Duration STOP = Duration.ofMillis(1_200);

    /**
     * Time between two transactions of a topic-partition. Brokers end a transaction a moment after they say so, and refuse the next
     * one until then; and what is asked for meanwhile shares a transaction.
     */
    private static final Duration REST = Duration.ofMillis(25);

    private final String owner;
    private final ScheduledThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor journal;

    /** Threads whose names end in {@code owner}. */
    CommitThreads(String owner) {
        this.owner = owner;
        this.workers = pool("transactions", MOST_THREADS);
        this.journal = pool("journal", 1);
    }

    Executor workers() {
        return workers;
    }

    /** Workers that begin a little later. */
    Executor restedWorkers() {
        return task -> {
            var unused = workers.schedule(task, REST.toMillis(), TimeUnit.MILLISECONDS);
        };
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
        await(FINISH, workers);
    }

    /** Interrupts what is still under way, after {@code closing} was handed threads for what may take longer than that. */
    void stop(Consumer<Executor> closing) {
        var closers = pool("closers", MOST_THREADS);
        closing.accept(closers);
        closers.shutdown();
        workers.shutdownNow();
        await(STOP, closers, workers, journal);
    }

    private static void await(Duration longest, ExecutorService... executors) {
        try {
            for (ExecutorService executor : executors) {
                var unused = executor.awaitTermination(longest.toMillis() / executors.length, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ScheduledThreadPoolExecutor pool(String purpose, int mostThreads) {
        var pool = new ScheduledThreadPoolExecutor(
                mostThreads,
                named("toloka-" + purpose + "-" + owner),
                new ThreadPoolExecutor.DiscardPolicy()); // nobody waits for what comes after the end
        pool.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        var number = new AtomicInteger();
        var context = LogContext.ofThisThread();
        return task -> {
            var thread = new Thread(context.in(task), name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            // Clients load classes that settings name; whoever happens to start this thread may have another plugin's
            // loader.
            thread.setContextClassLoader(CommitThreads.class.getClassLoader());
            return thread;
        };
    }
}
