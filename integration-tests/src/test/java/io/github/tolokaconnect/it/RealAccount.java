package io.github.tolokaconnect.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.http.Connection;
import io.github.tolokaconnect.client.http.Credential;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An account that the contract suite may use, as environment variables describe it.
 *
 * @param pool where tasks are created for good
 * @param validInput JSON of input values that the pool's project accepts, with {@code {n}} where tasks differ
 * @param invalidInput input values that it refuses
 */
record RealAccount(Connection connection, PoolId pool, String validInput, Map<String, Object> invalidInput) {

    static final String URL = "TOLOKA_CONTRACT_URL";
    static final String TOKEN = "TOLOKA_CONTRACT_TOKEN";
    static final String POOL = "TOLOKA_CONTRACT_POOL";
    static final String VALID_INPUT = "TOLOKA_CONTRACT_VALID_INPUT";
    static final String INVALID_INPUT = "TOLOKA_CONTRACT_INVALID_INPUT";

    private static final List<String> ALL = List.of(URL, TOKEN, POOL, VALID_INPUT, INVALID_INPUT);
    private static final String PLACE = "{n}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    RealAccount {
        if (!validInput.contains(PLACE)) {
            throw new IllegalArgumentException(VALID_INPUT + " has no " + PLACE
                    + ", so that all tasks would be the same; put it into a value where tasks may differ");
        }
        inputValues(VALID_INPUT, validInput.replace(PLACE, "0"));
    }

    /** Which of the variables are not set; CI systems set those that they have no value for to nothing. */
    static List<String> missing(Map<String, String> environment) {
        return ALL.stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
    }

    /** Whether {@code environment} says nothing of an account at all. */
    static boolean isAbsent(Map<String, String> environment) {
        return missing(environment).size() == ALL.size();
    }

    /**
     * The account that {@code environment} describes.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; the message names it and shows no value
     */
    static RealAccount from(Map<String, String> environment) {
        var missing = missing(environment);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("not set: " + String.join(", ", missing) + "; set all of "
                    + String.join(", ", ALL) + ", or none of them to skip the suite");
        }
        var url = read(URL, () -> URI.create(environment.get(URL)));
        var credential = read(TOKEN, () -> Credential.detect(environment.get(TOKEN)));
        return new RealAccount(
                read(URL, () -> Connection.of(url, credential)),
                read(POOL, () -> new PoolId(environment.get(POOL))),
                environment.get(VALID_INPUT),
                inputValues(INVALID_INPUT, environment.get(INVALID_INPUT)));
    }

    /** Input values that the project accepts, others for each {@code n}. */
    Map<String, Object> validInput(int n) {
        return inputValues(VALID_INPUT, validInput.replace(PLACE, Integer.toString(n)));
    }

    private static Map<String, Object> inputValues(String name, String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return JSON.convertValue(object, new TypeReference<>() {});
            }
            throw new IllegalArgumentException(name + " is JSON, but no object of input values");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            // Not as the cause: Jackson quotes what it could not read.
            throw new IllegalArgumentException(
                    name + " is no JSON (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
        }
    }

    private static <T> T read(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is wrong: " + e.getMessage(), e);
        }
    }
}
