package io.github.tolokaconnect.simulator.fault;

import io.github.tolokaconnect.simulator.engine.Distortion;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Call;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The faults that one request meets. A value. */
public final class Verdict {
    /** The request meets no fault. */
    public static final Verdict NONE = new Verdict(List.of(), RequestFacts.NONE, 0);

    private final List<Met> met;
    private final RequestFacts facts;
    private final long itemSeed;

    /**
     * A fault that is met.
     *
     * @param rule the id of the rule
     * @param draw what chance decides within the fault
     */
    record Met(String rule, Fault fault, long draw) {}

    Verdict(List<Met> met, RequestFacts facts, long itemSeed) {
        this.met = List.copyOf(met);
        this.facts = facts;
        this.itemSeed = itemSeed;
    }

    /** The fault of this type among them; there is at most one. */
    public <T extends Fault> Optional<T> find(Class<T> type) {
        return met.stream()
                .map(Met::fault)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** The kinds of the faults, as rules name them. */
    public List<String> kinds() {
        return met.stream().map(each -> each.fault().kind()).toList();
    }

    /** How long the request waits before it lands. */
    public Duration landsAfter() {
        return find(NetworkFault.RequestDelayed.class)
                .map(NetworkFault.RequestDelayed::time)
                .orElse(Duration.ZERO);
    }

    /** How long the answer waits before it leaves. */
    public Duration leavesAfter() {
        return find(NetworkFault.AnswerDelayed.class)
                .map(NetworkFault.AnswerDelayed::time)
                .orElse(Duration.ZERO);
    }

    /** What the {@code Retry-After} header of the answer says, in seconds. */
    public Optional<Integer> retryAfterSeconds() {
        return met.stream()
                .map(Met::fault)
                .map(Verdict::retryAfter)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable Integer retryAfter(Fault fault) {
        if (fault instanceof AnsweringFault.TooManyRequests quota) {
            return quota.retryAfter();
        }
        return fault instanceof AnsweringFault.ServerError error ? error.retryAfter() : null;
    }

    /** The call as it lands: {@code call} itself, unless tasks are said to be invalid. */
    public Call rewritten(Call call) {
        return find(PlatformFault.InvalidateItems.class)
                .map(fault -> new Invalidation(fault, itemSeed).apply(call))
                .orElse(call);
    }

    /** What goes wrong while the call is carried out. */
    public Distortion distortion() {
        Distortion distortion = Distortion.NONE;
        for (Met each : met) {
            distortion = add(each, distortion);
        }
        return distortion;
    }

    private Distortion add(Met each, Distortion distortion) {
        Fault fault = each.fault();
        if (fault.place() == Place.INSTEAD) {
            return distortion.withInstead(Refusal.of(fault));
        } else if (fault instanceof LogFault log) {
            return distortion.withLog(LogFaults.add(log, distortion.log(), each.draw()));
        } else if (fault instanceof PlatformFault.OperationStuck) {
            return distortion.withFate(distortion.fate().heldBy(each.rule()));
        } else if (fault instanceof PlatformFault.OperationFailed) {
            return distortion.withFate(distortion.fate().failing());
        } else if (fault instanceof PlatformFault.IdForgotten) {
            return distortion.withUpheaval(distortion.upheaval().forgetting(Objects.requireNonNull(facts.operation())));
        } else if (fault instanceof PlatformFault.ArchivePool archive) {
            PoolId pool = archive.pool();
            return distortion.withUpheaval(
                    distortion.upheaval().archiving(pool == null ? facts.pools() : Set.of(pool)));
        } else if (fault instanceof PlatformFault.UseUpQuota quota) {
            return distortion.withUpheaval(
                    quota.interval() == QuotaInterval.DAY
                            ? distortion.upheaval().usingUpDay()
                            : distortion.upheaval().usingUpMinute());
        } else if (fault instanceof NetworkFault || fault instanceof PlatformFault.InvalidateItems) {
            // What happens on the way, and to the call before it lands, is none of the engine's business.
            return distortion;
        }
        throw new AssertionError(fault);
    }
}
