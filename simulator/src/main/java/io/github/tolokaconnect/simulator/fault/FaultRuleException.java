package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Says what is wrong with the JSON of a rule: the first problem as its message, all of them by JSON path. */
public final class FaultRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode payload;

    FaultRuleException(String message, ObjectNode payload) {
        super(message);
        this.payload = payload;
    }

    /** Field errors by JSON path, as the payload of an answer. */
    public ObjectNode payload() {
        return payload;
    }
}
