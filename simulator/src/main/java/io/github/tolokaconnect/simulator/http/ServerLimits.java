package io.github.tolokaconnect.simulator.http;

import java.time.Duration;

/**
 * How much a server takes, and how long it waits.
 *
 * @param bodyBytes the largest body of a request, in bytes
 * @param allBodiesBytes what the bodies of all requests under way may hold together, in bytes
 * @param head how long the head of a request may take to arrive, and how long a connection may be idle between requests
 * @param stall how long a body or an answer may stand still
 */
record ServerLimits(int bodyBytes, long allBodiesBytes, Duration head, Duration stall) {
    /** The largest head of a request, in bytes. */
    static final int HEAD_BYTES = 64 << 10;

    /** The most header lines of a request. */
    static final int HEADERS = 200;

    /** The most query parameters of a request. */
    static final int PARAMETERS = 1_000;

    private static final int BODY_BYTES = 64 << 20;

    /** A quarter of the memory goes to bodies, which leaves room for what is made of them; one body always fits. */
    static ServerLimits ofMemory(long bytes) {
        return new ServerLimits(
                BODY_BYTES, Math.max(BODY_BYTES, bytes / 4), Duration.ofSeconds(60), Duration.ofSeconds(30));
    }
}
