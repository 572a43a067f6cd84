package io.github.tolokaconnect.simulator.request;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a value.
 *
 * @param method in upper case
 * @param path decoded, without the query
 * @param query decoded parameters; of a repeated one, the first value
 * @param authorization the header, null if missing
 * @param contentType the header, null if missing
 * @param accept the header, null if missing
 * @param body all of it, de-chunked
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String authorization,
        @Nullable String contentType,
        @Nullable String accept,
        Slice body) {
    /** Copies the parameters. */
    public ApiRequest {
        query = Map.copyOf(query);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
