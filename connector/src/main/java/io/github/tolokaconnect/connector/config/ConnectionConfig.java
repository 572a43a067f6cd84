package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.tolokaconnect.client.http.Connection;
import io.github.tolokaconnect.client.http.Credential;
import java.net.URI;
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
        TlsConfig tls) {

    static final String URL = "toloka.url";
    static final String API_KEY = "toloka.api.key";
    static final String AUTH_TYPE = "toloka.auth.type";
    static final String CONNECT_TIMEOUT = "connection.timeout.ms";
    static final String READ_TIMEOUT = "read.timeout.ms";

    static final String AUTH_NONE = "none";
    private static final List<String> AUTH_TYPES = List.of("auto", "apikey", "oauth", AUTH_NONE);

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Connection")
                .key(
                        URL,
                        Type.STRING,
                        "https://toloka.dev",
                        Allowed.url(),
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
        var wayThere = new KeyGroup(definition, "Proxy and TLS");
        ProxyConfig.define(wayThere);
        TlsConfig.define(wayThere);
    }

    static ConnectionConfig from(AbstractConfig config) {
        return new ConnectionConfig(
                config.getString(URL).trim(),
                config.getString(AUTH_TYPE),
                config.getPassword(API_KEY),
                Duration.ofMillis(config.getInt(CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getInt(READ_TIMEOUT)),
                ProxyConfig.from(config),
                TlsConfig.from(config));
    }

    /**
     * The connection that this describes.
     *
     * @param userAgent how the connector introduces itself
     * @throws IllegalArgumentException if the credential holds characters that no request may carry
     */
    public Connection toConnection(String userAgent) {
        return new Connection(
                URI.create(url),
                credential(),
                connectTimeout,
                readTimeout,
                proxy.toHttpProxy(),
                tls.toTls(),
                userAgent);
    }

    /**
     * What proves to the platform who calls.
     *
     * @throws IllegalArgumentException if it holds characters that no request may carry; the message does not quote it
     */
    public Credential credential() {
        return credential(authType, apiKey);
    }

    /**
     * The credential of that kind.
     *
     * @throws IllegalArgumentException if it holds characters that no request may carry; the message does not quote it
     */
    static Credential credential(String authType, @Nullable Password apiKey) {
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
}
