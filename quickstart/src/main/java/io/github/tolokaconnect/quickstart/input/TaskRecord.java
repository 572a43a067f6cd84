package io.github.tolokaconnect.quickstart.input;

/**
 * A record for the topic of tasks.
 *
 * @param key the record's key, by which its results can be found again
 * @param value the task as the API defines it, in UTF-8 JSON; not checked, and never changed after it was made
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and copied nowhere: it is on every record's path
public record TaskRecord(String key, byte[] value) {}
