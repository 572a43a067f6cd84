package io.github.tolokaconnect.streams.monitor;

/**
 * Hears of each change of an operation. Called on a stream thread, possibly on several at once, before the change is
 * committed: after a crash the same change can be told again. Must return quickly, must not throw.
 */
@FunctionalInterface
public interface OperationListener {

    /** An operation came into view or moved on; {@code operation} is what is known of it now. */
    void operationChanged(Operation operation);

    /** Tells {@code next} after this one. */
    default OperationListener and(OperationListener next) {
        return operation -> {
            operationChanged(operation);
            next.operationChanged(operation);
        };
    }
}
