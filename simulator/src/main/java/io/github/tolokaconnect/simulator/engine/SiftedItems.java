package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The items of a request, the valid ones apart from the others.
 *
 * @param valid those of one pool beside each other, otherwise in the order of the request
 * @param places index in the request of each valid one, and where in {@code valid} it is
 * @param invalid the others by index in the request
 */
record SiftedItems(
        List<Item.Valid> valid, SortedMap<Integer, Integer> places, SortedMap<Integer, Item.Invalid> invalid) {
    SiftedItems {
        valid = List.copyOf(valid);
        places = Collections.unmodifiableSortedMap(places);
        invalid = Collections.unmodifiableSortedMap(invalid);
    }

    static SiftedItems from(TaskBody.Tasks tasks) {
        Map<PoolId, List<Integer>> byPool = new LinkedHashMap<>();
        SortedMap<Integer, Item.Invalid> invalid = new TreeMap<>();
        List<Item> items = tasks.items();
        for (int index = 0; index < items.size(); index++) {
            if (items.get(index) instanceof Item.Valid item) {
                byPool.computeIfAbsent(item.pool(), ignored -> new ArrayList<>())
                        .add(index);
            } else if (items.get(index) instanceof Item.Invalid item) {
                invalid.put(index, item);
            }
        }
        List<Item.Valid> valid = new ArrayList<>();
        SortedMap<Integer, Integer> places = new TreeMap<>();
        for (List<Integer> indexes : byPool.values()) {
            for (Integer index : indexes) {
                places.put(index, valid.size());
                valid.add((Item.Valid) items.get(index));
            }
        }
        return new SiftedItems(valid, places, invalid);
    }
}
