package io.github.tolokaconnect.benchmarks.streams;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.tolokaconnect.benchmarks.delivery.BulkWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The load as a process: writes predictions and results, each at a rate of its own, and ends. Its arguments are the broker's address, and
 * for predictions and then for results the first one, how many, and how many per second, 0 for as many as the broker takes.
 */
public final class LoadMain {

    private static final int RECORDS_AT_A_TIME = 100;
    private static final int ARGUMENTS = 3;

    private LoadMain() {}

    /**
     * A sequence of records.
     *
     * @param first number of the first one
     * @param count how many
     * @param perSecond how many per second, 0 for as many as the broker takes
     */
    record Sequence(long first, long count, long perSecond) {

        static Sequence parse(String[] arguments, int at) {
            return new Sequence(
                    Long.parseLong(arguments[at]),
                    Long.parseLong(arguments[at + 1]),
                    Long.parseLong(arguments[at + 2]));
        }

        void write(BulkWriter writer, LongFunction<ProducerRecord<byte[], byte[]>> record) throws InterruptedException {
            var bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(Math.max(RECORDS_AT_A_TIME, perSecond))
                            .refillGreedy(Math.max(1, perSecond), Duration.ofSeconds(1))
                            .initialTokens(0))
                    .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                    .build();
            for (var done = 0L; done < count; done++) {
                if (perSecond > 0 && done % RECORDS_AT_A_TIME == 0) {
                    bucket.asBlocking().consume(RECORDS_AT_A_TIME);
                }
                writer.write(record.apply(first + done));
            }
            writer.finish();
        }
    }

    /** Writes both at the same time; returns once the broker has everything. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        EndOfInput.ends(0);
        // wiring: events say when they happened
        var clock = InstantSource.system();
        // end of wiring
        var records = new BenchRecords();
        var predictions = Sequence.parse(arguments, 1);
        var results = Sequence.parse(arguments, 1 + ARGUMENTS);
        var second = Executors.newSingleThreadExecutor();
        try {
            var written = second.submit(() -> {
                try (var writer = BulkWriter.to(arguments[0])) {
                    results.write(writer, number -> records.result(number, clock.instant()));
                }
                return null;
            });
            try (var writer = BulkWriter.to(arguments[0])) {
                predictions.write(writer, BenchRecords::prediction);
            }
            written.get();
        } finally {
            second.shutdown();
        }
    }
}
