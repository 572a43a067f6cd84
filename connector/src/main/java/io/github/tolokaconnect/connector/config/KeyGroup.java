package io.github.tolokaconnect.connector.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The keys of one group, added to a {@link ConfigDef} in the order in which a person should read them. */
final class KeyGroup {
    private final ConfigDef definition;
    private final String name;
    private int order;

    KeyGroup(ConfigDef definition, String name) {
        this.definition = definition;
        this.name = name;
    }

    /** Adds a key; {@code defaultValue} is {@link ConfigDef#NO_DEFAULT_VALUE} where a person has to decide. */
    KeyGroup key(
            String key,
            Type type,
            @Nullable Object defaultValue,
            @Nullable Validator validator,
            Importance importance,
            String displayName,
            String doc) {
        return key(key, type, defaultValue, validator, importance, displayName, doc, null);
    }

    /** Adds a key whose values or visibility a {@link Recommender} knows. */
    KeyGroup key(
            String key,
            Type type,
            @Nullable Object defaultValue,
            @Nullable Validator validator,
            Importance importance,
            String displayName,
            String doc,
            @Nullable Recommender recommender) {
        definition.define(
                key,
                type,
                defaultValue,
                validator,
                importance,
                doc,
                name,
                ++order,
                widthOf(type),
                displayName,
                List.of(),
                recommender);
        return this;
    }

    private static Width widthOf(Type type) {
        if (type == Type.LIST || type == Type.PASSWORD) {
            return Width.LONG;
        }
        return type == Type.STRING ? Width.MEDIUM : Width.SHORT;
    }
}
