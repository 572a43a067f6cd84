package io.github.tolokaconnect.quickstart.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the records of a run come from. */
public sealed interface TaskSource {

    /** Opens the source at its beginning; the records are the same each time. */
    RecordInput open() throws IOException;

    /** Number of records that the source holds; for a file found by reading it once. */
    default long count() throws IOException {
        try (var input = open()) {
            var count = 0L;
            while (input.next().isPresent()) {
                count++;
            }
            return count;
        }
    }

    /** The 1,000 tasks that come with the quickstart, 21 of them invalid. */
    record Sample() implements TaskSource {
        @Override
        public RecordInput open() {
            InputStream sample = Sample.class.getResourceAsStream("sample.jsonl");
            return new TaskLines(Objects.requireNonNull(sample, "sample.jsonl is packed with this class"));
        }
    }

    /** A file of lines, a task a line. */
    record Lines(Path file) implements TaskSource {
        @Override
        public RecordInput open() throws IOException {
            return new TaskLines(Files.newInputStream(file));
        }
    }

    /** Generated tasks, of which about one in fifty is invalid. */
    record Generated(long records) implements TaskSource {
        @Override
        public RecordInput open() {
            return new GeneratedTasks(records);
        }

        @Override
        public long count() {
            return records;
        }
    }
}
