package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;

/** One task of a request, after validation. */
public sealed interface Item {
    /** The task as it was sent. */
    Slice source();

    /** A task that may be created. */
    record Valid(Slice source, PoolId pool, Overlap overlap, Fingerprint fingerprint) implements Item {}

    /**
     * A task that may not.
     *
     * @param errors a flat map from field path to error; never changed
     */
    record Invalid(Slice source, ObjectNode errors) implements Item {}
}
