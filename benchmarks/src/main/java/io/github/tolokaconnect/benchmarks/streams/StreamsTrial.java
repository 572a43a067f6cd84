package io.github.tolokaconnect.benchmarks.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.benchmarks.delivery.BulkWriter;
import io.github.tolokaconnect.benchmarks.delivery.Closing;
import io.github.tolokaconnect.benchmarks.delivery.Cluster;
import io.github.tolokaconnect.benchmarks.delivery.PartProcess;
import io.github.tolokaconnect.benchmarks.delivery.PartProcess.PartFiles;
import io.github.tolokaconnect.benchmarks.delivery.Waiting;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.FileTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One pass through everything that is measured: state of so many items, load, restart, takeover. Each prints its line as soon as it is
 * known.
 */
final class StreamsTrial {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration CATCH_UP = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration WARM_LOOK = Duration.ofSeconds(5);
    private static final int FEWEST_SECONDS_TO_WARM_UP = 3;
    private static final int SPARE_SECONDS = 5;
    /** Files of equal content differ in length by how far a store has compacted them. */
    private static final double WARM = 0.25;

    private static final double CALM = 0.01;
    private static final int CALM_LOOKS = 3;
    private static final double MEBI = 1 << 20;
    private static final String BROKER_HEAP = "1g";
    private static final List<TopicDefinition> WATCHED = List.of(
            Topics.PREDICTIONS,
            Topics.SELECTED,
            Topics.DECISIONS,
            Topics.TASKS_CREATED,
            Topics.VALIDATION_ERRORS,
            Topics.OPERATION_STATUS,
            Topics.TASK_INDEX);

    private final StreamsFlags flags;
    private final Closing closing;
    private final PrintWriter out;
    private final LongSupplier nanos;
    private final Waiting waiting;
    private final PartProcess broker;
    private final PartFiles files;
    private final Cluster cluster;
    private Application application;
    private long predictions;
    private long results;

    /** Starts the broker and the application. */
    StreamsTrial(StreamsFlags flags, Closing closing, PrintWriter out, LongSupplier nanos) {
        this.flags = flags;
        this.closing = closing;
        this.out = out;
        this.nanos = nanos;
        this.waiting = new Waiting(nanos);
        this.files = new PartFiles(temporaryDirectory(closing), flags.logs());
        this.broker = PartProcess.start("broker", BROKER_HEAP, files, List.of());
        closing.add(broker::close);
        this.cluster = Cluster.at(broker.address());
        closing.add(cluster::close);
        cluster.create(Topics.all());
        putRouteInForce();
        this.application = started("app-1", "state-1");
    }

    /** Measures everything. */
    void run() throws InterruptedException, ExecutionException {
        waiting.until("the start", START, LOOK, application::isReady);
        measureState();
        measureLoad();
        measureRestart();
        measureTakeover();
    }

    private void measureState() {
        var start = nanos.getAsLong();
        try (var load = load(flags.items(), 0, BenchRecords.selectedBelow(flags.items()), 0)) {
            awaitEnd(load);
            awaitEmptyBacklog();
        }
        var seconds = seconds(start);
        out.println(String.format(
                Locale.ROOT,
                "state items=%d seconds=%.0f disk_mib=%.0f bytes_per_item=%.0f memory_mib=%.0f heap=%s",
                flags.items(),
                seconds,
                application.stateBytes() / MEBI,
                (double) application.stateBytes() / flags.items(),
                application.residentBytes() / MEBI,
                flags.heap()));
        out.flush();
    }

    private void measureLoad() throws InterruptedException, ExecutionException {
        // So much longer that the generator, whose processor time counts, is there until the end.
        var count = (long) flags.seconds() + SPARE_SECONDS;
        try (var load = load(
                        count * flags.predictionsRate(),
                        flags.predictionsRate(),
                        count * flags.resultsRate(),
                        flags.resultsRate());
                var questions = new Questions(application.url(), paths(), flags.questionsRate(), nanos)) {
            awaitBeginning();
            Waiting.pause(Duration.ofSeconds(Math.max(FEWEST_SECONDS_TO_WARM_UP, flags.seconds() / 4)));
            var first = sample(load);
            var end =
                    first.nanos() + Duration.ofSeconds(flags.seconds() * 3L / 4).toNanos();
            while (!load.hasSucceeded() && nanos.getAsLong() < end) {
                application.check();
                Waiting.pause(LOOK);
            }
            var last = sample(load);
            var answers = questions.answers();
            out.println(last.line(
                    first,
                    flags.predictionsRate(),
                    flags.resultsRate(),
                    Runtime.getRuntime().availableProcessors()));
            out.println(String.format(
                    Locale.ROOT,
                    "questions answered=%d failed=%d p50_ms=%.1f p99_ms=%.1f longest_ms=%.1f%s",
                    answers.sorted().size(),
                    answers.failed().size(),
                    millis(answers.quantile(0.5)),
                    millis(answers.quantile(0.99)),
                    millis(answers.quantile(1)),
                    answers.failed().stream()
                            .findFirst()
                            .map(failure -> " first_failure=" + failure)
                            .orElse("")));
            out.flush();
            awaitEnd(load);
            awaitEmptyBacklog();
        }
    }

