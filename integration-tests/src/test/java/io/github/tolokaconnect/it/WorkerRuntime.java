package io.github.tolokaconnect.it;

import java.nio.file.Path;
import java.util.List;

/**
 * What a Connect worker runs on.
 *
 * @param java the command
 * @param libraries directory with all jars of its class path
 * @param options further arguments of the JVM
 */
record WorkerRuntime(String java, Path libraries, List<String> options) {

    WorkerRuntime {
        options = List.copyOf(options);
    }

    /** The JVM of these tests, with more options, and the version of Kafka that the project is built with. */
    static WorkerRuntime ofTheBuild(String... options) {
        return new WorkerRuntime(ToolProcess.java(), Artifacts.workerLibraries(), List.of(options));
    }
}
