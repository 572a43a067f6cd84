package io.github.tolokaconnect.quickstart.results;

/** Where a record is in its topic. Compared by partition, then by offset. */
public record Coordinates(int partition, long offset) implements Comparable<Coordinates> {

    /** Refuses negative numbers, which no record has. */
    public Coordinates {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("No record is at partition " + partition + ", offset " + offset);
        }
    }

    @Override
    public int compareTo(Coordinates other) {
        var byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    /** The form that Kafka's tools use: {@code partition@offset}. */
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
