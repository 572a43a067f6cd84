package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.spill.Append;
import io.github.tolokaconnect.simulator.spill.Spill;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import io.github.tolokaconnect.simulator.spill.Window;

/** The records of all tasks by ordinal, which is how many tasks were created before; they are in a spill. */
final class TaskIndex implements AutoCloseable {
    private static final int BLOCK_RECORDS = 128;

    private final Spill spill;

    TaskIndex(SpillDirectory directory) {
        this.spill = new Spill(directory);
    }

    Append append() {
        return spill.append();
    }

    /** How many records there are. */
    int size() {
        // A task more than the largest int is refused when it is created.
        return (int) (spill.size() / TaskRecord.BYTES);
    }

    TaskRecord record(int ordinal) {
        return TaskRecord.read(spill.read(position(ordinal), TaskRecord.BYTES));
    }

    /** Reads records that lie beside each other, in any order. */
    Window window(int first, int count) {
        return new Window(spill, position(first), position(count));
    }

    static TaskRecord record(Window window, int ordinal) {
        return TaskRecord.read(window.read(position(ordinal), TaskRecord.BYTES));
    }

    /** Reads many records with few reads, as long as they are not far from each other. */
    Scan scan() {
        return new Scan();
    }

    /** Where the record of {@code ordinal} begins; beyond two gigabytes after 32 million tasks. */
    static long position(int ordinal) {
        return (long) ordinal * TaskRecord.BYTES;
    }

    @Override
    public void close() {
        spill.close();
    }

    /** A reader that fetches a block of records at a time. One thread at a time, and only while nothing is appended. */
    final class Scan {
        private int first;
        private int count;
        private Window block = window(0, 0);

        TaskRecord record(int ordinal) {
            if (ordinal < first || ordinal >= first + count) {
                first = ordinal - ordinal % BLOCK_RECORDS;
                count = Math.min(BLOCK_RECORDS, size() - first);
                block = window(first, count);
            }
            return TaskIndex.record(block, ordinal);
        }
    }
}
