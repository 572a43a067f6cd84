package io.github.tolokaconnect.connector.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.types.Password;

/** Rules between the keys that say how the API is reached. */
final class ConnectionRules {

    private ConnectionRules() {}

    static void check(Draft draft) {
        credential(draft);
        sandbox(draft);
        stores(draft);
        proxy(draft);
    }

    private static void credential(Draft draft) {
        if (!(draft.value(ConnectionConfig.AUTH_TYPE) instanceof String authType)
                || authType.equals(ConnectionConfig.AUTH_NONE)) {
            return;
        }
        if (draft.isBlank(ConnectionConfig.API_KEY)) {
            draft.error(
                    ConnectionConfig.API_KEY,
                    "toloka.api.key is missing; give the account's API key or OAuth token, or set toloka.auth.type=none");
            return;
        }
        try {
            var unused = ConnectionConfig.credential(authType, new Password(draft.text(ConnectionConfig.API_KEY)));
        } catch (IllegalArgumentException unusable) {
            draft.error(ConnectionConfig.API_KEY, "toloka.api.key cannot be sent: " + unusable.getMessage());
        }
    }

    private static void sandbox(Draft draft) {
        if (draft.value(ConnectionConfig.URL) instanceof String url && url.contains("sandbox.toloka.")) {
            draft.error(
                    ConnectionConfig.URL,
                    "The platform's sandbox was switched off in July 2024; use the simulator's address, or https://toloka.dev");
        }
    }

    private static void stores(Draft draft) {
        for (String store : List.of(TlsConfig.TRUST_STORE, TlsConfig.KEY_STORE)) {
            var location = store + ".location";
            if (!draft.isBlank(location) && !isReadable(draft.text(location))) {
                draft.error(location, location + " names no readable file on this worker; every worker needs the file");
            }
            if (draft.isBlank(location) && !draft.isBlank(store + ".password")) {
                draft.error(
                        location, location + " is empty although " + store + ".password is set; give both or neither");
            }
        }
        if (draft.isBlank(TlsConfig.KEY_STORE + ".location") && !draft.isBlank(TlsConfig.KEY_PASSWORD)) {
            draft.error(
                    TlsConfig.KEY_PASSWORD,
                    TlsConfig.KEY_PASSWORD + " is set although " + TlsConfig.KEY_STORE
                            + ".location is empty; give both or neither");
        }
    }

    private static boolean isReadable(String location) {
        try {
            var file = Path.of(location);
            return Files.isRegularFile(file) && Files.isReadable(file);
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static void proxy(Draft draft) {
        if (draft.isBlank(ProxyConfig.URL) && !draft.isBlank(ProxyConfig.USER)) {
            draft.error(ProxyConfig.URL, "proxy.url is empty although proxy.user is set; give the proxy's address");
        }
        if (!draft.isBlank(ProxyConfig.USER) && draft.isBlank(ProxyConfig.PASSWORD)) {
            draft.error(
                    ProxyConfig.PASSWORD, "proxy.password is missing although proxy.user is set; give both or neither");
        }
        if (draft.isBlank(ProxyConfig.USER) && !draft.isBlank(ProxyConfig.PASSWORD)) {
            draft.error(ProxyConfig.USER, "proxy.user is missing although proxy.password is set; give both or neither");
        }
        if (draft.text(ProxyConfig.USER).contains(":")) {
            draft.error(ProxyConfig.USER, "proxy.user holds a colon, which no proxy can tell from the password's");
        }
    }
}
