package io.github.tolokaconnect.client.http;

import java.io.InputStream;

/** What came with the status and the headers. */
sealed interface Body {

    Body NONE = new Whole(new byte[0], false);

    /**
     * All of it, or its beginning.
     *
     * @param isCut whether the rest was too much to keep
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from the network to one decoder, never compared
    record Whole(byte[] bytes, boolean isCut) implements Body {}

    /** Still arriving; whoever takes it closes it. */
    record Arriving(InputStream stream) implements Body {}
}
