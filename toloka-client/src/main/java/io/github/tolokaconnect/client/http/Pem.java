package io.github.tolokaconnect.client.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads certificates and PKCS#8 keys from PEM files. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)-----END \\1-----");

    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "RSASSA-PSS", "EdDSA");

    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private Pem() {}

    /** The certificates of a file, in its order; at least one. */
    static List<Certificate> certificates(Path path) {
        List<Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(path)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(toCertificate(path, block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(path + " holds no -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private static Certificate toCertificate(Path path, byte[] der) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(path + " holds a certificate that is none", e);
        }
    }

    /**
     * The first private key of a file.
     *
     * @param password of an encrypted key
     */
    static PrivateKey privateKey(Path path, @Nullable String password) {
        for (Block block : blocks(path)) {
            if (block.label().equals("PRIVATE KEY")) {
                return toKey(path, new PKCS8EncodedKeySpec(block.der()));
            }
            if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
                return toKey(path, decrypted(path, block.der(), password));
            }
            if (block.label().endsWith("PRIVATE KEY")) {
                throw new IllegalArgumentException(path + " holds a key of the older form " + block.label()
                        + "; convert it with openssl pkcs8 -topk8");
            }
        }
        throw new IllegalArgumentException(
                path + " holds neither -----BEGIN PRIVATE KEY----- nor -----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    private static PKCS8EncodedKeySpec decrypted(Path path, byte[] der, @Nullable String password) {
        if (password == null) {
            throw new IllegalArgumentException("the key in " + path + " is encrypted; set its password");
        }
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
            String algorithm = algorithm(encrypted);
            Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, encrypted.getAlgParameters());
            return encrypted.getKeySpec(cipher);
        } catch (IOException | InvalidKeySpecException | InvalidKeyException e) {
            throw new IllegalArgumentException("the key in " + path + " cannot be decrypted; check its password", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key in " + path
                            + " is encrypted in a way that this JVM does not know; use openssl pkcs8 -topk8 -v2 aes256",
                    e);
        }
    }

    /** The cipher's name. Under PBES2 it stands in the parameters, whose text it is, and older JDKs name only the scheme. */
    private static String algorithm(EncryptedPrivateKeyInfo encrypted) {
        AlgorithmParameters parameters = encrypted.getAlgParameters();
        boolean namesScheme =
                encrypted.getAlgName().equals("PBES2") || encrypted.getAlgName().equals(PBES2);
        return namesScheme && parameters != null ? parameters.toString() : encrypted.getAlgName();
    }

    private static PrivateKey toKey(Path path, PKCS8EncodedKeySpec key) {
        @Nullable InvalidKeySpecException mismatch = null;
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(key);
            } catch (InvalidKeySpecException e) {
                mismatch = e;
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("the JVM lacks " + algorithm, e);
            }
        }
        throw new IllegalArgumentException("the key in " + path + " is none of " + KEY_ALGORITHMS, mismatch);
    }

    private static List<Block> blocks(Path path) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " cannot be read", e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), toDer(path, matcher.group(2))));
        }
        return blocks;
    }

    private static byte[] toDer(Path path, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " holds a PEM block that is no Base64", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // parsed at once, never compared
    private record Block(String label, byte[] der) {}
}
