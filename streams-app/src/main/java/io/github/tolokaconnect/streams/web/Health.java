package io.github.tolokaconnect.streams.web;

/** How the application is doing, as orchestrators ask. Answers at once, from any thread. */
public interface Health {

    /** Whether it can still recover by itself; if not, it has to be restarted. */
    Condition live();

    /** Whether its state can be read. */
    Condition ready();

    /** Whether it was ready at least once since its start. */
    Condition started();

    /**
     * An answer to one of these questions.
     *
     * @param isGood whether the answer is yes
     * @param reason what it rests on, in a sentence
     */
    record Condition(boolean isGood, String reason) {}
}
