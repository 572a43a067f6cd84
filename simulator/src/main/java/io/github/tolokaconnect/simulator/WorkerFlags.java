package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say who answers tasks, and who is told. */
final class WorkerFlags {
    @Option(
            names = "--workers",
            paramLabel = "RATE|rate=N,...",
            converter = WorkforceConverter.class,
            description = "Lets people answer the tasks of open pools: rate (answers per second), agreement (how often "
                    + "they are right, 0 to 1), accepted (the share that is accepted), people (how many there are). "
                    + "Such as rate=50,agreement=0.9,accepted=1,people=20. Default: nobody works.")
    private @Nullable Workforce workforce;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Appends each accepted answer to a file, as a line of JSON; - is standard output.")
    private @Nullable String answers;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Posts each accepted answer of each pool to a URL, as the platform's event "
                    + "ASSIGNMENT_APPROVED.")
    private @Nullable String webhook;

    @Option(
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description = "File with the secret that these posts are signed with; blanks around it do not count.")
    private @Nullable Path webhookSecretFile;

    void apply(TolokaSimulator.Builder builder, CommandLine command) {
        if (workforce == null && (answers != null || webhook != null)) {
            throw new ParameterException(
                    command,
                    (answers != null ? "--answers" : "--webhook") + " needs --workers: without, nobody answers");
        }
        if (webhook == null && webhookSecretFile != null) {
            throw new ParameterException(command, "--webhook-secret-file needs --webhook");
        }
        if (workforce != null) {
            builder.workers(workforce);
        }
        if (answers != null) {
            builder.answers(answers(answers, command));
        }
        if (webhook != null) {
            webhook(builder, webhook, command);
        }
    }

    private static OutputStream answers(String file, CommandLine command) {
        if (file.equals("-")) {
            return System.out;
        }
        try {
            return Files.newOutputStream(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ParameterException(command, "--answers " + file + " cannot be written to", e);
        }
    }

    private void webhook(TolokaSimulator.Builder builder, String url, CommandLine command) {
        try {
            builder.webhook(URI.create(url), secret(command));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--webhook: " + e.getMessage(), e);
        }
    }

    private @Nullable String secret(CommandLine command) {
        if (webhookSecretFile == null) {
            return null;
        }
        String secret;
        try {
            secret = Files.readString(webhookSecretFile).strip();
        } catch (IOException e) {
            throw new ParameterException(
                    command, "--webhook-secret-file " + webhookSecretFile + " cannot be read as UTF-8 text", e);
        }
        if (secret.isEmpty()) {
            throw new ParameterException(command, "--webhook-secret-file " + webhookSecretFile + " is empty");
        }
        return secret;
    }
}
