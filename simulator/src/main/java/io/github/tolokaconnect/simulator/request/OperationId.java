package io.github.tolokaconnect.simulator.request;

/** The id of an asynchronous operation; it need not be one that exists. */
public record OperationId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
