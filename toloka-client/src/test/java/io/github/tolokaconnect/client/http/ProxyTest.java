package io.github.tolokaconnect.client.http;

import static io.github.tolokaconnect.client.http.ApiStub.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Requester;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {

    private static final String BASIC = "Basic dXNlcjpww6Rzcw=="; // user:päss

    private static HttpTolokaApi connect(URI url, HttpProxy proxy, Tls tls) {
        return HttpTolokaApi.connect(new Connection(
                url, new Credential.ApiKey("key"), Duration.ofSeconds(5), Duration.ofSeconds(20), proxy, tls, "test"));
    }

    @Test
    void goesThroughAForwardingProxyWithItsCredential() throws IOException {
        String body = wire("requester");
        try (RawServer proxy = RawServer.start((socket, head) ->
                RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))) {
            HttpProxy settings = new HttpProxy("localhost", proxy.port(), "user", "päss");
            try (HttpTolokaApi api = connect(URI.create("http://api.example"), settings, Tls.DEFAULT)) {

                Requester requester = Answered.accepted(api.requester());

                assertThat(requester.id()).isEqualTo("566ec2b0ff0deeaae5f9d500");
                assertThat(proxy.heads).singleElement().asString().satisfies(head -> {
                    assertThat(head).startsWith("GET http://api.example/api/v1/requester HTTP/1.1\r\n");
                    assertThat(head).contains("Proxy-Authorization: " + BASIC, "Authorization: ApiKey key");
                });
            }
        }
    }

    @Test
    void goesThroughATunnelWithoutShowingItsCredentialToTheApi() throws Exception {
        Certificates certificates = Certificates.made();
        Tls tls = new Tls(new Tls.Trust.Pem(certificates.authorityPem()), null);
        try (ApiStub stub = ApiStub.startTls(certificates.serverContext(), false);
                RawServer proxy = RawServer.start((socket, head) -> tunnel(socket, stub.port()))) {
            stub.answer(200, wire("requester"));
            HttpProxy settings = new HttpProxy("localhost", proxy.port(), "user", "päss");
            try (HttpTolokaApi api = connect(stub.url(), settings, tls)) {

                Answered.accepted(api.requester());

                assertThat(proxy.heads).singleElement().asString().satisfies(head -> {
                    assertThat(head).startsWith("CONNECT localhost:" + stub.port() + " HTTP/1.1\r\n");
                    assertThat(head).contains("Proxy-Authorization: " + BASIC).doesNotContain("ApiKey");
                });
                assertThat(stub.lastAsked().header("Proxy-Authorization")).isNull();
                assertThat(stub.lastAsked().header("Authorization")).isEqualTo("ApiKey key");
            }
        }
    }

    @Test
    void isUnavailableWhenTheProxyRefuses() throws IOException {
        try (RawServer proxy = RawServer.start((socket, head) -> RawServer.send(
                        socket,
                        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"));
                HttpTolokaApi api = connect(
                        URI.create("https://api.example"), HttpProxy.of("localhost", proxy.port()), Tls.DEFAULT)) {

            assertThat(Answered.unavailable(api.requester()).reason())
                    .isEqualTo("GET /requester: HTTP 407, the proxy wants a credential;"
                            + " set the user and the password of the proxy");
        }
    }

    @ParameterizedTest
    @CsvSource({"Basic, true", "'Digest, basic', true", "'', false", "Digest, false"})
    void knowsWhenTheJvmForbidsBasic(String disabledSchemes, boolean forbids) {
        assertThat(ProxyCredential.forbidsBasic(disabledSchemes)).isEqualTo(forbids);
    }

    private static void tunnel(Socket client, int port) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        RawServer.send(client, "HTTP/1.1 200 Established\r\n\r\n");
        pump(client.getInputStream(), server.getOutputStream());
        pump(server.getInputStream(), client.getOutputStream());
    }

    private static void pump(InputStream in, OutputStream out) {
        Thread thread = new Thread(
                () -> {
                    try (in;
                            out) {
                        in.transferTo(out);
                    } catch (IOException e) {
                        // Either end hung up: so does the tunnel.
                    }
                },
                "tunnel");
        thread.setDaemon(true);
        thread.start();
    }
}
