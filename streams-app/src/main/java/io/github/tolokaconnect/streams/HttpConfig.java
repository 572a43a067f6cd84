package io.github.tolokaconnect.streams;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
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

    private static final String HOST = "http.host";
    private static final String PORT = "http.port";
    private static final String ADVERTISED = "http.advertised";
    private static final String TOKEN = "http.token";
    private static final String TOKENS_FILE = "http.tokens.file";

    private static final int DEFAULT_PORT = 8090;
    private static final int MAX_PORT = 65_535;

    /** Shorter ones can be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    private static final String OPERATOR = "operator";

    public HttpConfig {
        tokens = Map.copyOf(tokens);
    }

    static void define(ConfigDef definition) {
        definition
                .define(
                        HOST,
                        ConfigDef.Type.STRING,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        Importance.MEDIUM,
                        "Address to listen on. Reading needs no authentication: put a proxy in front before opening it to a network.")
                .define(
                        PORT,
                        ConfigDef.Type.INT,
                        DEFAULT_PORT,
                        Range.between(0, MAX_PORT),
                        Importance.MEDIUM,
                        "Port to listen on; 0 takes any free one.")
                .define(
                        ADVERTISED,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Where other instances reach this one, as host:port; empty for http.host, or the machine's name where that is"
                                + " every address, and http.port. Set it as soon as there are several.")
                .define(
                        TOKEN,
                        ConfigDef.Type.PASSWORD,
                        "",
                        Importance.MEDIUM,
                        "Token that callers show who change something (Authorization: Bearer). Without one here or in"
                                + " http.tokens.file, nothing can be changed by HTTP.")
                .define(
                        TOKENS_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Properties file with one name=token for each who may change something; the name goes into the audit log.");
    }

    static HttpConfig from(AbstractConfig config) {
        String advertised = config.getString(ADVERTISED);
        if (!advertised.isEmpty() && HostInfo.buildFromEndpoint(advertised) == null) {
            throw new ConfigException(ADVERTISED, advertised, "name host and port as host:port");
        }
        Map<String, String> tokens = new HashMap<>();
        String token = config.getPassword(TOKEN).value();
        if (!token.isEmpty()) {
            tokens.put(OPERATOR, checked(TOKEN, token));
        }
        String file = config.getString(TOKENS_FILE);
        if (!file.isEmpty()) {
            tokens.putAll(tokens(Path.of(file)));
        }
        return new HttpConfig(config.getString(HOST), config.getInt(PORT), advertised, tokens);
    }

    /** Where other instances reach this one; empty where that is not known, and then there is only one. */
    Optional<HostInfo> self() {
        if (!advertised.isEmpty()) {
            return Optional.of(HostInfo.buildFromEndpoint(advertised));
        }
        return port == 0 ? Optional.empty() : name().map(name -> new HostInfo(name, port));
    }

    /** Whoever listens on all addresses is reached by the name of the machine. */
    private Optional<String> name() {
        try {
            boolean isEverywhere = InetAddress.getByName(host).isAnyLocalAddress();
            return Optional.of(isEverywhere ? InetAddress.getLocalHost().getHostName() : host);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> tokens(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Of the exceptions only the kind: a parser's message may quote the file.
            throw new ConfigException(
                    TOKENS_FILE,
                    file,
                    "it cannot be read (" + e.getClass().getSimpleName() + "); one name=token on each line");
        }
        Map<String, String> tokens = new HashMap<>();
        read.stringPropertyNames()
                .forEach(name -> tokens.put(
                        name, checked(TOKENS_FILE, read.getProperty(name).strip())));
        return tokens;
    }

    private static String checked(String key, String token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw new ConfigException("TLK-801 " + key + ": a token has at least " + SHORTEST_TOKEN
                    + " characters, and one has " + token.length());
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
