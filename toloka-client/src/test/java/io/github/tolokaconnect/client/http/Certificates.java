package io.github.tolokaconnect.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, a server and a client that it vouches for, made with the JDK's keytool once for all tests. */
final class Certificates {

    static final String PASSWORD = "changeit";

    private static final Certificates MADE = make();

    private final Path dir;
    private final KeyStore all;

    private Certificates(Path dir, KeyStore all) {
        this.dir = dir;
        this.all = all;
    }

    static Certificates made() {
        return MADE;
    }

    private static Certificates make() {
        try {
            Path dir = Files.createTempDirectory("certificates");
            dir.toFile().deleteOnExit();
            keytool(dir, "-genkeypair -alias ca -keyalg EC -dname CN=authority -ext bc:c=ca:true");
            keytool(dir, "-genkeypair -alias server -keyalg EC -dname CN=server -ext san=dns:localhost -signer ca");
            keytool(dir, "-genkeypair -alias client -keyalg RSA -dname CN=client -ext eku=clientAuth -signer ca");
            Certificates certificates = new Certificates(dir, load(dir.resolve("all.p12")));
            certificates.writeFiles();
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path dir, String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-validity", "3650", "-keystore", "all.p12", "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(arguments + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(arguments, e);
        }
    }

    private void writeFiles() throws GeneralSecurityException, IOException {
        write("ca.pem", "CERTIFICATE", all.getCertificate("ca").getEncoded());
        write("client.pem", "CERTIFICATE", all.getCertificate("client").getEncoded());
        write("server.pem", "CERTIFICATE", all.getCertificate("server").getEncoded());
        KeyStore trust = empty();
        trust.setCertificateEntry("ca", all.getCertificate("ca"));
        save(trust, trustStore());
        KeyStore client = empty();
        client.setKeyEntry("client", key("client"), PASSWORD.toCharArray(), all.getCertificateChain("client"));
        save(client, clientStore());
    }

    Path dir() {
        return dir;
    }

    Path authorityPem() {
        return dir.resolve("ca.pem");
    }

    Path trustStore() {
        return dir.resolve("trust.p12");
    }

    Path clientStore() {
        return dir.resolve("client.p12");
    }

    Path clientChain() {
        return dir.resolve("client.pem");
    }

    Path serverChain() {
        return dir.resolve("server.pem");
    }

    /** The client's key as PKCS#8. */
    Path clientKey() throws GeneralSecurityException, IOException {
        return write("client-key.pem", "PRIVATE KEY", key("client").getEncoded());
    }

    /** The client's key as encrypted PKCS#8. */
    Path clientKeyEncrypted(String algorithm, String password) throws GeneralSecurityException, IOException {
        Key secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] encrypted = cipher.doFinal(key("client").getEncoded());
        AlgorithmParameters parameters = cipher.getParameters();
        if (algorithm.startsWith("PBEWithHmac")) {
            parameters = AlgorithmParameters.getInstance("PBES2"); // the name that has an object identifier
            parameters.init(cipher.getParameters().getEncoded());
        }
        return write(
                "client-key-encrypted.pem",
                "ENCRYPTED PRIVATE KEY",
                new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded());
    }

    Path write(String file, String label, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                dir.resolve(file), "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    private Key key(String alias) throws GeneralSecurityException {
        return all.getKey(alias, PASSWORD.toCharArray());
    }

    SSLContext serverContext() throws GeneralSecurityException, IOException {
        KeyStore server = empty();
        server.setKeyEntry("server", key("server"), PASSWORD.toCharArray(), all.getCertificateChain("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trustStore()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void save(KeyStore store, Path path) throws GeneralSecurityException, IOException {
        try (OutputStream file = Files.newOutputStream(path)) {
            store.store(file, PASSWORD.toCharArray());
        }
    }

    private static KeyStore load(Path path) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(path)) {
            store.load(file, PASSWORD.toCharArray());
        }
        return store;
    }
}
