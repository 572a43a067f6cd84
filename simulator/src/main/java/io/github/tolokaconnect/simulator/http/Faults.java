package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.fault.FaultPlan;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The rules by which a simulation goes wrong. Safe from any thread; what it answers are values. */
public final class Faults {
    private final Engine engine;
    private final FaultPlan plan;
    private final InstantSource clock;
    private final Object turn;

    /** @param turn the lock under which everybody uses {@code engine} and {@code plan} */
    Faults(Engine engine, FaultPlan plan, InstantSource clock, Object turn) {
        this.engine = engine;
        this.plan = plan;
        this.clock = clock;
        this.turn = turn;
    }

    /** Puts a rule in force, from now on and after those that are in force already. */
    public FaultReport add(FaultRule rule) {
        synchronized (turn) {
            return plan.add(rule, clock.instant());
        }
    }

    /** The rules in force and what they have done, in the order in which they were added. */
    public List<FaultReport> list() {
        synchronized (turn) {
            return plan.reports();
        }
    }

    /** The rule of this id, if it is in force. */
    public Optional<FaultReport> find(String id) {
        synchronized (turn) {
            return plan.report(id);
        }
    }

    /** Ends a rule, and lets the operations end that it kept from ending; answers what it did, empty if there is no such rule. */
    public Optional<FaultReport> remove(String id) {
        synchronized (turn) {
            Optional<FaultReport> report = plan.remove(id);
            report.ifPresent(removed -> engine.release(removed.id(), clock.instant()));
            return report;
        }
    }

    /** Ends all rules; answers what they did. */
    public List<FaultReport> removeAll() {
        synchronized (turn) {
            List<FaultReport> reports = plan.reports();
            reports.forEach(report -> remove(report.id()));
            return reports;
        }
    }

    /** How many faults there were so far, also by rules that have ended. */
    public long fired() {
        synchronized (turn) {
            return plan.fired();
        }
    }
}
