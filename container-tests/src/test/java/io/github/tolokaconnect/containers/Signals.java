package io.github.tolokaconnect.containers;

import org.testcontainers.containers.GenericContainer;

/** How containers end other than by {@code stop}, which Testcontainers makes a SIGKILL of. */
final class Signals {

    private static final int SECONDS_TO_END = 60;

    private Signals() {}

    /** Ends it at once (SIGKILL), without a chance to tidy up. */
    static void kill(GenericContainer<?> container) {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    /** Asks it to end (SIGTERM) and returns once it has. */
    static void terminate(GenericContainer<?> container) {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(SECONDS_TO_END)
                .exec();
    }
}
