package io.github.tolokaconnect.simulator.engine;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications go.
 *
 * @param url an {@code http} or {@code https} URL
 * @param secretKey what notifications are signed with, null to sign nothing
 */
public record Webhook(URI url, @Nullable String secretKey) {
    /** Checks the URL. */
    public Webhook {
        boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isWeb || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "a webhook needs a URL such as http://127.0.0.1:9000/answers, not " + url);
        }
        if (secretKey != null && secretKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "the secret of a webhook must not be empty; leave it out to sign nothing");
        }
    }

    /** Where, and never the secret. */
    @Override
    public String toString() {
        return url + (secretKey == null ? " (not signed)" : " (signed)");
    }
}
