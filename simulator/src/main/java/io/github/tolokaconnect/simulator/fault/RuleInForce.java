package io.github.tolokaconnect.simulator.fault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A rule from when it was added, with its counts and its chance. */
final class RuleInForce {
    private final String id;
    private final FaultRule rule;
    private final Instant began;
    private final SplittableRandom chance;
    private long seen;
    private long fired;

    RuleInForce(String id, FaultRule rule, Instant began, SplittableRandom chance) {
        this.id = id;
        this.rule = rule;
        this.began = began;
        this.chance = chance;
    }

    String id() {
        return id;
    }

    FaultReport report() {
        return new FaultReport(id, rule, began, seen, fired);
    }

    /** What a request meets here that has met the others already. */
    Optional<Verdict.Met> meet(RequestFacts facts, Instant now, List<Verdict.Met> others) {
        Condition condition = rule.condition();
        Fault fault = rule.fault();
        if (!facts.aspects().containsAll(fault.needs()) || !condition.applies(facts, began, now)) {
            return Optional.empty();
        }
        seen++;
        boolean isDue = condition.isTurn(seen) && (condition.times() == null || fired < condition.times());
        // Chance is drawn for each turn, whether or not another fault is in the way: that one must not move this one.
        if (!isDue || (condition.probability() != null && chance.nextDouble() >= condition.probability())) {
            return Optional.empty();
        }
        long draw = chance.nextLong();
        if (others.stream().anyMatch(other -> excludes(other.fault(), fault))) {
            return Optional.empty();
        }
        fired++;
        return Optional.of(new Verdict.Met(id, fault, draw));
    }

    private static boolean excludes(Fault first, Fault second) {
        return first.kind().equals(second.kind()) || first.place().excludes(second.place());
    }
}
