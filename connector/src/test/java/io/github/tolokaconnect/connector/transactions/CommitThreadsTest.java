package io.github.tolokaconnect.connector.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CommitThreadsTest {
    private static final String KEY = "connector.context";

    @AfterEach
    void forget() {
        MDC.remove(KEY);
    }

    @Test
    void logInTheContextOfTheThreadThatMadeThem() throws Exception {
        MDC.put(KEY, "[cats|task-0] ");
        var threads = new CommitThreads("cats-0");
        MDC.put(KEY, "[dogs|task-1] ");

        var worker = CompletableFuture.supplyAsync(() -> MDC.get(KEY), threads.workers());
        var journal = CompletableFuture.supplyAsync(() -> MDC.get(KEY), threads.journal());

        assertThat(worker.get(10, TimeUnit.SECONDS)).isEqualTo("[cats|task-0] ");
        assertThat(journal.get(10, TimeUnit.SECONDS)).isEqualTo("[cats|task-0] ");
        threads.stop(closers -> {});
    }
}
