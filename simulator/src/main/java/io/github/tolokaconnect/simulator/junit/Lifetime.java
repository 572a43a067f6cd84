package io.github.tolokaconnect.simulator.junit;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** When simulations start and stop, and who sees which. */
sealed interface Lifetime permits FieldLifetime, ParameterLifetime {
    /** A class or a test begins. */
    void begin(ExtensionContext context);

    /** A class or a test has ended, whether or not it began. */
    void end(ExtensionContext context);

    /** The simulation for a parameter. */
    TolokaSimulator forParameter(ExtensionContext context);

    /** The simulation that belongs to a class or a test, null when there is none. */
    @Nullable
    TolokaSimulator visibleFrom(ExtensionContext context);

    /** The simulation, for those that know no context. */
    TolokaSimulator running();
}
