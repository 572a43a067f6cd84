package io.github.tolokaconnect.client;

import java.util.Objects;

/** How far an operation is. Open: a status that is not known here is carried along, and counts as not ended. */
public record OperationStatus(String value) {

    public static final OperationStatus PENDING = new OperationStatus("PENDING");
    public static final OperationStatus RUNNING = new OperationStatus("RUNNING");
    public static final OperationStatus SUCCESS = new OperationStatus("SUCCESS");
    public static final OperationStatus FAIL = new OperationStatus("FAIL");

    public OperationStatus {
        Objects.requireNonNull(value, "value");
    }

    /** Whether the operation has ended and will not change any more. */
    public boolean isTerminal() {
        return equals(SUCCESS) || equals(FAIL);
    }

    @Override
    public String toString() {
        return value;
    }
}
