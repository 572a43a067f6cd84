package io.github.tolokaconnect.streams.monitor;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Names of the stores, and the keys in them.
 *
 * <p>{@link #OP_LATEST} holds each operation by id. {@link #OP_BY_STATE} is its index: {@code state/began/id}, so that one
 * range scan yields the operations of a state in the order of time. {@link #HEARTBEATS} holds the last one of each sink task, by
 * {@code connector/number}.
 */
final class StoreKeys {

    static final String OP_LATEST = "op-latest";
    static final String OP_BY_STATE = "op-by-state";
    static final String HEARTBEATS = "heartbeats";

    private static final int UUID_LENGTH = 36;

    private StoreKeys() {}

    static String byState(Operation operation) {
        return begunBefore(operation.state(), operation.began()) + "/" + operation.id();
    }

    /** First key of the operations in {@code state}. */
    static String first(OperationState state) {
        return state.word() + "/";
    }

    /** A key after all operations in {@code state}. */
    static String end(OperationState state) {
        return state.word() + "0";
    }

    /** A key after all operations in {@code state} that began before {@code instant}, and before all others. */
    static String begunBefore(OperationState state, Instant instant) {
        return first(state) + String.format(Locale.ROOT, "%015d", Math.max(0, instant.toEpochMilli()));
    }

    static UUID id(String byStateKey) {
        return UUID.fromString(byStateKey.substring(byStateKey.length() - UUID_LENGTH));
    }
}
