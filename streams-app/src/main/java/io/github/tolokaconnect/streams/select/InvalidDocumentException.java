package io.github.tolokaconnect.streams.select;

/** A control document that cannot be used. The message names the field and what is allowed. */
final class InvalidDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidDocumentException(String message) {
        super(message);
    }
}
