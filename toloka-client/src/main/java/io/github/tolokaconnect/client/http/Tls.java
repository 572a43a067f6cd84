package io.github.tolokaconnect.client.http;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and how to show who calls. Host names are always checked, and there is no way to trust everyone.
 *
 * @param trust null for the authorities that the JVM trusts
 * @param identity null if the server asks for no certificate
 */
public record Tls(@Nullable Trust trust, @Nullable Identity identity) {

    /** The JVM's own authorities, and no certificate. */
    public static final Tls DEFAULT = new Tls(null, null);

    /** The certificates that a server's must descend from. */
    public sealed interface Trust {

        /** A file of one or more PEM certificates. */
        record Pem(Path certificates) implements Trust {
            public Pem {
                Objects.requireNonNull(certificates, "certificates");
            }
        }

        /** A PKCS12 store of certificates. */
        record Pkcs12(Path store, String password) implements Trust {
            public Pkcs12 {
                Objects.requireNonNull(store, "store");
                Objects.requireNonNull(password, "password");
            }

            @Override
            public String toString() {
                return "Pkcs12[store=" + store + "]";
            }
        }
    }

    /** The certificate to show, and the key that proves it. */
    public sealed interface Identity {

        /**
         * PEM files.
         *
         * @param chain the certificate first, then those that it descends from
         * @param key a PKCS#8 key; may be the same file
         * @param password of an encrypted key, else null
         */
        record Pem(Path chain, Path key, @Nullable String password) implements Identity {
            public Pem {
                Objects.requireNonNull(chain, "chain");
                Objects.requireNonNull(key, "key");
            }

            @Override
            public String toString() {
                return "Pem[chain=" + chain + ", key=" + key + "]";
            }
        }

        /** A PKCS12 store with one key; the password is that of the store and of the key. */
        record Pkcs12(Path store, String password) implements Identity {
            public Pkcs12 {
                Objects.requireNonNull(store, "store");
                Objects.requireNonNull(password, "password");
            }

            @Override
            public String toString() {
                return "Pkcs12[store=" + store + "]";
            }
        }
    }
}
