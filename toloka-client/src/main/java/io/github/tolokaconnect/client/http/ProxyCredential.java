package io.github.tolokaconnect.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * The Basic credential for a proxy. The JDK drops it from the {@code CONNECT} of a TLS tunnel unless the JVM was started with
 * {@code -Djdk.http.auth.tunneling.disabledSchemes=}; since that would only show as a 407 much later, it is refused here.
 */
final class ProxyCredential {

    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private ProxyCredential() {}

    /** The value of {@code Proxy-Authorization}, if the proxy wants one. */
    static Optional<String> of(Connection connection) {
        HttpProxy proxy = connection.proxy();
        if (proxy == null || proxy.user() == null) {
            return Optional.empty();
        }
        boolean tunnels = "https".equalsIgnoreCase(connection.url().getScheme());
        if (tunnels && forbidsBasic(effectiveDisabledSchemes())) {
            throw new IllegalArgumentException("proxy " + proxy.host() + ":" + proxy.port()
                    + " needs a password, but this JVM sends no Basic credential for a TLS tunnel; start it with -D"
                    + DISABLED_SCHEMES + "= (for a Connect worker: in KAFKA_OPTS)");
        }
        String plain = proxy.user() + ":" + proxy.password();
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }

    static boolean forbidsBasic(String disabledSchemes) {
        return Arrays.stream(disabledSchemes.split(","))
                .anyMatch(scheme -> scheme.strip().equalsIgnoreCase("Basic"));
    }

    /** The JVM's setting, where the JDK looks for it: a system property, else its file of network properties. */
    private static String effectiveDisabledSchemes() {
        String property = System.getProperty(DISABLED_SCHEMES);
        if (property != null) {
            return property;
        }
        Properties defaults = new Properties();
        try (InputStream file =
                Files.newInputStream(Path.of(System.getProperty("java.home"), "conf", "net.properties"))) {
            defaults.load(file);
        } catch (IOException e) {
            return "Basic"; // what the JDK ships with
        }
        return defaults.getProperty(DISABLED_SCHEMES, "");
    }
}
