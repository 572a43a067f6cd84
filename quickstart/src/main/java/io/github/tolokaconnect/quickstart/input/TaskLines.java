package io.github.tolokaconnect.quickstart.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Records from a file of lines, a task a line. The value is the line's bytes as they are, without the line's end; a line that is no
 * JSON is a record like any other, so that its refusal can be seen. Blank lines are skipped, but counted: the key is {@code line-17}
 * for the line that an editor shows as number 17.
 */
final class TaskLines implements RecordInput {

    private final InputStream stream;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    TaskLines(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public Optional<InputRecord> next() throws IOException {
        while (readLine()) {
            number++;
            var value = withoutCarriageReturn(line.toByteArray());
            if (!isBlank(value)) {
                return Optional.of(new InputRecord("line-" + number, value));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Reads up to the next line feed, or the end of the file; answers false where nothing is left. */
    private boolean readLine() throws IOException {
        line.reset();
        while (position < limit || fill()) {
            var end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, end - position);
            position = end + 1;
            if (end < limit) {
                return true;
            }
        }
        return line.size() > 0;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, stream.read(buffer));
        return limit > 0;
    }

    private static byte[] withoutCarriageReturn(byte[] value) {
        var last = value.length - 1;
        return last >= 0 && value[last] == '\r' ? Arrays.copyOf(value, last) : value;
    }

    private static boolean isBlank(byte[] value) {
        for (var each : value) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
