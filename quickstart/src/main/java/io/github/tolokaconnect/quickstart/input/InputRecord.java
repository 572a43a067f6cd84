package io.github.tolokaconnect.quickstart.input;

/**
 * A record to send.
 *
 * @param key the record's key, by which its results can be found again
 * @param value a task or a prediction in UTF-8 JSON; not checked, and never changed after it was made
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and copied nowhere: it is on every record's path
public record InputRecord(String key, byte[] value) {}
