package io.github.tolokaconnect.connector.delivery;

/** What a sink task holds at present, and what became of the records that it took. */
final class Account {
    private long heldRecords;
    private long heldBytes;
    private Totals totals = Totals.ZERO;

    /** A record was taken and waits for its end; it holds about so much memory. */
    void received(int bytes) {
        totals = totals.plusReceived(1);
        heldRecords++;
        heldBytes += bytes;
    }

    /** A record was taken and has ended at once: it holds nothing. */
    void skipped() {
        totals = totals.plusReceived(1).plusSkipped(1);
    }

    /** A record was delivered that has its end already, or is on its way to it. */
    void redelivered() {
        totals = totals.plusRedelivered(1);
    }

    /** A record that held so much memory has its end; which one is told by {@link #ended}. */
    void released(int bytes) {
        heldRecords--;
        heldBytes -= bytes;
    }

    /** Records ended like this. */
    void ended(Tally tally) {
        totals = totals.plus(tally);
    }

    /** A record is held no more, and whoever owns its topic-partition next reads it again. */
    void abandoned(int bytes) {
        released(bytes);
        totals = totals.plusAbandoned(1);
    }

    Totals totals() {
        return totals;
    }

    long heldRecords() {
        return heldRecords;
    }

    long heldBytes() {
        return heldBytes;
    }
}
