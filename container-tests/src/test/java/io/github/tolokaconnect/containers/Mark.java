package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.it.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * The label on every container and network of this suite, by which {@code .ci/containers} finds what a crash has left. Its value is the
 * checkout, so that two checkouts on one Docker engine do not remove each other's.
 */
record Mark(String value) {

    /** Key of the label. */
    static final String KEY = "io.github.tolokaconnect.containers";

    /** The mark of this checkout. */
    static Mark ofCheckout() {
        try {
            return new Mark(Artifacts.home().toRealPath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The checkout cannot be found", e);
        }
    }

    /** Marks a container that is not yet started. */
    <C extends GenericContainer<?>> C on(C container) {
        container.withLabel(KEY, value);
        return container;
    }

    /** A marked network of its own. */
    Network network() {
        return Network.builder()
                .createNetworkCmdModifier(command -> command.withLabels(Map.of(KEY, value)))
                .build();
    }
}
