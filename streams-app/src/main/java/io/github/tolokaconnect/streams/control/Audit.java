package io.github.tolokaconnect.streams.control;

import org.jspecify.annotations.Nullable;

/**
 * Who changed what.
 *
 * @param action what was done, such as {@code route.pause}
 * @param target key of the document
 * @param actor who did it: the name that goes with the token
 * @param address network address that the call came from
 * @param reason why, in the words of who did it
 */
public record Audit(
        String action,
        String target,
        String actor,
        String address,
        @Nullable String reason) {}
