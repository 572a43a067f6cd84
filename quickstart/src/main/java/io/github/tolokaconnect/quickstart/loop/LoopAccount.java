package io.github.tolokaconnect.quickstart.loop;

import io.github.tolokaconnect.quickstart.results.Conclusion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tally of a run, held against what the platform itself says.
 *
 * @param tally what the topics said
 * @param equalTasks number of tasks on the platform that equal an earlier one in pool and input values
 */
record LoopAccount(LoopTally tally, long equalTasks) {

    private static final int ITEMS_NAMED = 5;

    Conclusion conclusion(Duration elapsed) {
        var sums = tally.sums();
        var unaccounted = sums.predictions() - tally.settledCount();
        var line = String.format(
                Locale.ROOT,
                "loop predictions=%d selected=%d created=%d refused=%d answered=%d labels=%d agree=%d duplicates=%d"
                        + " unaccounted=%d seconds=%.1f",
                sums.predictions(),
                sums.selected(),
                sums.created(),
                sums.refused(),
                sums.answered(),
                sums.labels(),
                sums.agree(),
                duplicates(),
                unaccounted,
                elapsed.toMillis() / 1000.0);
        return new Conclusion(line, duplicates() == 0 && unaccounted == 0, remarks());
    }

    private long duplicates() {
        return Math.max(equalTasks, tally.createdTwice().size())
                + tally.decidedTwice().size()
                + tally.surplusAnswers();
    }

    private List<String> remarks() {
        var remarks = new ArrayList<String>();
        remark(remarks, tally.decidedTwice(), "were decided on more than once");
        remark(remarks, tally.createdTwice(), "became more than one task");
        if (equalTasks > 0) {
            remarks.add(equalTasks + " tasks on the platform equal an earlier one");
        }
        if (tally.surplusAnswers() > 0) {
            remarks.add(tally.surplusAnswers() + " answers are more than were asked for");
        }
        remark(remarks, tally.undecided(), "have no decision");
        remark(remarks, tally.lost(), "were selected and have neither a task nor a refusal");
        remark(remarks, tally.unlabelled(), "have a task that lacks answers or its label");
        return remarks;
    }

    private static void remark(List<String> remarks, List<String> items, String what) {
        if (!items.isEmpty()) {
            var some = items.stream().limit(ITEMS_NAMED).collect(Collectors.joining(", "));
            remarks.add(
                    items.size() + " items " + what + " (" + some + (items.size() > ITEMS_NAMED ? ", ..." : "") + ")");
        }
    }
}
