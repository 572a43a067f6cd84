package io.github.tolokaconnect.quickstart.results;

import io.github.tolokaconnect.events.OperationStatus;
import java.time.Duration;
import java.util.List;

/** What comes back for the records of a run, and the account of it. Not safe for several threads. */
public interface Results extends AutoCloseable {

    /** Notes that a record of the run is in its topic; to be called once for a record. */
    void sent(Coordinates record);

    /** Notes what has come back next, waiting for it at most {@code timeout}; answers the states of operations. */
    List<OperationStatus> read(Duration timeout);

    /** Number of records that have come to their end. */
    int settledCount();

    /** Whether all records sent so far have. */
    boolean isSettled();

    /** How far it is, for people; empty if the operations say enough. */
    String progress();

    /** Whether everything that was in the topics a moment ago has been noted. */
    boolean isAtEnd();

    /** From now on reads the states of operations only. */
    void readOperationsOnly();

    /**
     * What it came to.
     *
     * @param tasks number of tasks that exist on the platform
     * @param equalTasks number of those that equal an earlier one in pool and input values
     * @param elapsed time from the first record sent to the last result
     */
    Conclusion conclude(long tasks, long equalTasks, Duration elapsed);

    @Override
    void close();
}
