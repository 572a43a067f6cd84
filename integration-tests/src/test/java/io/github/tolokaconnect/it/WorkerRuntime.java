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

    /** The JVM of these tests and the version of Kafka that the project is built with. */
    static WorkerRuntime ofTheBuild() {
        return new WorkerRuntime(ToolProcess.java(), Artifacts.workerLibraries(), List.of());
    }

    /** The same with these options of its JVM. */
    WorkerRuntime with(List<String> otherOptions) {
        return new WorkerRuntime(java, libraries, otherOptions);
    }
}
