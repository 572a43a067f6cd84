package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.correlate.Item;
import io.github.tolokaconnect.streams.correlate.ItemQueries;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;

/** Items, each answered for by the instance that has it. */
final class ItemsApi {

    private static final String KEY = "key";

    private final ItemQueries queries;
    private final Others others;
    private final InstantSource clock;

    ItemsApi(ItemQueries queries, Others others, InstantSource clock) {
        this.queries = queries;
        this.others = others;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/items/{key}", asked -> answer(asked, ItemView::of)),
                Endpoint.get("/api/v1/decisions/{key}", asked -> answer(asked, ItemView::decisions)));
    }

    private Reply answer(Asked asked, BiFunction<Item, String, ?> view) {
        String key = asked.part(KEY);
        return others.ofOwner(
                asked,
                ItemQueries.STORE,
                key,
                own -> queries.item(key)
                        .map(item -> Reply.of(view.apply(item, Json.time(clock.instant()))))
                        .orElseThrow(
                                () -> Problem.notFound("Nothing is known of the item " + key + ", or it was forgotten.")
                                        .toException()));
    }
}
