package io.github.tolokaconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsMainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void explainsItsOptions() {
        int exit = run("--help");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("--config=FILE", "--override=KEY=VALUE");
    }

    @Test
    void namesItsVersion() {
        int exit = run("--version");

        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("toloka-streams-app ");
    }

    @Test
    void refusesToRunWithoutConfiguration() {
        int exit = run();

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("toloka-streams-app: Missing required option: '--config=FILE'");
    }

    @Test
    void refusesAnUnknownOption() {
        int exit = run("--config", "any.properties", "--fast");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("toloka-streams-app: Unknown option: '--fast'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--override=http.token:canary-argument", "--http.token=canary-argument"})
    void doesNotRepeatWhatMayBeAToken(String argument) {
        int exit = run("--config", "any.properties", argument);

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(argument.substring(0, 6)).doesNotContain("canary");
    }

    @Test
    void saysWhichFileItCannotRead(@TempDir Path directory) {
        Path absent = directory.resolve("absent.properties");

        int exit = run("--config", absent.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(absent.toString());
    }

    @Test
    void saysWhatIsWrongInTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("bad.properties"), "bootstrap.servers=localhost:9092\nhttp.port=eighty\n");

        int exit = run("--config", file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("http.port")
                .contains("eighty");
    }

    @Test
    void letsAnOverrideWinOverTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("good.properties"), "bootstrap.servers=localhost:9092\nhttp.port=8090\n");

        int exit = run("--config", file.toString(), "--override", "http.port=70000");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("70000");
    }

    private int run(String... args) {
        return StreamsMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
