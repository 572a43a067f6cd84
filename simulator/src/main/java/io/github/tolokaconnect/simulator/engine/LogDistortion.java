package io.github.tolokaconnect.simulator.engine;

/**
 * What is wrong with an operation log as it is read. The log itself stays as it is.
 *
 * @param missing the part of its entries that are missing, from 0 to 1; of a part above 0, at least one entry
 * @param doubled the part of the entries that are there twice, likewise
 * @param isShuffled whether the entries come in another order
 * @param isWithoutMarkers whether keys of a task that begin with two underscores are missing
 * @param isEnveloped whether field errors are inside an error envelope
 * @param seed decides which entries, and the order
 */
public record LogDistortion(
        double missing, double doubled, boolean isShuffled, boolean isWithoutMarkers, boolean isEnveloped, long seed) {
    /** Nothing is wrong. */
    public static final LogDistortion NONE = new LogDistortion(0, 0, false, false, false, 0);

    /** The same with this part missing. */
    public LogDistortion withMissing(double newMissing) {
        return new LogDistortion(newMissing, doubled, isShuffled, isWithoutMarkers, isEnveloped, seed);
    }

    /** The same with this part twice. */
    public LogDistortion withDoubled(double newDoubled) {
        return new LogDistortion(missing, newDoubled, isShuffled, isWithoutMarkers, isEnveloped, seed);
    }

    /** The same in another order. */
    public LogDistortion withShuffling() {
        return new LogDistortion(missing, doubled, true, isWithoutMarkers, isEnveloped, seed);
    }

    /** The same without the keys that begin with two underscores. */
    public LogDistortion withoutMarkers() {
        return new LogDistortion(missing, doubled, isShuffled, true, isEnveloped, seed);
    }

    /** The same with field errors inside an error envelope. */
    public LogDistortion withEnvelopes() {
        return new LogDistortion(missing, doubled, isShuffled, isWithoutMarkers, true, seed);
    }

    /** The same with another seed. */
    public LogDistortion withSeed(long newSeed) {
        return new LogDistortion(missing, doubled, isShuffled, isWithoutMarkers, isEnveloped, newSeed);
    }
}
