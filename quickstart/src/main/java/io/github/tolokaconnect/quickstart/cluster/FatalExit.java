package io.github.tolokaconnect.quickstart.cluster;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/** What happens when a broker or a worker of this JVM meets a fault after which it would end the process. */
public final class FatalExit {

    private FatalExit() {}

    /**
     * Has {@code listener} told, instead of the JVM ended, from now on and for every broker and worker of this JVM. Also leaves the
     * order of closing to the caller: workers add no shutdown hook of their own any more.
     *
     * @param listener called with Kafka's reason, from the thread that met the fault
     */
    public static void redirectTo(Consumer<String> listener) {
        Exit.Procedure procedure =
                (status, message) -> listener.accept(message == null ? "exit status " + status : message);
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
        Exit.setShutdownHookAdder((name, hook) -> {});
    }
}
