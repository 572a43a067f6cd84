package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From predictions to labels, counted since the beginning. */
record FlowView(
        long decided,
        long selected,
        long skipped,
        long invalid,
        List<Numbers.Named> reasons,
        long created,
        long rejected,
        List<Numbers.Named> codes,
        long labels,
        long agreed,
        long disagreed,
        @Nullable Double agreement,
        long quarantined,
        long parked,
        List<Numbers.Named> repairs,
        long unreadable,
        long duplicates,
        long late,
        long duplicateTasks) {

    private static final int MOST_CODES = 10;

    static FlowView of(Stats stats) {
        Numbers decisions = totals(stats, Metric.DECISIONS);
        Numbers rejected = totals(stats, Metric.TASKS_REJECTED);
        Numbers labels = totals(stats, Metric.LABELS);
        long selected = verdict(decisions, Decision.Verdict.SELECTED);
        long agreed = labels.where("agrees", "true").total();
        long disagreed = labels.where("agrees", "false").total();
        return new FlowView(
                decisions.total(),
                selected,
                verdict(decisions, Decision.Verdict.SKIPPED),
                verdict(decisions, Decision.Verdict.INVALID),
                decisions
                        .where("verdict", verdict -> !verdict.equals(Decision.Verdict.SELECTED.name()))
                        .ranked("reason"),
                totals(stats, Metric.TASKS_CREATED).total(),
                rejected.total(),
                rejected.ranked("code").stream().limit(MOST_CODES).toList(),
                labels.total(),
                agreed,
                disagreed,
                Numbers.share(agreed, disagreed),
                totals(stats, Metric.QUARANTINE).total(),
                totals(stats, Metric.PARKED).total(),
                totals(stats, Metric.REPAIRS).ranked("action"),
                totals(stats, Metric.UNREADABLE).total(),
                totals(stats, Metric.DUPLICATES).total(),
                totals(stats, Metric.LATE).total(),
                totals(stats, Metric.DUPLICATE_TASKS).total());
    }

    private static Numbers totals(Stats stats, Metric metric) {
        return new Numbers(metric, stats.totals(metric));
    }

    private static long verdict(Numbers decisions, Decision.Verdict verdict) {
        return decisions.where("verdict", verdict.name()).total();
    }
}
