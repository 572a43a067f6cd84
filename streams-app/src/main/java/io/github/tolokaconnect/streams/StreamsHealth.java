package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.web.Health;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of Kafka Streams as health: stream threads report transitions, any thread asks or waits. */
final class StreamsHealth implements Health, KafkaStreams.StateListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsHealth.class);

    private final Supplier<KafkaStreams.State> state;
    private final LongSupplier toBeRestored;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    StreamsHealth(Supplier<KafkaStreams.State> state, LongSupplier toBeRestored) {
        this.state = state;
        this.toBeRestored = toBeRestored;
    }

    @Override
    public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        LOG.info("State changed from={} to={}", before, now);
        if (now == KafkaStreams.State.RUNNING) {
            firstReady.complete(null);
        } else if (now == KafkaStreams.State.ERROR) {
            failed(new IllegalStateException("Kafka Streams is ERROR"));
        } else if (now == KafkaStreams.State.NOT_RUNNING) {
            firstReady.cancel(false);
            stopped.complete(null);
        }
    }

    /** Keeps the first cause for those who wait. */
    void failed(Throwable cause) {
        firstReady.completeExceptionally(cause);
        stopped.completeExceptionally(cause);
    }

    /** Done when the state was readable for the first time; failed if it never will be. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /** Done when Kafka Streams has stopped as asked; failed if it stopped by itself. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public Condition live() {
        KafkaStreams.State now = state.get();
        boolean isLive = now == KafkaStreams.State.CREATED || now.isRunningOrRebalancing();
        return new Condition(isLive, "Kafka Streams is " + now + ".");
    }

    @Override
    public Condition ready() {
        KafkaStreams.State now = state.get();
        if (now == KafkaStreams.State.RUNNING) {
            return new Condition(true, "Kafka Streams is RUNNING.");
        }
        return new Condition(
                false,
                "Kafka Streams is " + now + "; changes of state to be read back: " + toBeRestored.getAsLong() + ".");
    }

    @Override
    public Condition started() {
        boolean wasReady = firstReady.isDone() && !firstReady.isCompletedExceptionally();
        return new Condition(wasReady, wasReady ? "State was restored." : "State is being restored.");
    }
}