    private void measureRestart() {
        application.close();
        var start = nanos.getAsLong();
        application = started("app-1-again", "state-1");
        waiting.until("the restart", START, LOOK, application::isReady);
        out.println(String.format(Locale.ROOT, "restart items=%d seconds=%.1f", flags.items(), seconds(start)));
        out.flush();
    }

    private void measureTakeover() {
        var standby = started("app-2", "state-2");
        waiting.until("the start of the standby", START, LOOK, standby::isReady);
        awaitWarm(standby);
        var items = LongStream.range(predictions, predictions + Topics.PREDICTIONS.partitions())
                .mapToObj(BenchRecords::item)
                .toList();
        long start;
        try (var decisions = DecisionWatch.on(broker.address(), items)) {
            application.kill();
            start = nanos.getAsLong();
            predictToEveryPartition();
            waiting.until("the takeover", START, LOOK, () -> {
                standby.check();
                return decisions.isOver() && standby.isReady();
            });
        }
        out.println(String.format(Locale.ROOT, "takeover items=%d seconds=%.1f", flags.items(), seconds(start)));
        out.flush();
    }

    /** Waits until the standby has a good part of what the other has, and what it has hardly grows any more. */
    private void awaitWarm(Application standby) {
        var last = new long[1];
        var calmLooks = new int[1];
        waiting.until("the copy of the state", CATCH_UP, WARM_LOOK, () -> {
            standby.check();
            var now = standby.stateBytes();
            var isCalm = now - last[0] <= CALM * now && now >= WARM * application.stateBytes();
            calmLooks[0] = isCalm ? calmLooks[0] + 1 : 0;
            last[0] = now;
            return calmLooks[0] >= CALM_LOOKS;
        });
    }

    private void predictToEveryPartition() {
        try (var writer = BulkWriter.to(broker.address())) {
            for (var partition = 0; partition < Topics.PREDICTIONS.partitions(); partition++) {
                var prediction = BenchRecords.prediction(predictions++);
                writer.write(new ProducerRecord<>(prediction.topic(), partition, prediction.key(), prediction.value()));
            }
            writer.finish();
        }
    }

    private Application started(String name, String state) {
        var jvm = List.of("-Xmx" + flags.heap());
        var recipe = new Application.Recipe(broker.address(), flags.config(), jvm, flags.overrides(), files);
        var started = Application.start(name, files.temporary().resolve(state), recipe);
        closing.add(started::close);
        return started;
    }

    private PartProcess load(long count, long perSecond, long resultCount, long resultsPerSecond) {
        var arguments = List.of(
                broker.address(),
                String.valueOf(predictions),
                String.valueOf(count),
                String.valueOf(perSecond),
                String.valueOf(results),
                String.valueOf(resultCount),
                String.valueOf(resultsPerSecond));
        predictions += count;
        results += resultCount;
        var load = PartProcess.start("load", LoadMain.class, List.of("-Xmx256m"), files, arguments);
        closing.add(load::close);
        return load;
    }

    /** Waits until the load generator, which takes a while to start, has something to take. */
    private void awaitBeginning() {
        waiting.until("the start of the load", START, LOOK, () -> backlog().open() > flags.predictionsRate() / 2);
    }

    private void awaitEnd(PartProcess load) {
        waiting.until("the load", CATCH_UP, () -> {
            application.check();
            if (!load.hasSucceeded()) {
                load.check();
                return false;
            }
            return true;
        });
    }

    private void awaitEmptyBacklog() {
        waiting.until("catching up", CATCH_UP, () -> {
            application.check();
            return backlog().isEmpty();
        });
    }

    private LoadSample sample(PartProcess load) {
        return new LoadSample(nanos.getAsLong(), backlog(), application.cpu(), broker.cpu(), load.cpu());
    }

    private Backlog backlog() {
        return new Backlog(cluster.written(WATCHED), cluster.committed(Application.GROUP));
    }

    private static List<String> paths() {
        return List.of(
                "/api/v1/overview",
                "/api/v1/series?window=1m",
                "/api/v1/pools",
                "/api/v1/pools/1001/series?window=1m",
                "/api/v1/operations?state=finished&limit=50",
                "/api/v1/errors/top",
                "/api/v1/alerts",
                "/api/v1/latency",
                "/api/v1/items/" + BenchRecords.item(0));
    }

    private void putRouteInForce() {
        try (var writer = BulkWriter.to(broker.address())) {
            writer.write(new ProducerRecord<>(
                    Topics.CONTROL.name(),
                    ("route/" + BenchRecords.ROUTE).getBytes(UTF_8),
                    BenchRecords.ROUTE_DOCUMENT.getBytes(UTF_8)));
            writer.finish();
        }
    }

    private static Path temporaryDirectory(Closing closing) {
        try {
            var directory = Files.createTempDirectory("bench-streams-");
            closing.add(() -> FileTree.delete(directory));
            return directory;
        } catch (IOException e) {
            throw new BenchmarkException("a temporary directory cannot be made: " + e.getMessage(), e);
        }
    }

    private double seconds(long start) {
        return (nanos.getAsLong() - start) / 1e9;
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
