package io.github.tolokaconnect.client;

/**
 * Id of a pool.
 *
 * @param value 1 to 128 letters, digits, {@code - _ . :}, the first one a letter or digit
 */
public record PoolId(String value) {
    public PoolId {
        Ids.checked("pool id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
