package io.github.tolokaconnect.quickstart.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tally of a run, held against what the platform itself says.
 *
 * <p>A duplicate is a task beyond the one of its record. The platform knows no records: it can only count tasks that equal an earlier
 * one, which an input that repeats itself makes as well. So of those only as many count as there are more tasks than created records.
 *
 * @param tally what the result topics said
 * @param tasks number of tasks that exist on the platform
 * @param equalTasks number of those that equal an earlier one in pool and input values
 */
public record Account(ResultTally tally, long tasks, long equalTasks) {

    private static final int RECORDS_NAMED = 5;

    /** The sums of a run that had {@code records} records to send. */
    public Summary summary(long records, Duration elapsed) {
        var created = tally.createdCount();
        var rejected = tally.rejectedCount();
        var duplicates = Math.max(surplus(), tally.createdTwice().size())
                + tally.createdAndRejected().size();
        return new Summary(records, created, rejected, duplicates, records - created - rejected, elapsed);
    }

    /** What the sums do not say, a sentence each; empty if all is well. */
    public List<String> remarks() {
        var remarks = new ArrayList<String>();
        var repeated = equalTasks - surplus();
        if (repeated > 0) {
            remarks.add(
                    repeated + " tasks equal an earlier one because the input repeats itself; they are no duplicates");
        }
        if (surplus() > 0) {
            remarks.add(surplus() + " tasks on the platform equal an earlier one and have no record of their own");
        }
        remark(remarks, tally.createdTwice(), "became more than one task");
        remark(remarks, tally.createdAndRejected(), "were reported both as created and as rejected");
        remark(remarks, tally.unaccounted(), "have no result");
        return remarks;
    }

    private long surplus() {
        return Math.min(equalTasks, Math.max(0, tasks - tally.createdByAnyoneCount()));
    }

    private static void remark(List<String> remarks, List<Coordinates> records, String what) {
        if (!records.isEmpty()) {
            var some = records.stream()
                    .limit(RECORDS_NAMED)
                    .map(Coordinates::toString)
                    .collect(Collectors.joining(", "));
            var more = records.size() > RECORDS_NAMED ? ", ..." : "";
            remarks.add(records.size() + " records " + what + " (partition@offset: " + some + more + ")");
        }
    }
}
