package io.github.tolokaconnect.client.http;

import static io.github.tolokaconnect.client.http.ApiStub.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Requester;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private final Certificates certificates = Certificates.made();

    private Tls.Trust trusted() {
        return new Tls.Trust.Pem(certificates.authorityPem());
    }

    private Answer<Requester> ask(Tls tls, boolean wantsCertificate) throws Exception {
        try (ApiStub stub = ApiStub.startTls(certificates.serverContext(), wantsCertificate)) {
            stub.answer(200, wire("requester"));
            return ask(stub.url(), tls);
        }
    }

    private static Answer<Requester> ask(URI url, Tls tls) {
        try (HttpTolokaApi api = HttpTolokaApi.connect(new Connection(
                url, new Credential.None(), Duration.ofSeconds(5), Duration.ofSeconds(20), null, tls, "test"))) {
            return Answered.by(api.requester());
        }
    }

    @Test
    void trustsTheCertificatesOfAPemFile() throws Exception {
        assertThat(ask(new Tls(trusted(), null), false)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void trustsTheCertificatesOfAPkcs12Store() throws Exception {
        Tls tls = new Tls(new Tls.Trust.Pkcs12(certificates.trustStore(), Certificates.PASSWORD), null);

        assertThat(ask(tls, false)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void isUnavailableWhenTheServerIsNotTrusted() throws Exception {
        assertThat(ask(Tls.DEFAULT, false))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).isInstanceOf(SSLException.class));
    }

    @Test
    void isUnavailableWhenTheCertificateIsForAnotherHost() throws Exception {
        try (ApiStub stub = ApiStub.startTls(certificates.serverContext(), false)) {
            stub.answer(200, wire("requester"));
            URI byAddress = URI.create(stub.url().toString().replace("localhost", "127.0.0.1"));

            assertThat(ask(byAddress, new Tls(trusted(), null)))
                    .isInstanceOfSatisfying(
                            Answer.Unavailable.class,
                            unavailable -> assertThat(unavailable.cause()).isInstanceOf(SSLException.class));
        }
    }

    @Test
    void isUnavailableWithoutTheCertificateThatTheServerWants() throws Exception {
        assertThat(ask(new Tls(trusted(), null), true)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void showsTheCertificateOfAPkcs12Store() throws Exception {
        Tls tls = new Tls(trusted(), new Tls.Identity.Pkcs12(certificates.clientStore(), Certificates.PASSWORD));

        assertThat(ask(tls, true)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void showsTheCertificateOfPemFiles() throws Exception {
        Tls tls = new Tls(trusted(), new Tls.Identity.Pem(certificates.clientChain(), certificates.clientKey(), null));

        assertThat(ask(tls, true)).isInstanceOf(Answer.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PBEWithHmacSHA256AndAES_256", "PBEWithSHA1AndDESede"})
    void decryptsAnEncryptedKey(String algorithm) throws Exception {
        Path key = certificates.clientKeyEncrypted(algorithm, "canary key password");
        Tls tls = new Tls(trusted(), new Tls.Identity.Pem(certificates.clientChain(), key, "canary key password"));

        assertThat(ask(tls, true)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void saysWhatIsWrongWithAKey() throws Exception {
        Path encrypted = certificates.clientKeyEncrypted("PBEWithHmacSHA256AndAES_256", "right");
        Path old = certificates.write("old.pem", "RSA PRIVATE KEY", new byte[] {1});
        Path broken = certificates.write("broken.pem", "PRIVATE KEY", new byte[] {1});

        assertThatThrownBy(() -> Pem.privateKey(encrypted, null)).hasMessageContaining("encrypted; set its password");
        assertThatThrownBy(() -> Pem.privateKey(encrypted, "wrong")).hasMessageContaining("check its password");
        assertThatThrownBy(() -> Pem.privateKey(old, null)).hasMessageContaining("openssl pkcs8 -topk8");
        assertThatThrownBy(() -> Pem.privateKey(broken, null)).hasMessageContaining("is none of");
        assertThatThrownBy(() -> Pem.privateKey(certificates.authorityPem(), null))
                .hasMessageContaining("holds neither");
        assertThatThrownBy(() -> Pem.privateKey(certificates.dir().resolve("missing.pem"), null))
                .hasMessageContaining("missing.pem cannot be read");
    }

    @Test
    void saysWhatIsWrongWithAStore() throws Exception {
        Path text = Files.writeString(certificates.dir().resolve("text.p12"), "no store");

        assertThatThrownBy(() -> TlsContext.of(new Tls(new Tls.Trust.Pkcs12(text, "secret"), null)))
                .hasMessageContaining("text.p12 cannot be read")
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> TlsContext.of(new Tls(new Tls.Trust.Pkcs12(certificates.trustStore(), "wrong"), null)))
                .hasMessageContaining("trust.p12 cannot be read");
        assertThatThrownBy(() -> TlsContext.of(new Tls(new Tls.Trust.Pem(text), null)))
                .hasMessageContaining("holds no -----BEGIN CERTIFICATE-----");
    }

    @Test
    void refusesAKeyThatIsNotOfTheFirstCertificate() throws Exception {
        Tls.Identity identity = new Tls.Identity.Pem(certificates.serverChain(), certificates.clientKey(), null);

        assertThatThrownBy(() -> TlsContext.of(new Tls(null, identity)))
                .hasMessageContaining("the key in")
                .hasMessageContaining("is RSA");
    }
}
