package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;

/**
 * Has the journal read by one thread: everybody who waits when a reading begins is served by it, and who comes later by the next.
 * Safe from any thread.
 */
final class JournalReadings {
    private final JournalReader reader;
    private final Executor executor;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();

    /** Readings by {@code executor}, which runs one thing after another. */
    JournalReadings(JournalReader reader, Executor executor) {
        this.reader = reader;
        this.executor = executor;
    }

    private record Request(
            Set<TopicPartition> sources, long known, CompletableFuture<Map<TopicPartition, Recovered>> answer) {}

    /** What the journal says about a topic-partition; the entry at {@code offset}, and all before, are known to be there. */
    CompletableFuture<Recovered> with(long offset, TopicPartition source) {
        return ask(Set.of(source), offset + 1).thenApply(recovered -> {
            var ours = recovered.get(source);
            if (ours == null) {
                throw new AssertionError("a reading answers what it was asked for");
            }
            return ours;
        });
    }

    /** What the journal says now. */
    CompletableFuture<Map<TopicPartition, Recovered>> now(Set<TopicPartition> sources) {
        return ask(sources, 0);
    }

    private CompletableFuture<Map<TopicPartition, Recovered>> ask(Set<TopicPartition> sources, long known) {
        var request = new Request(sources, known, new CompletableFuture<>());
        waiting.add(request);
        executor.execute(this::serve);
        return request.answer;
    }

    private void serve() {
        var served = new ArrayList<Request>();
        for (var request = waiting.poll(); request != null; request = waiting.poll()) {
            served.add(request);
        }
        if (served.isEmpty()) {
            return;
        }
        var sources = new HashSet<TopicPartition>();
        served.forEach(request -> sources.addAll(request.sources));
        long known = served.stream().mapToLong(Request::known).max().orElse(0);
        try {
            var recovered = reader.read(sources, known);
            served.forEach(request -> request.answer.complete(recovered));
        } catch (RuntimeException | Error failure) { // which is everybody's, or they would wait for ever
            served.forEach(request -> request.answer.completeExceptionally(failure));
        }
    }
}
