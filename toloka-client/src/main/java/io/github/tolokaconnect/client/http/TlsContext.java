package io.github.tolokaconnect.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes of {@link Tls} what the JDK needs. Files are read once, here. */
final class TlsContext {

    private TlsContext() {}

    /** Empty where the JVM's own context is meant. */
    static Optional<SSLContext> of(Tls tls) {
        if (tls.trust() == null && tls.identity() == null) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(tls.identity()), trustManagers(tls.trust()), null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the JVM cannot use the TLS settings " + tls, e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(Tls.@Nullable Trust trust) throws GeneralSecurityException {
        if (trust == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trustStore(trust));
        return factory.getTrustManagers();
    }

    private static KeyStore trustStore(Tls.Trust trust) throws GeneralSecurityException {
        if (trust instanceof Tls.Trust.Pem pem) {
            KeyStore store = emptyStore();
            List<Certificate> certificates = Pem.certificates(pem.certificates());
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
            return store;
        }
        if (trust instanceof Tls.Trust.Pkcs12 pkcs12) {
            KeyStore store = load(pkcs12.store(), pkcs12.password());
            if (store.size() == 0) {
                throw new IllegalArgumentException(
                        "trust store " + pkcs12.store() + " shows no certificate; import one with keytool -importcert");
            }
            return store;
        }
        throw new AssertionError(trust);
    }

    private static KeyManager @Nullable [] keyManagers(Tls.@Nullable Identity identity)
            throws GeneralSecurityException {
        if (identity == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (identity instanceof Tls.Identity.Pem pem) {
            factory.init(keyStore(pem), new char[0]);
        } else if (identity instanceof Tls.Identity.Pkcs12 pkcs12) {
            factory.init(
                    load(pkcs12.store(), pkcs12.password()), pkcs12.password().toCharArray());
        } else {
            throw new AssertionError(identity);
        }
        return factory.getKeyManagers();
    }

    private static KeyStore keyStore(Tls.Identity.Pem pem) throws GeneralSecurityException {
        PrivateKey key = Pem.privateKey(pem.key(), pem.password());
        Certificate[] chain = Pem.certificates(pem.chain()).toArray(new Certificate[0]);
        if (!chain[0].getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            throw new IllegalArgumentException("the key in " + pem.key() + " is " + key.getAlgorithm()
                    + ", but the first certificate in " + pem.chain() + " is for "
                    + chain[0].getPublicKey().getAlgorithm() + "; the first certificate must be the key's own");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("identity", key, new char[0], chain);
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new AssertionError("an empty store is not read from anywhere", e);
        }
        return store;
    }

    private static KeyStore load(Path path, String password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(path)) {
            store.load(file, password.toCharArray());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "store " + path + " cannot be read; it must be a PKCS12 file, and the password its own", e);
        }
        return store;
    }
}
