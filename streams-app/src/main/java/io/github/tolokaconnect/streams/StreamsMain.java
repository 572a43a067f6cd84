package io.github.tolokaconnect.streams;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line: runs one application until it is told to stop. Exits with 1 if it failed and with 2 on bad usage. */
@Command(
        name = "toloka-streams-app",
        mixinStandardHelpOptions = true,
        versionProvider = StreamsMain.Version.class,
        description = "Follows the labeling operations of Toloka Connect and shows them on a page and an HTTP API.",
        footer = {"", "Runs until it is stopped (Ctrl-C, SIGTERM)."})
public final class StreamsMain implements Callable<Integer> {

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Properties file: the application's keys and Kafka Streams' own.")
    private Path config = Path.of("");

    @Option(
            names = "--override",
            paramLabel = "KEY=VALUE",
            description = "A configuration key that wins over the file; can be repeated.")
    private Map<String, String> overrides = new HashMap<>();

    private StreamsMain() {}

    /** Runs the application; see {@code --help}. */
    public static void main(String... args) {
        // Before the first logger exists; a deployment names its own file with the same property.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:toloka-streams-app-logging.xml");
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new StreamsMain())
                .setParameterExceptionHandler(
                        (problem, args) -> complain(problem.getCommandLine(), withoutValues(problem)))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    complain(command, String.valueOf(problem.getMessage()));
                    return problem instanceof ConfigException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws StreamsAppException, InterruptedException {
        StreamsAppConfig read = StreamsAppConfig.from(properties());
        try (StreamsApp app = StreamsApp.start(read)) {
            Thread stop = new Thread(app::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            System.out.println("listening on " + app.url());
            app.awaitStop();
        }
        return CommandLine.ExitCode.OK;
    }

    private Map<String, String> properties() {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            file.load(reader);
        } catch (NoSuchFileException e) {
            throw new ConfigException("TLK-801 Cannot read " + config + ": there is no such file");
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("TLK-801 Cannot read " + config + ": " + e);
        }
        Map<String, String> merged = new HashMap<>();
        file.stringPropertyNames()
                .forEach(key -> merged.put(key, file.getProperty(key).strip()));
        merged.putAll(overrides);
        return merged;
    }

    /** What is wrong with the arguments, without those parts of them that may be a token. */
    private static String withoutValues(ParameterException problem) {
        String message = String.valueOf(problem.getMessage());
        return problem instanceof MissingParameterException
                ? message
                : message.replaceAll("but was .*", "and is not").replaceAll("('[^'=]*=)[^']*'", "$1…'");
    }

    private static int complain(CommandLine command, String problem) {
        command.getErr().println(command.getCommandName() + ": " + problem);
        return CommandLine.ExitCode.USAGE;
    }

    /** The version that the jar's manifest names. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = StreamsMain.class.getPackage().getImplementationVersion();
            return new String[] {"toloka-streams-app " + (version == null ? "(not packaged)" : version)};
        }
    }
}
