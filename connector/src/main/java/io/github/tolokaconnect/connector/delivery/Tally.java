package io.github.tolokaconnect.connector.delivery;

/**
 * How many records of an operation became tasks and how many were refused; together they are all of its records.
 *
 * @param created tasks created
 * @param rejected records reported as validation errors
 */
public record Tally(int created, int rejected) {}
