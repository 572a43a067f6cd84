package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import io.github.tolokaconnect.client.http.Tls;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Whom the connector trusts, and how it shows who it is.
 *
 * @param keyPassword of an encrypted private key in a PEM key store
 */
record TlsConfig(Store trustStore, Store keyStore, @Nullable Password keyPassword) {

    static final String TRUST_STORE = "toloka.ssl.truststore";
    static final String KEY_STORE = "toloka.ssl.keystore";
    static final String KEY_PASSWORD = "toloka.ssl.key.password";

    private static final String PEM = "PEM";
    private static final List<String> TYPES = List.of(PEM, "PKCS12");

    /** A file with certificates or keys; an empty {@code location} means none. */
    record Store(String type, String location, @Nullable Password password) {
        private boolean isPem() {
            return type.equals(PEM);
        }
    }

    static void define(KeyGroup group) {
        defineTrustStore(group);
        defineKeyStore(group);
    }

    private static void defineTrustStore(KeyGroup group) {
        group.key(
                        TRUST_STORE + ".type",
                        Type.STRING,
                        PEM,
                        Allowed.oneOf(TYPES),
                        LOW,
                        "Trust store type",
                        "Form of the trust store's file.",
                        Allowed.recommend(TYPES))
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
                        "Password of a PKCS12 trust store.");
    }

    private static void defineKeyStore(KeyGroup group) {
        group.key(
                        KEY_STORE + ".type",
                        Type.STRING,
                        PEM,
                        Allowed.oneOf(TYPES),
                        LOW,
                        "Key store type",
                        "Form of the key store's file. A PEM file holds the private key and its certificate chain.",
                        Allowed.recommend(TYPES))
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

    static TlsConfig from(AbstractConfig config) {
        return new TlsConfig(store(config, TRUST_STORE), store(config, KEY_STORE), config.getPassword(KEY_PASSWORD));
    }

    Tls toTls() {
        return new Tls(trust(), identity());
    }

    private Tls.@Nullable Trust trust() {
        if (trustStore.location.isEmpty()) {
            return null;
        }
        var file = Path.of(trustStore.location);
        return trustStore.isPem() ? new Tls.Trust.Pem(file) : new Tls.Trust.Pkcs12(file, secretOf(trustStore.password));
    }

    private Tls.@Nullable Identity identity() {
        if (keyStore.location.isEmpty()) {
            return null;
        }
        var file = Path.of(keyStore.location);
        return keyStore.isPem()
                ? new Tls.Identity.Pem(file, file, keyPassword == null ? null : keyPassword.value())
                : new Tls.Identity.Pkcs12(file, secretOf(keyStore.password));
    }

    private static String secretOf(@Nullable Password password) {
        return password == null ? "" : password.value();
    }

    private static Store store(AbstractConfig config, String prefix) {
        return new Store(
                config.getString(prefix + ".type"),
                config.getString(prefix + ".location").trim(),
                config.getPassword(prefix + ".password"));
    }
}
