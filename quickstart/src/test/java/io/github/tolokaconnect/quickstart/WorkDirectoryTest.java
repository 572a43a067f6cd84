package io.github.tolokaconnect.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void leavesNothingBehindWithoutADataDirectory() throws IOException {
        try (var work = WorkDirectory.open(parent, "run", Optional.empty())) {
            Files.createDirectories(work.broker());
            Files.writeString(work.log(), "warning");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void keepsTheDataDirectoryAndItsLog() throws IOException {
        var data = parent.resolve("data");
        try (var work = WorkDirectory.open(parent, "run", Optional.of(data))) {
            Files.writeString(work.log(), "warning");
            Files.createDirectories(work.plugins());
        }

        assertThat(data.resolve("quickstart.log")).hasContent("warning");
        assertThat(parent.resolve("run")).doesNotExist();
    }

    @Test
    void keepsTheLogOfAFailureOutsideOfWhatIsDeleted() throws IOException {
        Optional<Path> kept;
        try (var work = WorkDirectory.open(parent, "run", Optional.empty())) {
            Files.writeString(work.log(), "warning");
            kept = work.keptLog();
        }

        assertThat(kept.orElseThrow()).hasContent("warning");
    }

    @Test
    void keepsNoEmptyLog() throws IOException {
        try (var work = WorkDirectory.open(parent, "run", Optional.empty())) {
            Files.writeString(work.log(), "");

            assertThat(work.keptLog()).isEmpty();
        }
    }

    @Test
    void takesOverWhatADeadProcessOfTheSameNameLeft() throws IOException {
        Files.createDirectories(parent.resolve("run/data/broker/old"));

        try (var work = WorkDirectory.open(parent, "run", Optional.empty())) {
            assertThat(work.broker()).doesNotExist();
        }
    }

    @Test
    void refusesADataDirectoryThatIsInUse() throws IOException {
        var data = Optional.of(parent.resolve("data"));
        try (var first = WorkDirectory.open(parent, "first", data)) {
            assertThat(first.broker()).isNotNull();

            assertThatThrownBy(() -> WorkDirectory.open(parent, "second", data))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("in use by another quickstart");
        }
    }
}
