package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/** A prediction that lacks what its route needs. The message names route field and pointer, never the content. */
final class UnmappableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Without a stack: it is an answer, and a flood of them must not cost more than good predictions. */
    UnmappableException(String message) {
        super(message, null, false, false);
    }

    /** What {@code pointer} finds, which the route's field {@code field} needs. */
    static JsonNode found(JsonNode prediction, JsonPointer pointer, String field) throws UnmappableException {
        JsonNode found = prediction.at(pointer);
        if (found.isMissingNode()) {
            throw new UnmappableException(
                    "the route's field '" + field + "' needs " + pointer + ", and the prediction has nothing there");
        }
        return found;
    }
}
