package io.github.tolokaconnect.quickstart.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLinesTest {

    @Test
    void sendsEachLineAsItIsAndSkipsBlankOnes() throws IOException {
        var records = read("{\"a\": 1}\n\n \t\n  not json \nlast without an end");

        assertThat(records)
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("{\"a\": 1}", "  not json ", "last without an end");
    }

    @Test
    void namesARecordByTheNumberOfItsLine() throws IOException {
        var records = read("first\n\nthird\n");

        assertThat(records).extracting(InputRecord::key).containsExactly("line-1", "line-3");
    }

    @Test
    void takesTheCarriageReturnAtALinesEndForPartOfTheEnd() throws IOException {
        var records = read("{}\r\n\r\n[\r]\r\n");

        assertThat(records)
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("{}", "[\r]");
    }

    @Test
    void keepsBytesThatAreNoUtf8() throws IOException {
        var bytes = new byte[] {(byte) 0xff, (byte) 0xfe, 'x'};

        try (var lines = new TaskLines(new ByteArrayInputStream(bytes))) {
            assertThat(lines.next().orElseThrow().value()).isEqualTo(bytes);
        }
    }

    @Test
    void readsALineLongerThanItsBuffer() throws IOException {
        var longLine = "x".repeat(200_000);

        var records = read("short\n" + longLine + "\nshort");

        assertThat(records).extracting(record -> record.value().length).containsExactly(5, 200_000, 5);
    }

    @Test
    void findsNothingInAnEmptyFile() throws IOException {
        assertThat(read("")).isEmpty();
    }

    private static List<InputRecord> read(String text) throws IOException {
        var records = new ArrayList<InputRecord>();
        try (var lines = new TaskLines(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            for (var next = lines.next(); next.isPresent(); next = lines.next()) {
                records.add(next.get());
            }
        }
        return records;
    }
}
