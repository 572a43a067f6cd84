package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.PoolLimits;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.simulator.engine.Settings;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.http.ApiServer;
import io.github.tolokaconnect.simulator.http.SharedEngine;
import io.github.tolokaconnect.simulator.request.CallReader;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * A running simulation of the API: an HTTP server on this machine, from {@link Builder#start} until {@link #close}. Safe from
 * any thread.
 *
 * <pre>{@code
 * try (TolokaSimulator toloka = TolokaSimulator.builder().start()) {
 *     // point the code under test at toloka.url() with the token "demo-token"
 *     assertThat(toloka.audit().duplicates()).isZero();
 * }
 * }</pre>
 */
public final class TolokaSimulator implements AutoCloseable {
    private final ApiServer server;
    private final SharedEngine engine;
    private final URI url;

    private TolokaSimulator(ApiServer server, SharedEngine engine, URI url) {
        this.server = server;
        this.engine = engine;
        this.url = url;
    }

    /** A simulation with the demo fixture, the published quotas, seed 1 and a free port of 127.0.0.1, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the simulation is, such as {@code http://127.0.0.1:8080}; the API is below its {@code /api/v1}. */
    public URI url() {
        return url;
    }

    /** What has happened so far. */
    public Audit audit() {
        return engine.audit();
    }

    /** The created tasks that equal an earlier one, in the order of creation. */
    public List<Duplicate> duplicates() {
        return engine.duplicates();
    }

    /** Stops the server and forgets the simulation. */
    @Override
    public void close() {
        server.close();
    }

    /** What a simulation is to be like. */
    public static final class Builder {
        private Settings settings = Settings.DEFAULT;
        // wiring: the one place where a simulation meets the clock
        private InstantSource clock = InstantSource.system();
        // end of wiring
        private String host = "127.0.0.1";
        private int port;

        private Builder() {}

        /** The world that it starts from. */
        public Builder fixture(Fixture newFixture) {
            settings = settings.withFixture(Objects.requireNonNull(newFixture));
            return this;
        }

        /** What the account may do. */
        public Builder quotas(Quotas newQuotas) {
            settings = settings.withQuotas(Objects.requireNonNull(newQuotas));
            return this;
        }

        /** What the platform allows a pool. */
        public Builder poolLimits(PoolLimits newLimits) {
            settings = settings.withPoolLimits(Objects.requireNonNull(newLimits));
            return this;
        }

        /** How long an operation takes. */
        public Builder operationTime(OperationTime newOperationTime) {
            settings = settings.withOperationTime(Objects.requireNonNull(newOperationTime));
            return this;
        }

        /** The time that it believes in; a test may drive it. */
        public Builder clock(InstantSource newClock) {
            clock = Objects.requireNonNull(newClock);
            return this;
        }

        /** Where its chance comes from: times of operations, order of operation logs, ids. */
        public Builder seed(long newSeed) {
            settings = settings.withSeed(newSeed);
            return this;
        }

        /** The name or address to listen on. */
        public Builder host(String newHost) {
            host = Objects.requireNonNull(newHost);
            return this;
        }

        /** The port to listen on, 0 for one that is free. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /**
         * Starts the simulation; when this returns, it answers.
         *
         * @throws java.io.UncheckedIOException if the address cannot be listened on
         */
        public TolokaSimulator start() {
            SharedEngine engine =
                    new SharedEngine(new CallReader(settings.fixture()), new Engine(settings, clock.instant()), clock);
            ApiServer server = ApiServer.start(engine, host, port);
            return new TolokaSimulator(server, engine, url(host, server.port()));
        }

        private static URI url(String host, int port) {
            // An IPv6 address stands in brackets (RFC 3986, section 3.2.2).
            String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
            return URI.create("http://" + authority + ":" + port);
        }
    }
}
