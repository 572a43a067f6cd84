package io.github.tolokaconnect.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginArchiveTest {

    @TempDir
    private Path directory;

    @Test
    void unpacksItsFilesBelowThePluginPath() throws IOException {
        var archive = archiveWith("kafka-connect-toloka-1.0/lib/connector.jar");

        archive.unpackInto(directory.resolve("plugins"));

        assertThat(directory.resolve("plugins/kafka-connect-toloka-1.0/lib/connector.jar"))
                .hasContent("content");
    }

    @Test
    void refusesAnEntryThatPointsOutside() throws IOException {
        var archive = archiveWith("../outside.jar");

        assertThatThrownBy(() -> archive.unpackInto(directory.resolve("plugins")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("../outside.jar points outside");
        assertThat(directory.resolve("outside.jar")).doesNotExist();
    }

    @Test
    void saysHowToGetAMissingArchive() {
        var archive = new PluginArchive(directory.resolve("missing.zip"));

        assertThatThrownBy(() -> archive.unpackInto(directory))
                .hasMessageContaining("missing.zip is missing; build it");
    }

    @Test
    void refusesAFileThatIsNoArchive() throws IOException {
        var file = Files.writeString(directory.resolve("text.zip"), "no archive");

        assertThatThrownBy(() -> new PluginArchive(file).unpackInto(directory)).hasMessageContaining("no zip file");
    }

    private PluginArchive archiveWith(String entry) throws IOException {
        var file = directory.resolve("plugin.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("content".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return new PluginArchive(file);
    }
}
