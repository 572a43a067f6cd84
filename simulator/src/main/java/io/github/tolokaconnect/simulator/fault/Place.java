package io.github.tolokaconnect.simulator.fault;

/** Where on its way a request meets a fault. */
public enum Place {
    /** Before the request lands. */
    ARRIVAL,
    /** In the place of the answer; the request is not carried out. */
    INSTEAD,
    /** While the request is carried out. */
    INSIDE,
    /** Before the answer leaves. */
    DEPARTURE,
    /** While the answer is on its way. */
    DELIVERY;

    /** Whether a request that has met a fault here cannot meet one at {@code other}, another kind of fault. */
    boolean excludes(Place other) {
        if (this == INSIDE && other == INSIDE) {
            return false;
        }
        return this == other || (this == INSTEAD && other == INSIDE) || (this == INSIDE && other == INSTEAD);
    }
}
