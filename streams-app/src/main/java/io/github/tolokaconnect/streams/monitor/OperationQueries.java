package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions about operations, answered from local state without waiting. Safe from any thread. */
public interface OperationQueries {

    /**
     * The operations that began last, newest first.
     *
     * @param state only operations in this state; all if null
     * @param limit largest number of operations, at least 1
     * @throws StateUnavailableException while the state is being restored or moved
     */
    List<Operation> newest(@Nullable OperationState state, int limit);

    /**
     * What is known of one operation.
     *
     * @throws StateUnavailableException while the state is being restored or moved
     */
    Optional<Operation> operation(UUID id);
}
