package io.github.tolokaconnect.client.http;

import java.io.IOException;

/** JSON that arrived is not what the API promises. The message names the place, never the content. */
final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
