package io.github.tolokaconnect.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to call the API.
 *
 * @param url where the API is, such as {@code https://toloka.dev}; a path {@code /api} or {@code /api/v1} at its end, and a
 *     slash, make no difference
 * @param connectTimeout longest wait for a connection
 * @param requestTimeout longest wait for a whole answer; for an operation log, for its start and then for each further piece of it
 * @param proxy null leaves the choice to the JVM's own proxy settings
 * @param userAgent how the caller introduces itself
 */
public record Connection(
        URI url,
        Credential credential,
        Duration connectTimeout,
        Duration requestTimeout,
        @Nullable HttpProxy proxy,
        Tls tls,
        String userAgent) {

    public Connection {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(tls, "tls");
        checkUrl(url);
        checkTimeout("connectTimeout", connectTimeout);
        checkTimeout("requestTimeout", requestTimeout);
        if (userAgent.isBlank() || userAgent.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("the user agent is blank or no visible ASCII");
        }
    }

    /** A direct connection with the JVM's own trust, 10 s to connect and 60 s to answer. */
    public static Connection of(URI url, Credential credential) {
        return new Connection(
                url, credential, Duration.ofSeconds(10), Duration.ofSeconds(60), null, Tls.DEFAULT, "toloka-connect");
    }

    private static void checkUrl(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new IllegalArgumentException("the URL of the API must be http://host or https://host; it has scheme "
                    + url.getScheme() + " and host " + url.getHost());
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL of the API at " + url.getHost()
                    + " holds a user, a query or a fragment; a credential belongs into the credential");
        }
    }

    private static void checkTimeout(String what, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(what + "=" + timeout + " is not positive");
        }
    }
}
