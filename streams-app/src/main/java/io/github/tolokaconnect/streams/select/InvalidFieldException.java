package io.github.tolokaconnect.streams.select;

/** A field of a document that is not as it must be. Thrown by the factories that Jackson calls; {@link Documents} adds the place. */
final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** {@code message} goes on where "the field" would begin: {@code must be …}. */
    InvalidFieldException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Its name in the object that is read. */
    String field() {
        return field;
    }
}
