package io.github.tolokaconnect.chaos.verdict;

/**
 * What makes two CloudEvents the same event.
 *
 * @param source value of {@code ce_source}
 * @param id value of {@code ce_id}
 */
public record EventIdentity(String source, String id) {

    @Override
    public String toString() {
        return source + " " + id;
    }
}
