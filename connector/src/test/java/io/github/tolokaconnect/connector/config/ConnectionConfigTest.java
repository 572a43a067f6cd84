package io.github.tolokaconnect.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.client.http.Connection;
import io.github.tolokaconnect.client.http.Credential;
import io.github.tolokaconnect.client.http.HttpProxy;
import io.github.tolokaconnect.client.http.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionConfigTest {

    @ParameterizedTest
    @CsvSource({
        "auto, abcdefghijklmnopqrstuv.1234.xyz, ApiKey abcdefghijklmnopqrstuv.1234.xyz",
        "auto, AQAAAADxxx, OAuth AQAAAADxxx",
        "apikey, AQAAAADxxx, ApiKey AQAAAADxxx",
        "oauth, abcdefghijklmnopqrstuv.1234.xyz, OAuth abcdefghijklmnopqrstuv.1234.xyz",
        "oauth, '  AQAAAADxxx\n', OAuth AQAAAADxxx",
    })
    void sendsTheCredentialInItsScheme(String authType, String key, String header) {
        var connection = connection("toloka.auth.type", authType, "toloka.api.key", key);

        assertThat(connection.credential().authorization()).contains(header);
    }

    @Test
    void sendsNoCredentialWhereNoneIsWanted() {
        assertThat(connection("toloka.auth.type", "none").credential()).isEqualTo(new Credential.None());
    }

    @Test
    void carriesAddressAndTimeouts() {
        var connection = connection(
                "toloka.url", " https://toloka.example ", "connection.timeout.ms", "200", "read.timeout.ms", "300");

        assertThat(connection.url()).isEqualTo(URI.create("https://toloka.example"));
        assertThat(connection.connectTimeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(connection.requestTimeout()).isEqualTo(Duration.ofMillis(300));
        assertThat(connection.userAgent()).isEqualTo("agent/1");
        assertThat(connection.proxy()).isNull();
        assertThat(connection.tls()).isEqualTo(Tls.DEFAULT);
    }

    @Test
    void goesThroughAProxyWithAndWithoutCredential() {
        assertThat(connection("proxy.url", "http://proxy:3128").proxy()).isEqualTo(HttpProxy.of("proxy", 3128));
        assertThat(connection("proxy.url", "http://proxy").proxy()).isEqualTo(HttpProxy.of("proxy", 80));
        assertThat(connection("proxy.url", "http://proxy:1", "proxy.user", "me", "proxy.password", "pw")
                        .proxy())
                .isEqualTo(new HttpProxy("proxy", 1, "me", "pw"));
    }

    @Test
    void readsPemFiles() {
        var tls = connection(
                        "toloka.ssl.truststore.location", "/etc/ca.pem",
                        "toloka.ssl.keystore.location", "/etc/me.pem",
                        "toloka.ssl.key.password", "pw")
                .tls();

        assertThat(tls.trust()).isEqualTo(new Tls.Trust.Pem(Path.of("/etc/ca.pem")));
        assertThat(tls.identity())
                .isEqualTo(new Tls.Identity.Pem(Path.of("/etc/me.pem"), Path.of("/etc/me.pem"), "pw"));
    }

    @Test
    void readsPkcs12Stores() {
        var tls = connection(
                        "toloka.ssl.truststore.type", "PKCS12",
                        "toloka.ssl.truststore.location", "/etc/ca.p12",
                        "toloka.ssl.truststore.password", "trust",
                        "toloka.ssl.keystore.type", "PKCS12",
                        "toloka.ssl.keystore.location", "/etc/me.p12",
                        "toloka.ssl.keystore.password", "key")
                .tls();

        assertThat(tls.trust()).isEqualTo(new Tls.Trust.Pkcs12(Path.of("/etc/ca.p12"), "trust"));
        assertThat(tls.identity()).isEqualTo(new Tls.Identity.Pkcs12(Path.of("/etc/me.p12"), "key"));
    }

    @Test
    void refusesACredentialThatNoHeaderCanCarryWithoutQuotingIt() {
        var config =
                SampleConfig.read("toloka.api.key", SampleConfig.SECRET + "\nx").connection();

        assertThatThrownBy(() -> config.toConnection("agent/1"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("line break")
                .doesNotContain(SampleConfig.SECRET);
    }

    @Test
    void printsNoSecret() {
        var config = SampleConfig.read(
                "proxy.url", "http://proxy:1",
                "proxy.user", "me",
                "proxy.password", SampleConfig.SECRET,
                "toloka.ssl.key.password", SampleConfig.SECRET,
                "result.producer.sasl.jaas.config", SampleConfig.SECRET);

        assertThat(config.toString()).doesNotContain(SampleConfig.SECRET);
    }

    private static Connection connection(String... keysAndValues) {
        return SampleConfig.read(keysAndValues).connection().toConnection("agent/1");
    }
}
