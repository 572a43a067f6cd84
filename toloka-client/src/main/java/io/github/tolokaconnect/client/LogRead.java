package io.github.tolokaconnect.client;

/**
 * An operation log was read to its end.
 *
 * @param entries all entries passed on
 * @param withoutMarker those of them that are about an item but do not say which
 */
public record LogRead(int entries, int withoutMarker) {}
