package io.github.tolokaconnect.simulator.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @TempDir
    private Path directory;

    /** An append of so many bytes, in pieces, perhaps forgotten before its end. */
    record Piece(int bytes, int parts, boolean isCommitted) {}

    @Provide
    Arbitrary<Piece> pieces() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(true, true, false))
                .as(Piece::new);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void readsAnywhereWhatWasCommitted(
            @ForAll @Size(max = 8) List<@From("pieces") Piece> pieces,
            @ForAll @IntRange(max = 2) int chunksInMemory,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        try (Spill spill = new Spill(new SpillDirectory(TEMPORARY), chunksInMemory)) {
            for (Piece piece : pieces) {
                byte[] bytes = new byte[piece.bytes()];
                random.nextBytes(bytes);
                append(spill, piece, bytes);
                if (piece.isCommitted()) {
                    model.writeBytes(bytes);
                }
            }
            byte[] expected = model.toByteArray();

            int from = random.nextInt(expected.length + 1);
            int to = random.nextInt(from, expected.length + 1);

            assertThat(spill.size()).isEqualTo(expected.length);
            assertThat(spill.read(0, expected.length)).isEqualTo(expected);
            assertThat(spill.read(from, to - from)).isEqualTo(Arrays.copyOfRange(expected, from, to));
            assertThat(new Window(spill, 0, expected.length).read(from, to - from))
                    .isEqualTo(Arrays.copyOfRange(expected, from, to));
        }
    }

    private static void append(Spill spill, Piece piece, byte[] bytes) {
        Append append = spill.append();
        int size = Math.max(1, bytes.length / piece.parts());
        for (int offset = 0; offset < bytes.length; offset += size) {
            append.put(ByteBuffer.wrap(bytes, offset, Math.min(size, bytes.length - offset)));
        }
        if (piece.isCommitted()) {
            append.commit();
        }
    }

    @Test
    void readsAWindowTooLargeToFetchAtOnce() {
        try (Spill spill = new Spill(new SpillDirectory(directory), 1)) {
            fill(spill, 3 << 20);

            byte[] bytes = new Window(spill, 0, 3 << 20).read((2 << 20) + 5, 3);

            assertThat(bytes).containsExactly(spill.read((2 << 20) + 5, 3));
        }
    }

    @Test
    void opensNoFileForTheFirstMebibyte() throws IOException {
        try (Spill spill = new Spill(new SpillDirectory(directory.resolve("missing")))) {
            fill(spill, 1 << 20);

            assertThat(spill.read((1 << 20) - 1, 1)).hasSize(1);
        }
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        Spill spill = new Spill(new SpillDirectory(directory), 0);
        fill(spill, 10);

        spill.close();

        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(() -> spill.read(0, 10)).isInstanceOf(SpillException.class);
    }

    @Test
    void keepsItsFileWhenAnInterruptedThreadReads() {
        try (Spill spill = new Spill(new SpillDirectory(directory), 0)) {
            fill(spill, 10);

            Thread.currentThread().interrupt();
            byte[] bytes = spill.read(0, 10);
            boolean wasInterrupted = Thread.interrupted();

            assertThat(wasInterrupted).isTrue();
            assertThat(spill.read(0, 10)).isEqualTo(bytes);
        }
    }

    @Test
    void goesOnOnceThereIsRoomAgain() throws IOException {
        Path later = directory.resolve("later");
        try (Spill spill = new Spill(new SpillDirectory(later), 0)) {
            assertThatThrownBy(() -> fill(spill, 10))
                    .isInstanceOf(SpillException.class)
                    .hasMessageContaining(later.toString());

            Files.createDirectory(later);
            fill(spill, 20);

            assertThat(spill.size()).isEqualTo(20);
        }
    }

    @Test
    void checksThatAFileCanBeMade() {
        SpillDirectory missing = new SpillDirectory(directory.resolve("missing"));

        assertThat(new SpillDirectory(directory).checked().path()).isEqualTo(directory);
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(missing::checked)
                .isInstanceOf(SpillException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("choose another directory");
    }

    private static void fill(Spill spill, int bytes) {
        byte[] content = new byte[bytes];
        new SplittableRandom(1).nextBytes(content);
        Append append = spill.append();
        append.put(ByteBuffer.wrap(content));
        append.commit();
    }
}
