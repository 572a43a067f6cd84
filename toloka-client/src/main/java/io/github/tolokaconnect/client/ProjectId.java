package io.github.tolokaconnect.client;

/**
 * Id of a project.
 *
 * @param value 1 to 128 letters, digits, {@code - _ . :}, the first one a letter or digit
 */
public record ProjectId(String value) {
    public ProjectId {
        Ids.checked("project id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
