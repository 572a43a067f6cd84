package io.github.tolokaconnect.chaos.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All processes of a run: Java programs with small heaps, whose output goes to files in one directory. Safe for two threads, since a
 * signal may end a run (on a thread of its own) while the run starts something.
 */
public final class Children implements AutoCloseable {

    private final Path logs;
    private final Path temporary;
    private final List<Child> children = new ArrayList<>();
    private boolean isClosed;

    /**
     * None yet.
     *
     * @param logs directory for their output, one file each
     * @param temporary directory for their temporary files
     */
    public Children(Path logs, Path temporary) {
        this.logs = logs;
        this.temporary = temporary;
    }

    /**
     * A Java program of this run, not yet started.
     *
     * @param megabytes its largest heap
     */
    public synchronized Child java(String name, int megabytes, String classPath, List<String> mainAndArguments) {
        var log = logs.resolve(name.replace(' ', '-') + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-Dchaos.log=" + log,
                "-Dlog4j2.configurationFile=log4j2-chaos.xml",
                "-cp",
                classPath,
                Leash.class.getName()));
        command.addAll(mainAndArguments);
        var child = new Child(name, command, log);
        children.add(child);
        return child;
    }

    /** Starts {@code child}, unless all processes have been ended for good. */
    public synchronized void start(Child child) {
        if (isClosed) {
            throw new IllegalStateException("The run has ended; the " + child.name() + " is not started any more");
        }
        child.start();
    }

    /** Kills all processes; none can be started from now on. */
    @Override
    public synchronized void close() {
        isClosed = true;
        children.forEach(Child::kill);
    }
}
