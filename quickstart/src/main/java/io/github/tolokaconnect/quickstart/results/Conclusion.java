package io.github.tolokaconnect.quickstart.results;

import java.util.List;

/**
 * What a run came to.
 *
 * @param line the sums, as {@code key=value} pairs
 * @param isComplete whether they are as they have to be
 * @param remarks what the sums do not say, a sentence each; empty if all is well
 */
public record Conclusion(String line, boolean isComplete, List<String> remarks) {

    public Conclusion {
        remarks = List.copyOf(remarks);
    }
}
