package io.github.tolokaconnect.quickstart.loop;

/**
 * How the loop is shown.
 *
 * @param predictions how many predictions are sent
 * @param answersPerSecond how fast people answer, all of them together
 */
public record LoopOptions(int predictions, double answersPerSecond) {

    /** The most predictions that a run accounts for. */
    private static final int MOST_PREDICTIONS = 1_000_000;

    /** The slowest that people answer. */
    private static final double LEAST_RATE = 0.1;

    /** The fastest that people answer. */
    private static final double GREATEST_RATE = 10_000;

    public LoopOptions {
        if (predictions < 1 || predictions > MOST_PREDICTIONS) {
            throw new IllegalArgumentException(
                    "--predictions=" + predictions + " is outside of 1 to " + MOST_PREDICTIONS);
        }
        if (!(answersPerSecond >= LEAST_RATE && answersPerSecond <= GREATEST_RATE)) {
            throw new IllegalArgumentException(
                    "--workers-rate=" + answersPerSecond + " is outside of 0.1 to 10000 answers a second");
        }
    }
}
