package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.util.Set;

/** Something that goes wrong with a request. */
public sealed interface Fault permits NetworkFault, AnsweringFault, PlatformFault, LogFault {
    /** The name of the kind, as rules spell it. */
    String kind();

    /** Where on its way a request meets it. */
    Place place();

    /** What a request must do for the fault to show; it passes by requests that do not. */
    default Set<Aspect> needs() {
        return Set.of();
    }

    /** Adds the parameters, as rules spell them. */
    default void putInto(ObjectNode json) {}

    /** The fault as the {@code do} of a rule, defaults filled in. */
    default ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode().put("fault", kind());
        putInto(json);
        return json;
    }
}
