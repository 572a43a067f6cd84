package io.github.tolokaconnect.quickstart.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/**
 * Ports of the loopback address that nobody listens on. They lie below the ranges from which operating systems take the ports of
 * outgoing connections, so that none of those sits on a port by the time it is used.
 */
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** Answers a port that was free a moment ago. */
    public static int one() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            // wiring: a port is chance, and two processes that look at once must not find the same one
            var port = new SplittableRandom().nextInt(LOWEST, HIGHEST);
            // end of wiring
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port of the loopback address between " + LOWEST + " and " + HIGHEST
                + " was free in " + ATTEMPTS + " attempts");
    }

    /** Answers {@code wanted} if it is free, else any port that is. */
    public static int preferring(int wanted) {
        return wanted > 0 && isFree(wanted) ? wanted : one();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
