package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.Decision;

/** What a route makes of a prediction. */
sealed interface Outcome {

    /** Nothing; that is the decision. */
    record Settled(Decision decision) implements Outcome {}

    /** A task, unless another prediction with the same {@code key} was first. */
    record Chosen(DedupKey key, Selected selected) implements Outcome {}
}
