package io.github.tolokaconnect.simulator.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The rules in force, and which request meets which faults.
 *
 * <p>A request meets the rules in the order in which they were added. Of each {@link Place} the first fault wins, except inside,
 * where there may be one of each kind; a fault that comes instead of the answer and one that happens inside exclude each other.
 * A fault that cannot happen for that reason does not count as fired.
 *
 * <p>Each rule has chance of its own, which depends on the seed and on how many rules were added before it. So a rule that is
 * added, or removed, changes neither what the others do nor anything else that chance decides.
 */
public final class FaultPlan {
    /** Keeps the chance of faults apart from all other chance of the same seed. */
    private static final long SALT = 0x6661_756c_7473_2e2eL;

    private final Map<String, RuleInForce> rules = new LinkedHashMap<>();
    private final SplittableRandom chance;
    private final long itemSeed;
    private long added;
    private long fired;

    /** A plan without rules. */
    public FaultPlan(long seed) {
        this.chance = new SplittableRandom(seed ^ SALT);
        this.itemSeed = chance.nextLong();
    }

    /** Puts a rule in force from {@code now} on. */
    public FaultReport add(FaultRule rule, Instant now) {
        added++;
        RuleInForce inForce = new RuleInForce(Long.toString(added), rule, now, chance.split());
        rules.put(inForce.id(), inForce);
        return inForce.report();
    }

    /** Ends a rule; answers what it did, empty if there is none of this id. */
    public Optional<FaultReport> remove(String id) {
        return Optional.ofNullable(rules.remove(id)).map(RuleInForce::report);
    }

    /** The rule of this id. */
    public Optional<FaultReport> report(String id) {
        return Optional.ofNullable(rules.get(id)).map(RuleInForce::report);
    }

    /** The rules in force, in the order in which they were added. */
    public List<FaultReport> reports() {
        return rules.values().stream().map(RuleInForce::report).toList();
    }

    /** How many faults there were so far, also by rules that have ended. */
    public long fired() {
        return fired;
    }

    /** Whether no rule is in force. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Decides which faults a request meets, and counts them. */
    public Verdict meet(RequestFacts facts, Instant now) {
        List<Verdict.Met> met = new ArrayList<>();
        for (RuleInForce rule : rules.values()) {
            rule.meet(facts, now, met).ifPresent(met::add);
        }
        fired += met.size();
        return new Verdict(met, facts, itemSeed);
    }
}
