package io.github.tolokaconnect.quickstart.results;

import io.github.tolokaconnect.events.OperationStatus;
import java.time.Duration;
import java.util.List;

/** What becomes of task records: each is created or refused. */
public final class TaskResults implements Results {

    private final ResultReader reader;
    private final ResultTally tally;
    private final long records;

    /**
     * The results that {@code reader} reads.
     *
     * @param records how many records the run sends
     */
    public TaskResults(ResultReader reader, ResultTally tally, long records) {
        this.reader = reader;
        this.tally = tally;
        this.records = records;
    }

    @Override
    public void sent(Coordinates record) {
        tally.sent(record);
    }

    @Override
    public List<OperationStatus> read(Duration timeout) {
        return reader.read(timeout, tally);
    }

    @Override
    public int settledCount() {
        return tally.settledCount();
    }

    @Override
    public boolean isSettled() {
        return tally.unaccountedCount() == 0;
    }

    @Override
    public String progress() {
        return "";
    }

    @Override
    public boolean isAtEnd() {
        return reader.isAtEnd();
    }

    @Override
    public void readOperationsOnly() {
        reader.readOperationsOnly();
    }

    @Override
    public Conclusion conclude(long tasks, long equalTasks, Duration elapsed) {
        var account = new Account(tally, tasks, equalTasks);
        var summary = account.summary(records, elapsed);
        return new Conclusion(summary.toLine(), summary.isComplete(), account.remarks());
    }

    @Override
    public void close() {
        reader.close();
    }
}
