package io.github.tolokaconnect.simulator.junit;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A JUnit 5 extension that runs a simulation around tests and stops it whatever happens to them. A failure of a test gets a
 * short account of what the simulation saw, as a suppressed exception.
 *
 * <p>As a field it is there for the whole life of the field: an instance field has a simulation for each test, a static one
 * for each class, its nested classes included.
 *
 * <pre>{@code
 * @RegisterExtension
 * final SimulatorExtension toloka = SimulatorExtension.with(TolokaSimulator.builder().seed(42));
 * }</pre>
 *
 * <p>With {@code @ExtendWith(SimulatorExtension.class)} on a class or a method, a parameter of type {@link TolokaSimulator}
 * gets a simulation with the defaults of {@link TolokaSimulator#builder}: the same for the constructor, the
 * {@code @BeforeEach} methods and the test, another for each test. Where {@code @BeforeAll} asks for one, all tests of the
 * class share that.
 *
 * <p>JUnit may call it from several threads, when tests run in parallel.
 */
public final class SimulatorExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private final Lifetime lifetime;

    /** For {@code @ExtendWith}; a field is made by {@link #with}. */
    public SimulatorExtension() {
        this(new ParameterLifetime());
    }

    private SimulatorExtension(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    /** An extension for a field, whose simulations are as {@code builder} says when they start. */
    public static SimulatorExtension with(TolokaSimulator.Builder builder) {
        return new SimulatorExtension(new FieldLifetime(Objects.requireNonNull(builder)));
    }

    /**
     * The simulation of the field.
     *
     * @throws IllegalStateException if none runs now, or this is no field made by {@link #with}
     */
    public TolokaSimulator simulator() {
        return lifetime.running();
    }

    /** Where the simulation of the field is; see {@link TolokaSimulator#url}. */
    public URI url() {
        return simulator().url();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lifetime.begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lifetime.begin(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lifetime.end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lifetime.end(context);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        // So that a constructor gets the simulation of its test, and not one of the class.
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TolokaSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lifetime.forParameter(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw accounted(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw accounted(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw accounted(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw accounted(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw accounted(context, failure);
    }

    private Throwable accounted(ExtensionContext context, Throwable failure) {
        TolokaSimulator simulator = lifetime.visibleFrom(context);
        if (simulator != null) {
            failure.addSuppressed(account(simulator));
        }
        return failure;
    }

    private static Exception account(TolokaSimulator simulator) {
        try {
            return SimulationAccount.of(simulator);
        } catch (RuntimeException e) {
            // What the test failed with must not get lost over it.
            return e;
        }
    }
}
