package io.github.tolokaconnect.streams;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where the HTTP server listens, and who may change something through it.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 is any free one
 * @param advertised where other instances reach this one, as {@code host:port}; empty for where it listens
 * @param tokens what callers show who change something, by the name that goes into the audit log; empty if nobody may
 */
public record HttpConfig(String host, int port, String advertised, Map<String, String> tokens) {

    /** Shorter ones can be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    private static final String OPERATOR = "operator";

    public HttpConfig {
        tokens = Map.copyOf(tokens);
    }

    static HttpConfig from(AbstractConfig config) {
        String advertised = config.getString(AppKeys.HTTP_ADVERTISED);
        if (!advertised.isEmpty() && HostInfo.buildFromEndpoint(advertised) == null) {
            throw new ConfigException(AppKeys.HTTP_ADVERTISED, advertised, "name host and port as host:port");
        }
        Map<String, String> tokens = new HashMap<>();
        String token = config.getPassword(AppKeys.HTTP_TOKEN).value();
        if (!token.isEmpty()) {
            tokens.put(OPERATOR, checked(AppKeys.HTTP_TOKEN, token));
        }
        String file = config.getString(AppKeys.HTTP_TOKENS_FILE);
        if (!file.isEmpty()) {
            tokens.putAll(tokens(Path.of(file)));
        }
        return new HttpConfig(
                config.getString(AppKeys.HTTP_HOST), config.getInt(AppKeys.HTTP_PORT), advertised, tokens);
    }

    private static Map<String, String> tokens(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Of the exceptions only the kind: a parser's message may quote the file.
            throw new ConfigException(
                    AppKeys.HTTP_TOKENS_FILE,
                    file,
                    "it cannot be read (" + e.getClass().getSimpleName() + "); one name=token on each line");
        }
        Map<String, String> tokens = new HashMap<>();
        read.stringPropertyNames()
                .forEach(name -> tokens.put(
                        name, checked(AppKeys.HTTP_TOKENS_FILE, read.getProperty(name).strip())));
        return tokens;
    }

    private static String checked(String key, String token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw new ConfigException(key + ": a token has at least " + SHORTEST_TOKEN + " characters, and one has "
                    + token.length());
        }
        return token;
    }

    /** Everything but the tokens. */
    @Override
    public String toString() {
        return "HttpConfig[host=" + host + ", port=" + port + ", advertised=" + advertised + ", tokens of "
                + tokens.keySet() + "]";
    }
}
