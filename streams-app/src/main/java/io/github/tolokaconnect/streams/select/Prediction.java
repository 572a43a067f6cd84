package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.ModelRef;
import java.util.List;

/**
 * What a model said about an item.
 *
 * @param tree all of it, with {@code item_id}; not to be changed
 * @param itemId the item
 * @param model who predicted
 * @param candidates what it may be, as they came
 * @param votes what each member of a committee says; none where there is no committee
 */
record Prediction(ObjectNode tree, String itemId, ModelRef model, List<Candidate> candidates, List<JsonNode> votes) {

    Prediction {
        candidates = List.copyOf(candidates);
        votes = List.copyOf(votes);
    }

    /**
     * One thing that the item may be.
     *
     * @param outputValues values of the project's output fields
     * @param confidence how sure the model is, from 0 to 1
     */
    record Candidate(JsonNode outputValues, double confidence) {}
}
