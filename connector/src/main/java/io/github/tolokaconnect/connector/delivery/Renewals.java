package io.github.tolokaconnect.connector.delivery;

/**
 * The credentials that a sink task has had. One that is refused is renewed once: requests that were under way then may all be
 * refused, which says nothing about the new one.
 */
final class Renewals {
    private int count;

    /** Whether {@code effect} of an operation is to happen; takes note of what leaves with which credential. */
    boolean admit(InFlight flight, Effect effect) {
        if (effect instanceof Effect.RenewCredential) {
            if (flight.wasSentBefore(count)) {
                return false;
            }
            count++;
        } else if (effect instanceof Effect.Submit
                || effect instanceof Effect.Read
                || effect instanceof Effect.Collect) {
            flight.sentAfter(count);
        }
        return true;
    }
}
