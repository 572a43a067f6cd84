package io.github.tolokaconnect.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

    @TempDir
    private Path directory;

    @Test
    void deletesADirectoryButNotWhatItsLinksPointAt() throws IOException {
        var kept = Files.writeString(directory.resolve("kept.txt"), "kept");
        var tree = Files.createDirectories(directory.resolve("tree/below"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Files.writeString(tree.resolve("file"), "gone");

        FileTree.delete(directory.resolve("tree"));

        assertThat(directory.resolve("tree")).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void takesAMissingDirectoryForDeleted() {
        assertThatCode(() -> FileTree.delete(directory.resolve("missing"))).doesNotThrowAnyException();
    }
}
