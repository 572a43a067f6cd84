package io.github.tolokaconnect.connector.delivery;

/**
 * What became of the records of a sink task since it started. {@code received} is always the sum of all the others and of
 * those still pending.
 *
 * @param received records taken, each offset once
 * @param created records that became tasks
 * @param rejected records reported as validation errors
 * @param skipped records without a value that were skipped
 * @param abandoned records whose topic-partition moved away before they were settled; its new owner reads them again
 * @param redelivered records delivered again while they were on their way; not counted as received
 */
public record Totals(long received, long created, long rejected, long skipped, long abandoned, long redelivered) {

    static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0);

    Totals plusReceived(long n) {
        return new Totals(received + n, created, rejected, skipped, abandoned, redelivered);
    }

    Totals plus(Tally tally) {
        return new Totals(
                received, created + tally.created(), rejected + tally.rejected(), skipped, abandoned, redelivered);
    }

    Totals plusSkipped(long n) {
        return new Totals(received, created, rejected, skipped + n, abandoned, redelivered);
    }

    Totals plusAbandoned(long n) {
        return new Totals(received, created, rejected, skipped, abandoned + n, redelivered);
    }

    Totals plusRedelivered(long n) {
        return new Totals(received, created, rejected, skipped, abandoned, redelivered + n);
    }
}
