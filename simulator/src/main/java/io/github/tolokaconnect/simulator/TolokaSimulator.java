package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.delivery.Courier;
import io.github.tolokaconnect.simulator.engine.Answer;
import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.PoolLimits;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.simulator.engine.Settings;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import io.github.tolokaconnect.simulator.engine.SimulatedTask;
import io.github.tolokaconnect.simulator.engine.Staffing;
import io.github.tolokaconnect.simulator.engine.Webhook;
import io.github.tolokaconnect.simulator.fault.FaultPlan;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import io.github.tolokaconnect.simulator.fault.Scenario;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.http.ApiServer;
import io.github.tolokaconnect.simulator.http.Faults;
import io.github.tolokaconnect.simulator.http.SharedEngine;
import io.github.tolokaconnect.simulator.http.SimulationClock;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.CallReader;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private final @Nullable Courier courier;

    private TolokaSimulator(ApiServer server, SharedEngine engine, @Nullable Courier courier, URI url) {
        this.server = server;
        this.engine = engine;
        this.courier = courier;
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
        return List.copyOf(engine.duplicates());
    }

    /**
     * Moves the time of the simulation forward: operations that are due by then have ended when this returns.
     *
     * @throws java.time.DateTimeException if {@code step} is negative, or leads past the year 2099
     */
    public void advance(Duration step) {
        engine.advance(step);
    }

    /**
     * The tasks of one pool, in the order of their creation. They are read as the stream is, so that a pool of a million tasks
     * costs no more memory than one page; those are among them that are created meanwhile. Not counted as requests.
     *
     * @throws IllegalArgumentException if there is no such pool
     */
    public Stream<SimulatedTask> tasks(String poolId) {
        return engine.tasks(new PoolId(poolId));
    }

    /** The tasks of all pools, pool by pool; see {@link #tasks(String)}. */
    public Stream<SimulatedTask> tasks() {
        return audit().tasksByPool().keySet().stream().flatMap(this::tasks);
    }

    /** The operations accepted so far, in the order of their submission. Not counted as a request. */
    public List<SimulatedOperation> operations() {
        return engine.operations();
    }

    /** The faults that its clients meet: none, until a rule is added. */
    public Faults faults() {
        return engine.faults();
    }

    /** The answers that people have given to the tasks of a pool so far, in the order in which they gave them. */
    public List<Answer> answers(String poolId) {
        return engine.answers(new PoolId(poolId));
    }

    /** Stops the server and forgets the simulation. */
    @Override
    public void close() {
        server.close();
        if (courier != null) {
            courier.close();
        }
        engine.close();
    }

    /** What a simulation is to be like. */
    public static final class Builder {
        private Settings settings = Settings.DEFAULT;
        // wiring: the one place where a simulation meets the clock
        private SimulationClock clock = SimulationClock.real(InstantSource.system());
        // end of wiring
        private final List<FaultRule> faults = new ArrayList<>();
        private Workforce workforce = Workforce.NONE;
        private @Nullable OutputStream answers;
        private @Nullable Webhook webhook;
        private String host = "127.0.0.1";
        private int port;
        private Path spillDirectory = Path.of(System.getProperty("java.io.tmpdir"));

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

        /** The clock whose time it believes in, the system's unless told otherwise. */
        public Builder clock(InstantSource newClock) {
            clock = SimulationClock.real(Objects.requireNonNull(newClock));
            return this;
        }

        /**
         * Lets time stand still at {@code start}, until {@link TolokaSimulator#advance} or {@code POST /_clock} moves it.
         *
         * @throws java.time.DateTimeException if {@code start} is not within the years 1970 to 2099
         */
        public Builder drivenClock(Instant start) {
            clock = SimulationClock.driven(start);
            return this;
        }

        /** How people work who answer the tasks of open pools; nobody does unless this is called. */
        public Builder workers(Workforce newWorkforce) {
            workforce = Objects.requireNonNull(newWorkforce);
            return this;
        }

        /** Where accepted answers go as JSON lines; it is flushed as they come, and stays the caller's to close. */
        public Builder answers(OutputStream newAnswers) {
            answers = Objects.requireNonNull(newAnswers);
            return this;
        }

        /**
         * Who is told of every accepted answer of every pool.
         *
         * @param url an {@code http} or {@code https} URL
         * @param secretKey what notifications are signed with, null to sign nothing
         * @throws IllegalArgumentException if the URL is of another kind, or the secret is empty
         */
        public Builder webhook(URI url, @Nullable String secretKey) {
            webhook = new Webhook(url, secretKey);
            return this;
        }

        /** Where its chance comes from: times of operations, order of operation logs, ids, people and their answers. */
        public Builder seed(long newSeed) {
            settings = settings.withSeed(newSeed);
            return this;
        }

        /** A fault that its clients meet from the start; more can be added. */
        public Builder fault(FaultRule rule) {
            faults.add(Objects.requireNonNull(rule));
            return this;
        }

        /** The faults of a scenario from the start, such as {@code Scenario.named("outage")}; more can be added. */
        public Builder scenario(Scenario scenario) {
            faults.addAll(scenario.rules());
            return this;
        }

        /**
         * How one gap of the published sources is read.
         *
         * @param choice the name of one of its two choices
         * @throws IllegalArgumentException if the reading has no choice of this name
         */
        public Builder reading(Reading reading, String choice) {
            settings = settings.withReadings(settings.readings().with(reading, choice));
            return this;
        }

        /** How all gaps are read. */
        public Builder readings(Readings newReadings) {
            settings = settings.withReadings(newReadings);
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

        /** Where the files are made that tasks are kept in; they have no name and go when the simulation does. */
        public Builder spillDirectory(Path newSpillDirectory) {
            spillDirectory = Objects.requireNonNull(newSpillDirectory);
            return this;
        }

        /**
         * Starts the simulation; when this returns, it answers.
         *
         * @throws io.github.tolokaconnect.simulator.spill.SpillException if no file can be made for the tasks
         * @throws java.io.UncheckedIOException if the address cannot be listened on
         * @throws IllegalArgumentException if people are to work and cannot make up answers for some project
         */
        public TolokaSimulator start() {
            Settings staffed = settings.withStaffing(new Staffing(workforce, answers != null, webhook));
            SpillDirectory spills = new SpillDirectory(spillDirectory).checked();
            SharedEngine engine = new SharedEngine(
                    new CallReader(staffed.fixture(), staffed.readings()),
                    new Engine(staffed, clock.instant(), spills),
                    new FaultPlan(staffed.seed()),
                    clock);
            faults.forEach(engine.faults()::add);
            ApiServer server = ApiServer.start(engine, host, port);
            Courier courier = workforce.isWorking() ? courier(engine) : null;
            return new TolokaSimulator(server, engine, courier, url(host, server.port()));
        }

        private Courier courier(SharedEngine engine) {
            // HTTP/1.1, because the simplest receivers do not know what to do with an offer to upgrade.
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "toloka-simulator-courier");
                thread.setDaemon(true);
                return thread;
            });
            return Courier.start(engine, clock, http, executor, answers);
        }

        private static URI url(String host, int port) {
            // An IPv6 address stands in brackets (RFC 3986, section 3.2.2).
            String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
            return URI.create("http://" + authority + ":" + port);
        }
    }
}
