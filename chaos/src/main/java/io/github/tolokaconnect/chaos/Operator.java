package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.World.Worker;
import io.github.tolokaconnect.chaos.plan.Action;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Whoever operates the connector by Connect's REST API. A call may hang while a worker is held or the workers rebalance, so calls are
 * made one after another on a thread of their own, and one that fails is told and given up, as by a person. Its other methods belong to
 * the thread of the run.
 */
final class Operator implements AutoCloseable {

    private static final String NAME = ConnectorSettings.NAME;

    private final List<Worker> workers;
    private final Story story;
    private final ExecutorService calls = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "operator");
        thread.setDaemon(true);
        return thread;
    });
    // The rest is touched by the thread of the calls alone, once the connector is created.
    private final Map<String, String> settings;
    private boolean isAwayOnPurpose;
    private final AtomicBoolean isTending = new AtomicBoolean();

    Operator(List<Worker> workers, Map<String, String> settings, Story story) {
        this.workers = new ArrayList<>(workers);
        this.settings = new TreeMap<>(settings);
        this.story = story;
    }

    /** Creates the connector; answers why it could not, if the workers may take it later. */
    Optional<String> create() {
        try {
            workers.get(0).rest().createConnector(NAME, settings);
            return Optional.empty();
        } catch (ConnectRestException e) {
            if (e.status() == 400) {
                throw new ChaosException("Connect refuses the connector: " + e.getMessage(), e);
            }
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Has a step of the plan carried out some time soon. */
    void perform(Action action) {
        calls.execute(() -> call(action.toString(), rest -> perform(action, rest)));
    }

    /** Has failed sink tasks restarted, and a connector resumed that missed its resumption. At most one such look waits. */
    void tend() {
        if (isTending.compareAndSet(false, true)) {
            calls.execute(() -> {
                isTending.set(false);
                call("look after the connector", this::tend);
            });
        }
    }

    /** From now on nothing is to be paused or stopped. */
    void endPauses() {
        calls.execute(() -> isAwayOnPurpose = false);
    }

    /** What is missing until both workers answer and the connector runs with all its sink tasks. */
    Optional<String> missing() {
        for (var worker : workers) {
            try {
                var status = worker.rest().status(NAME);
                if (status.filter(known -> known.isRunning()).isEmpty()) {
                    return Optional.of("the connector does not run: " + status);
                }
            } catch (ConnectRestException | UncheckedIOException e) {
                return Optional.of(worker.process().name() + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }

    private void perform(Action action, ConnectRest rest) {
        if (action instanceof Action.RestartConnector) {
            rest.restart(NAME);
        } else if (action instanceof Action.RestartSinkTask one) {
            rest.restartSinkTask(NAME, one.sinkTask());
        } else if (action instanceof Action.Reconfigure change) {
            settings.put(change.key(), change.value());
            rest.createConnector(NAME, settings);
        } else if (action instanceof Action.PauseConnector) {
            isAwayOnPurpose = true;
            rest.pause(NAME);
        } else if (action instanceof Action.StopConnector) {
            isAwayOnPurpose = true;
            rest.stop(NAME);
        } else if (action instanceof Action.ResumeConnector) {
            isAwayOnPurpose = false;
            rest.resume(NAME);
        } else {
            throw new AssertionError(action);
        }
    }

    private void tend(ConnectRest rest) {
        var status = rest.status(NAME);
        if (status.isEmpty()) {
            return;
        }
        if (!isAwayOnPurpose
                && List.of("PAUSED", "STOPPED").contains(status.get().state())) {
            rest.resume(NAME);
        }
        for (var sinkTask : status.get().sinkTasks()) {
            if (sinkTask.state().equals("FAILED")) {
                story.tell("sink task " + sinkTask.id() + " failed and is restarted: " + sinkTask.reason());
                rest.restartSinkTask(NAME, sinkTask.id());
            }
        }
    }

    /** Makes a call at the first worker that takes it, another one first each time. */
    private void call(String what, Consumer<ConnectRest> call) {
        Collections.rotate(workers, 1);
        var complaint = "no worker is awake";
        for (var worker : workers) {
            if (worker.process().isAwake()) {
                try {
                    call.accept(worker.rest());
                    return;
                } catch (ConnectRestException | UncheckedIOException e) {
                    complaint = worker.process().name() + ": " + e.getMessage();
                } catch (IllegalStateException e) {
                    // Interrupted, since the run is over.
                    return;
                }
            }
        }
        story.tell(what + ", given up: " + complaint);
    }
}
