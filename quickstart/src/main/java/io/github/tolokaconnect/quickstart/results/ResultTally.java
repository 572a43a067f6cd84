package io.github.tolokaconnect.quickstart.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The account of one run: which records were sent, and what came back for each. Facts arrive in any order, a result even before the
 * broker's confirmation that its record was sent, and any number of times. Results for records of others, or of an earlier run on the
 * same topic, are set aside. Not safe for several threads.
 *
 * <p>A record is <em>settled</em> once it has a result. A record with a task and a refusal counts as created.
 */
public final class ResultTally {

    private final Map<Integer, PartitionTally> partitions = new TreeMap<>();
    private final Map<Integer, Long> firstOffsets;
    private long sent;

    /**
     * An empty tally.
     *
     * @param firstOffsets for each partition the offset at which the records of this run begin; 0 where none is given
     */
    public ResultTally(Map<Integer, Long> firstOffsets) {
        this.firstOffsets = Map.copyOf(firstOffsets);
    }

    /** Notes that a record of this run is in the topic of tasks; to be called once for a record. */
    public void sent(Coordinates record) {
        partition(record).sent(record.offset());
        sent++;
    }

    /** Notes that a record became the task {@code taskId}. */
    public void created(Coordinates record, String taskId) {
        partition(record).created(record.offset(), taskId);
    }

    /** Notes that a record was refused, with its reason reported. */
    public void rejected(Coordinates record) {
        partition(record).rejected(record.offset());
    }

    /** Number of records sent so far. */
    public long sentCount() {
        return sent;
    }

    /** Number of sent records that became tasks. */
    public int createdCount() {
        return sum(PartitionTally::createdCount);
    }

    /** Number of records that became tasks, those included that an earlier run or somebody else sent. */
    public int createdByAnyoneCount() {
        return sum(PartitionTally::createdByAnyoneCount);
    }

    /** Number of sent records that were refused and became no task. */
    public int rejectedCount() {
        return sum(PartitionTally::rejectedCount);
    }

    /** Number of sent records with a result. */
    public int settledCount() {
        return createdCount() + rejectedCount();
    }

    /** Number of sent records without a result. */
    public long unaccountedCount() {
        return sent - settledCount();
    }

    /** The sent records without a result, in order. */
    public List<Coordinates> unaccounted() {
        return coordinates(PartitionTally::unaccounted);
    }

    /** The sent records that became more than one task, in order. */
    public List<Coordinates> createdTwice() {
        return coordinates(PartitionTally::createdTwice);
    }

    /** The sent records that were reported both as a task and as refused, in order. */
    public List<Coordinates> createdAndRejected() {
        return coordinates(PartitionTally::createdAndRejected);
    }

    private PartitionTally partition(Coordinates record) {
        return partitions.computeIfAbsent(
                record.partition(), partition -> new PartitionTally(firstOffsets.getOrDefault(partition, 0L)));
    }

    private int sum(ToIntFunction<PartitionTally> count) {
        return partitions.values().stream().mapToInt(count).sum();
    }

    private List<Coordinates> coordinates(Function<PartitionTally, List<Long>> offsets) {
        return partitions.entrySet().stream()
                .flatMap(entry ->
                        offsets.apply(entry.getValue()).stream().map(offset -> new Coordinates(entry.getKey(), offset)))
                .toList();
    }
}
