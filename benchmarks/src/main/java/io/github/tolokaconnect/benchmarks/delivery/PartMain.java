package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.quickstart.cluster.ConnectWorker;
import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import io.github.tolokaconnect.quickstart.cluster.PluginArchive;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.PoolLimits;
import io.github.tolokaconnect.simulator.engine.Quotas;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One part of the environment as a process. It prints a line with its address, serves until its standard input ends, which that does
 * with the process that started it.
 */
public final class PartMain {

    /** What the line with the address begins with. */
    static final String READY = "listening on ";

    private static final long SECONDS_TO_END = 20;
    private static final PrintStream ADDRESSES = System.out;
    // From the thread that reads standard input to the one that serves.
    private static final CountDownLatch ABANDONED = new CountDownLatch(1);

    private PartMain() {}

    /** Runs the part that the first argument names, with the others as its own. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // Whoever started this reads the line with the address and no further ones.
        System.setOut(System.err);
        var reader = new Thread(PartMain::awaitEndOfInput, "end-of-input");
        reader.setDaemon(true);
        reader.start();
        switch (arguments[0]) {
            case "broker" -> serveBroker();
            case "simulator" ->
                serveSimulator(OperationTime.ofMillis(Long.parseLong(arguments[1]), Long.parseLong(arguments[2])));
            case "worker" -> serveWorker(arguments[1], new PluginArchive(Path.of(arguments[2])));
            default -> throw new IllegalArgumentException("no part is called " + arguments[0]);
        }
        System.exit(0);
    }

    private static void serveBroker() throws InterruptedException {
        try (var broker = EmbeddedBroker.start()) {
            serve(broker.bootstrapServers());
        }
    }

    private static void serveSimulator(OperationTime operationTime) throws InterruptedException {
        try (var simulator = TolokaSimulator.builder()
                .fixture(Pools.fixture())
                .operationTime(operationTime)
                .quotas(Quotas.NONE)
                // A pool may have a million tasks on the platform, which some measurements are soon past.
                .poolLimits(new PoolLimits(0, 0, 0))
                .port(0)
                .start()) {
            serve(simulator.url().toString());
        }
    }

    private static void serveWorker(String bootstrapServers, PluginArchive archive)
            throws IOException, InterruptedException {
        var plugins = Files.createTempDirectory("plugins-");
        archive.unpackInto(plugins);
        try (var worker = ConnectWorker.start(bootstrapServers, plugins)) {
            serve(worker.url().toString());
        }
    }

    private static void serve(String address) throws InterruptedException {
        ADDRESSES.println(READY + address);
        ADDRESSES.flush();
        ABANDONED.await();
    }

    /** Has the part end once nobody holds its standard input any more, by force if it is still starting or does not come to an end. */
    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("standard input cannot be read: " + e.getMessage());
        }
        ABANDONED.countDown();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS_TO_END));
        Runtime.getRuntime().halt(1);
    }
}
