package io.github.tolokaconnect.client;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items at most as many as asked for
 * @param hasMore whether a query that starts after the last item finds more
 */
public record Page<T>(List<T> items, boolean hasMore) {
    public Page {
        items = List.copyOf(items);
    }
}
