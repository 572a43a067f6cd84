package io.github.tolokaconnect.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final URI URL = URI.create("https://toloka.dev");

    @ParameterizedTest
    @CsvSource({
        "https://toloka.dev, https://toloka.dev/api/v1",
        "https://toloka.dev/, https://toloka.dev/api/v1",
        "https://toloka.dev/api, https://toloka.dev/api/v1",
        "https://toloka.dev/api/, https://toloka.dev/api/v1",
        "https://toloka.dev/api/v1, https://toloka.dev/api/v1",
        "https://toloka.dev//api/v1//, https://toloka.dev/api/v1",
        "http://127.0.0.1:8080/gate/way/api, http://127.0.0.1:8080/gate/way/api/v1",
        "http://[::1]:8080, http://[::1]:8080/api/v1",
        "https://api, https://api/api/v1",
        "https://host/myapi, https://host/myapi/api/v1",
    })
    void findsTheRootOfTheApi(URI url, String root) {
        assertThat(ApiUrl.root(url)).isEqualTo(root);
    }

    @Test
    void encodesWhatAUrlCannotHold() {
        URI url = ApiUrl.of("http://h/api/v1", "tasks", "a:b c/d")
                .with("absent", null)
                .with("q", "a&b=c d+é")
                .toUri();

        assertThat(url).hasToString("http://h/api/v1/tasks/a%3Ab%20c%2Fd?q=a%26b%3Dc%20d%2B%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://toloka.dev",
                "toloka.dev",
                "https:///api",
                "https://user:secret@toloka.dev",
                "https://toloka.dev?token=secret",
                "https://toloka.dev#secret",
            })
    void refusesUrlsThatAreNotOfAnApiWithoutQuotingSecrets(String url) {
        assertThatThrownBy(() -> Connection.of(URI.create(url), new Credential.None()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the URL of the API")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void refusesTimeoutsThatAreNotPositive() {
        assertThatThrownBy(() -> new Connection(
                        URL, new Credential.None(), Duration.ZERO, Duration.ofSeconds(1), null, Tls.DEFAULT, "a"))
                .hasMessage("connectTimeout=PT0S is not positive");
        assertThatThrownBy(() -> new Connection(
                        URL,
                        new Credential.None(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(-1),
                        null,
                        Tls.DEFAULT,
                        "a"))
                .hasMessage("requestTimeout=PT-1S is not positive");
    }

    @ParameterizedTest
    @CsvSource({
        // the first of two dots after 22, 23, 24 characters: a key
        "0123456789012345678901.x.y, ApiKey 0123456789012345678901.x.y",
        "01234567890123456789012.x.y, ApiKey 01234567890123456789012.x.y",
        "012345678901234567890123.x.y, ApiKey 012345678901234567890123.x.y",
        // after 21 or 25, or with another number of dots: a token
        "012345678901234567890.x.y, OAuth 012345678901234567890.x.y",
        "0123456789012345678901234.x.y, OAuth 0123456789012345678901234.x.y",
        "0123456789012345678901.x, OAuth 0123456789012345678901.x",
        "0123456789012345678901.x.y.z, OAuth 0123456789012345678901.x.y.z",
        "AgAAAAA, OAuth AgAAAAA",
        // said outright
        "ApiKey AgAAAAA, ApiKey AgAAAAA",
        "'  apikey   AgAAAAA ', ApiKey AgAAAAA",
        "OAuth 0123456789012345678901.x.y, OAuth 0123456789012345678901.x.y",
    })
    void tellsTheFormOfACredential(String credential, String header) {
        assertThat(Credential.detect(credential).authorization()).contains(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ApiKey ", "secret\nline", "secret word", "secrét"})
    void refusesCredentialsThatNoHeaderCanCarryWithoutQuotingThem(String credential) {
        assertThatThrownBy(() -> Credential.detect(credential))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secr");
    }

    @Test
    void showsNoSecretAsText() {
        Connection connection = new Connection(
                URL,
                Credential.detect("ApiKey secret"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new HttpProxy("proxy", 3128, "user", "secret"),
                new Tls(
                        new Tls.Trust.Pkcs12(Path.of("trust.p12"), "secret"),
                        new Tls.Identity.Pem(Path.of("chain.pem"), Path.of("key.pem"), "secret")),
                "agent");

        assertThat(connection.toString()).contains("toloka.dev", "trust.p12").doesNotContain("secret");
        assertThat(new Credential.OAuth("secret")).asString().doesNotContain("secret");
        assertThat(new Tls.Identity.Pkcs12(Path.of("k.p12"), "secret"))
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void refusesProxiesThatCannotBe() {
        assertThatThrownBy(() -> HttpProxy.of(" ", 1)).hasMessage("the proxy has no host");
        assertThatThrownBy(() -> HttpProxy.of("p", 0)).hasMessageContaining("port 0 of proxy p");
        assertThatThrownBy(() -> new HttpProxy("p", 1, "user", null)).hasMessageContaining("a user and a password");
        assertThatThrownBy(() -> new HttpProxy("p", 1, "us:er", "pw")).hasMessageContaining("colon");
    }
}
