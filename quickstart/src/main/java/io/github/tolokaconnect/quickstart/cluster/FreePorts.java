package io.github.tolokaconnect.quickstart.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. Another process may take one before it is used; that start then fails. */
public final class FreePorts {

    private FreePorts() {}

    /** Answers a port that was free a moment ago. */
    public static int one() {
        return preferring(0);
    }

    /** Answers {@code wanted} if it is free, else any port that is. */
    public static int preferring(int wanted) {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw new UncheckedIOException("No port of the loopback address is free", e);
            }
            return preferring(0);
        }
    }
}
