package io.github.tolokaconnect.connector.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tolokaconnect.events.RawJson;
import java.util.List;

/** Parameters of a field error as JSON. */
final class Params {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Params() {}

    static RawJson json(List<Object> params) {
        try {
            return RawJson.of(JSON.writeValueAsBytes(params));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("parameters are strings, numbers and booleans", impossible);
        }
    }
}
