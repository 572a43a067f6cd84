package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import io.github.tolokaconnect.client.http.HttpProxy;
import java.net.URI;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy on the way to the API; an empty {@code url} means a direct connection, an empty {@code user} no credential. */
record ProxyConfig(String url, String user, @Nullable Password password) {

    static final String URL = "proxy.url";
    static final String USER = "proxy.user";
    static final String PASSWORD = "proxy.password";

    private static final int HTTP_PORT = 80;

    static void define(KeyGroup group) {
        group.key(
                        URL,
                        Type.STRING,
                        "",
                        Allowed.proxyUrl(),
                        LOW,
                        "Proxy address",
                        "Address of an HTTP proxy, such as http://proxy.example.com:3128. Empty: connect directly.")
                .key(
                        USER,
                        Type.STRING,
                        "",
                        null,
                        LOW,
                        "Proxy user",
                        "User name for the proxy. Empty: no authentication.")
                .key(PASSWORD, Type.PASSWORD, null, null, LOW, "Proxy password", "Password for the proxy.");
    }

    static ProxyConfig from(AbstractConfig config) {
        return new ProxyConfig(
                config.getString(URL).trim(), config.getString(USER).trim(), config.getPassword(PASSWORD));
    }

    @Nullable
    HttpProxy toHttpProxy() {
        if (url.isEmpty()) {
            return null;
        }
        var address = URI.create(url);
        int port = address.getPort() == -1 ? HTTP_PORT : address.getPort();
        return user.isEmpty()
                ? HttpProxy.of(address.getHost(), port)
                : new HttpProxy(address.getHost(), port, user, password == null ? "" : password.value());
    }
}
