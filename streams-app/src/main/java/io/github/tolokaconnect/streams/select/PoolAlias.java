package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.tolokaconnect.events.RawJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which pool an alias stands for; the document {@code pool/<alias>} of the control topic.
 *
 * @param poolId id of the pool
 */
public record PoolAlias(String poolId) {

    /** Beginning of the keys of aliases. */
    public static final String PREFIX = "pool/";

    public PoolAlias {
        if (!PoolName.isId(poolId)) {
            throw new InvalidFieldException("pool_id", "must be 1 to 128 letters, digits, - _ . or :");
        }
    }

    @JsonCreator
    static PoolAlias of(@JsonProperty("pool_id") @Nullable String poolId) {
        return new PoolAlias(Documents.required(poolId, "pool_id"));
    }

    static PoolAlias read(RawJson document) throws InvalidDocumentException {
        return Documents.read(document, PoolAlias.class);
    }

    /**
     * What is wrong with {@code document} as what {@code alias}, without its {@code @}, stands for, in a sentence that names the field and
     * what is allowed; empty if it can be used.
     */
    public static Optional<String> problem(String alias, RawJson document) {
        try {
            new PoolName("@" + alias);
            read(document);
            return Optional.empty();
        } catch (InvalidDocumentException | IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
