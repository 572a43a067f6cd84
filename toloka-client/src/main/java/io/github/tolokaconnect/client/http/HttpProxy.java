package io.github.tolokaconnect.client.http;

import org.jspecify.annotations.Nullable;

/**
 * A proxy that every call goes through: forwarding for {@code http}, tunnelling for {@code https}.
 *
 * @param port 1 to 65,535
 * @param user for Basic authentication; null for none
 * @param password goes with {@code user}
 */
public record HttpProxy(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    public HttpProxy {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the proxy has no host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of proxy " + host + " is not within 1 to 65535");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("proxy " + host + " needs a user and a password, or neither");
        }
        if (user != null && user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "the user of proxy " + host + " contains a colon, which Basic cannot carry");
        }
    }

    /** A proxy that asks for no credential. */
    public static HttpProxy of(String host, int port) {
        return new HttpProxy(host, port, null, null);
    }

    @Override
    public String toString() {
        return "HttpProxy[" + host + ":" + port + (user == null ? "]" : ", with credential]");
    }
}
