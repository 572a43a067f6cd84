package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.quickstart.cluster.ConnectWorker;
import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import io.github.tolokaconnect.quickstart.cluster.FileTree;
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

/**
 * One part of the environment as a process. It prints a line with its address, serves until its standard input ends, which that does
 * with the process that started it, and takes its files with it.
 */
public final class PartMain {

    /** What the line with the address begins with. */
    static final String READY = "listening on ";

    private static final PrintStream ADDRESSES = System.out;

    private PartMain() {}

    /** Runs the part that the first argument names, with the others as its own. */
    public static void main(String[] arguments) throws IOException {
        // Whoever started this reads the line with the address and no further ones.
        System.setOut(System.err);
        switch (arguments[0]) {
            case "broker" -> serveBroker();
            case "simulator" ->
                serveSimulator(OperationTime.ofMillis(Long.parseLong(arguments[1]), Long.parseLong(arguments[2])));
            case "worker" -> serveWorker(arguments[1], new PluginArchive(Path.of(arguments[2])));
            default -> throw new IllegalArgumentException("no part is called " + arguments[0]);
        }
        System.exit(0);
    }

    private static void serveBroker() throws IOException {
        try (var broker = EmbeddedBroker.start()) {
            serve(broker.bootstrapServers());
        }
    }

    private static void serveSimulator(OperationTime operationTime) throws IOException {
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

    private static void serveWorker(String bootstrapServers, PluginArchive archive) throws IOException {
        var plugins = Files.createTempDirectory("bench-delivery-plugins-");
        try {
            archive.unpackInto(plugins);
            try (var worker = ConnectWorker.start(bootstrapServers, plugins)) {
                serve(worker.url().toString());
            }
        } finally {
            FileTree.delete(plugins);
        }
    }

    private static void serve(String address) throws IOException {
        ADDRESSES.println(READY + address);
        ADDRESSES.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
