package io.github.tolokaconnect.simulator.http;

import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;

/** The page that a proxy before the API makes up when it has no answer to pass on. */
final class ProxyPage {
    private ProxyPage() {}

    static byte[] of(int status) {
        String title = status + " " + StatusCodes.getReason(status);
        return String.join(
                        "\r\n",
                        "<html>",
                        "<head><title>" + title + "</title></head>",
                        "<body>",
                        "<center><h1>" + title + "</h1></center>",
                        "<hr><center>nginx</center>",
                        "</body>",
                        "</html>",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
