package io.github.tolokaconnect.quickstart.cluster;

/** The embedded broker could not be started. The message names its port and directory. */
public final class EmbeddedBrokerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EmbeddedBrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
