package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.tolokaconnect.client.http.Connection;
import io.github.tolokaconnect.client.http.Credential;
import io.github.tolokaconnect.client.http.HttpProxy;
import io.github.tolokaconnect.client.http.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** How the API is reached: address, credential, timeouts, proxy and TLS material. */
public record ConnectionConfig(
        String url,
        String authType,
        @Nullable Password apiKey,
        Duration connectTimeout,
        Duration readTimeout,
        ProxyConfig proxy,
        StoreConfig trustStore,
        StoreConfig keyStore) {

    static final String URL = "toloka.url";
    static final String API_KEY = "toloka.api.key";
    static final String AUTH_TYPE = "toloka.auth.type";
    static final String CONNECT_TIMEOUT = "connection.timeout.ms";
    static final String READ_TIMEOUT = "read.timeout.ms";
    static final String PROXY_URL = "proxy.url";
    static final String PROXY_USER = "proxy.user";
    static final String PROXY_PASSWORD = "proxy.password";
    static final String TRUST_STORE = "toloka.ssl.truststore";
    static final String KEY_STORE = "toloka.ssl.keystore";
    static final String KEY_PASSWORD = "toloka.ssl.key.password";

    static final String AUTH_NONE = "none";
    private static final List<String> AUTH_TYPES = List.of("auto", "apikey", "oauth", AUTH_NONE);
    private static final List<String> STORE_TYPES = List.of("PEM", "PKCS12");

    /** An HTTP proxy; an empty {@code url} means a direct connection. */
    public record ProxyConfig(
            String url, String user, @Nullable Password password) {
        private @Nullable HttpProxy toHttpProxy() {
            if (url.isEmpty()) {
                return null;
            }
            var address = URI.create(url);
            int port = address.getPort() == -1 ? 80 : address.getPort();
            return user.isEmpty()
                    ? HttpProxy.of(address.getHost(), port)
                    : new HttpProxy(address.getHost(), port, user, secretOf(password));
        }
    }

    /** A file with certificates or keys; an empty {@code location} means the defaults of the worker's Java. */
    public record StoreConfig(
            String type,
            String location,
            @Nullable Password password,
            @Nullable Password keyPassword) {
        private boolean isPem() {
            return type.equals("PEM");
        }
    }

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Connection")
                .key(
                        URL,
                        Type.STRING,
                        "https://toloka.dev",
                        Allowed.url(false),
                        HIGH,
                        "API address",
                        "Address of the API; the connector adds /api/v1. A simulator's address works as well.")
                .key(
                        API_KEY,
                        Type.PASSWORD,
                        null,
                        null,
                        HIGH,
                        "API key",
                        "API key or OAuth token. Required unless toloka.auth.type=none. Better a reference to a config"
                                + " provider, such as ${file:/etc/secrets/toloka.properties:api.key}, than the secret itself.",
                        Allowed.visibleWhen(AUTH_TYPE, type -> !AUTH_NONE.equals(type)))
                .key(
                        AUTH_TYPE,
                        Type.STRING,
                        "auto",
                        Allowed.oneOf(AUTH_TYPES),
                        MEDIUM,
                        "Authorization scheme",
                        "How the credential is sent: as 'ApiKey', as 'OAuth', not at all, or 'auto', which tells the two kinds"
                                + " apart by their shape as the official clients do.",
                        Allowed.recommend(AUTH_TYPES))
                .key(
                        CONNECT_TIMEOUT,
                        Type.INT,
                        10_000,
                        Allowed.between(100, 300_000),
                        LOW,
                        "Connect timeout",
                        "Longest time to wait for a connection, in milliseconds.")
                .key(
                        READ_TIMEOUT,
                        Type.INT,
                        60_000,
                        Allowed.between(100, 3_600_000),
                        LOW,
                        "Request timeout",
                        "Longest time to wait for an answer, in milliseconds. A request that takes longer is repeated with the"
                                + " same operation id.");
        defineProxy(new KeyGroup(definition, "Proxy and TLS"));
    }

    private static void defineProxy(KeyGroup group) {
        group.key(
                        PROXY_URL,
                        Type.STRING,
                        "",
                        Allowed.url(true),
                        LOW,
                        "Proxy address",
                        "Address of an HTTP proxy, such as http://proxy.example.com:3128. Empty: connect directly.")
                .key(
                        PROXY_USER,
                        Type.STRING,
                        "",
                        null,
                        LOW,
                        "Proxy user",
                        "User name for the proxy. Empty: no authentication.")
                .key(PROXY_PASSWORD, Type.PASSWORD, null, null, LOW, "Proxy password", "Password for the proxy.");
        defineStores(group);
    }

    private static void defineStores(KeyGroup group) {
        group.key(
                        TRUST_STORE + ".type",
                        Type.STRING,
                        "PEM",
                        Allowed.oneOf(STORE_TYPES),
                        LOW,
                        "Trust store type",
                        "Form of the trust store's file.",
                        Allowed.recommend(STORE_TYPES))
                .key(
                        TRUST_STORE + ".location",
                        Type.STRING,
                        "",
                        null,
                        LOW,
                        "Trust store file",
                        "File with the certificate authorities to trust instead of those of the worker's Java. Empty: Java's.")
                .key(
                        TRUST_STORE + ".password",
                        Type.PASSWORD,
                        null,
                        null,
                        LOW,
                        "Trust store password",
                        "Password of a PKCS12 trust store.")
                .key(
                        KEY_STORE + ".type",
                        Type.STRING,
                        "PEM",
                        Allowed.oneOf(STORE_TYPES),
                        LOW,
                        "Key store type",
                        "Form of the key store's file. A PEM file holds the private key and its certificate chain.",
                        Allowed.recommend(STORE_TYPES))
                .key(
                        KEY_STORE + ".location",
                        Type.STRING,
                        "",
                        null,
                        LOW,
                        "Key store file",
                        "File with the client's key and certificates, for mutual TLS. Empty: no client certificate.")
                .key(
                        KEY_STORE + ".password",
                        Type.PASSWORD,
                        null,
                        null,
                        LOW,
                        "Key store password",
                        "Password of a PKCS12 key store.")
                .key(
                        KEY_PASSWORD,
                        Type.PASSWORD,
                        null,
                        null,
                        LOW,
                        "Key password",
                        "Password of an encrypted private key in a PEM file.");
    }

    static ConnectionConfig from(AbstractConfig config) {
        return new ConnectionConfig(
                config.getString(URL).trim(),
                config.getString(AUTH_TYPE),
                config.getPassword(API_KEY),
                Duration.ofMillis(config.getInt(CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getInt(READ_TIMEOUT)),
                new ProxyConfig(
                        config.getString(PROXY_URL).trim(),
                        config.getString(PROXY_USER),
                        config.getPassword(PROXY_PASSWORD)),
                store(config, TRUST_STORE, null),
                store(config, KEY_STORE, config.getPassword(KEY_PASSWORD)));
    }

    /**
     * The connection that this describes.
     *
     * @param userAgent how the connector introduces itself
     * @throws IllegalArgumentException if the credential holds characters that no request may carry
     */
    public Connection toConnection(String userAgent) {
        return new Connection(
                URI.create(url), credential(), connectTimeout, readTimeout, proxy.toHttpProxy(), tls(), userAgent);
    }

    private Credential credential() {
        if (authType.equals(AUTH_NONE) || apiKey == null) {
            return new Credential.None();
        }
        var secret = apiKey.value().strip();
        return switch (authType) {
            case "apikey" -> new Credential.ApiKey(secret);
            case "oauth" -> new Credential.OAuth(secret);
            default -> Credential.detect(secret);
        };
    }

    private Tls tls() {
        Tls.Trust trust = null;
        if (!trustStore.location.isEmpty()) {
            var file = Path.of(trustStore.location);
            trust = trustStore.isPem()
                    ? new Tls.Trust.Pem(file)
                    : new Tls.Trust.Pkcs12(file, secretOf(trustStore.password));
        }
        Tls.Identity identity = null;
        if (!keyStore.location.isEmpty()) {
            var file = Path.of(keyStore.location);
            identity = keyStore.isPem()
                    ? new Tls.Identity.Pem(
                            file, file, keyStore.keyPassword == null ? null : keyStore.keyPassword.value())
                    : new Tls.Identity.Pkcs12(file, secretOf(keyStore.password));
        }
        return new Tls(trust, identity);
    }

    private static String secretOf(@Nullable Password password) {
        return password == null ? "" : password.value();
    }

    private static StoreConfig store(AbstractConfig config, String prefix, @Nullable Password keyPassword) {
        return new StoreConfig(
                config.getString(prefix + ".type"),
                config.getString(prefix + ".location").trim(),
                config.getPassword(prefix + ".password"),
                keyPassword);
    }
}
