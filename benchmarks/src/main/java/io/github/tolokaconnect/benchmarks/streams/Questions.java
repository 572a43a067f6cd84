package io.github.tolokaconnect.benchmarks.streams;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Asks an application what its page asks, one question after another at a steady rate, on a thread of its own until it is closed. */
final class Questions implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService asker = Executors.newSingleThreadExecutor();
    private final LongSupplier nanos;
    private final Future<Latencies> answers;

    /**
     * Begins to ask.
     *
     * @param application base URL
     * @param paths what is asked, in turn
     * @param perSecond how many questions per second
     */
    Questions(URI application, List<String> paths, int perSecond, LongSupplier nanos) {
        this.nanos = nanos;
        var urls = paths.stream().map(application::resolve).toList();
        this.answers = asker.submit(() -> ask(urls, perSecond));
    }

    /** Stops asking; how long the answers took. */
    Latencies answers() throws InterruptedException, ExecutionException {
        asker.shutdownNow();
        return answers.get();
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }

    private Latencies ask(List<URI> urls, int perSecond) {
        var times = new ArrayList<Duration>();
        var failed = new ArrayList<String>();
        var bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                .build();
        try {
            for (var number = 0; ; number++) {
                bucket.asBlocking().consume(1);
                var start = nanos.getAsLong();
                var url = urls.get(number % urls.size());
                var status = status(url);
                if (status == OK) {
                    times.add(Duration.ofNanos(nanos.getAsLong() - start));
                } else {
                    failed.add(url.getPath() + ":" + status);
                }
            }
        } catch (InterruptedException e) {
            // That is how it is told to stop, and a last question may be under way.
            return new Latencies(times, failed);
        }
    }

    /** Status of the answer; 0 without one. */
    private int status(URI url) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(url).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
