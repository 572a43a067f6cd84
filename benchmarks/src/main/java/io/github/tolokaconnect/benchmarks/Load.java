package io.github.tolokaconnect.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The client: posts batches as operations, several under way at once, polls each operation until it has ended, and reads its
 * operation log to the end.
 */
final class Load {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Executor POLL = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI root;
    private final TaskBatches batches;
    private final int batchSize;
    private final int inFlight;

    /** A client of the simulation at {@code root}. */
    Load(URI root, int batchSize, int inFlight) {
        this.root = root;
        this.batches = new TaskBatches(batchSize);
        this.batchSize = batchSize;
        this.inFlight = inFlight;
    }

    /**
     * Creates tasks, and returns once each of their operations has ended and its log has been read.
     *
     * @throws BenchmarkException if anything was answered but what had to be
     */
    void create(int count) {
        Semaphore free = new Semaphore(inFlight);
        CompletableFuture<Void> failed = new CompletableFuture<>();
        try {
            for (int batch = 0; batch < count / batchSize && !failed.isDone(); batch++) {
                take(free, 1);
                CompletableFuture<Void> unused = operation(batches.next()).whenComplete((done, problem) -> {
                    if (problem != null) {
                        failed.completeExceptionally(problem);
                    }
                    free.release();
                });
            }
            if (!failed.isDone()) {
                take(free, inFlight);
            }
            failed.getNow(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        } catch (CompletionException e) {
            throw new BenchmarkException("the load failed: " + e.getMessage(), e);
        }
    }

    private static void take(Semaphore free, int operations) throws InterruptedException {
        if (!free.tryAcquire(operations, TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new BenchmarkException("no operation ended within " + TIMEOUT.toSeconds() + " seconds");
        }
    }

    /** A page beside the API. */
    byte[] page(String path) {
        return send(HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT).build(), 200)
                .join();
    }

    private CompletableFuture<Void> operation(String body) {
        HttpRequest post = request("tasks?async_mode=true")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(post, 202)
                .thenCompose(answer -> ended(OperationLogs.field(answer, "id")))
                .thenCompose(id -> send(request("operations/" + id + "/log").build(), 200))
                .thenAccept(log -> check(OperationLogs.created(log)));
    }

    private CompletableFuture<String> ended(String id) {
        return CompletableFuture.supplyAsync(() -> request("operations/" + id).build(), POLL)
                .thenCompose(request -> send(request, 200))
                .thenCompose(answer -> switch (OperationLogs.field(answer, "status")) {
                    case "SUCCESS" -> CompletableFuture.completedFuture(id);
                    case "PENDING", "RUNNING" -> ended(id);
                    default -> throw new BenchmarkException("operation " + id + " failed");
                });
    }

    private void check(int created) {
        if (created != batchSize) {
            throw new BenchmarkException(
                    "an operation log speaks of " + created + " created tasks instead of " + batchSize);
        }
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(root.resolve("/api/v1/" + target))
                .timeout(TIMEOUT)
                .header("Authorization", "OAuth demo-token");
    }

    private CompletableFuture<byte[]> send(HttpRequest request, int status) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(response -> {
            if (response.statusCode() != status) {
                throw new BenchmarkException(
                        request.method() + " " + request.uri() + " was answered " + response.statusCode());
            }
            return response.body();
        });
    }
}
