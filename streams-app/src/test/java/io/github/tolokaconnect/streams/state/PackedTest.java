package io.github.tolokaconnect.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PackedTest {

    private static final List<String> WORDS = List.of("POOL", "ACCESS");

    @Property
    void readsWhatWasWritten(
            @ForAll List<Long> numbers, @ForAll List<String> texts, @ForAll long most, @ForAll long least) {
        PackedWriter to = new PackedWriter(WORDS).id(new UUID(most, least)).number(numbers.size());
        numbers.forEach(to::number);
        to.text(null).number(texts.size());
        texts.forEach(text -> to.text(text).text(text));
        to.bits(most).raw(new byte[] {1, 2});

        PackedReader from = new PackedReader(to.toBytes(), WORDS);

        assertThat(from.id()).isEqualTo(new UUID(most, least));
        assertThat(from.list(from::number)).isEqualTo(numbers);
        assertThat(from.text()).isNull();
        assertThat(from.list(() -> {
                    String text = from.someText();
                    assertThat(from.text()).isEqualTo(text);
                    return text;
                }))
                .isEqualTo(texts.stream().map(PackedTest::withoutLoneSurrogates).toList());
        assertThat(from.bits()).isEqualTo(most);
        assertThat(from.rest()).containsExactly(1, 2);
    }

    @Test
    void aTextThatIsKnownTakesOneByte() {
        PackedWriter to = new PackedWriter(WORDS).text("ACCESS").text("cats").text("cats");

        assertThat(to.toBytes()).hasSize(1 + 5 + 1);
    }

    @Test
    void aTimeTakesSixBytes() {
        assertThat(new PackedWriter(WORDS)
                        .time(Instant.parse("2026-11-21T12:00:00Z"))
                        .toBytes())
                .hasSize(6);
    }

    @Test
    void refusesWhatAnotherReleaseWrote() {
        byte[] bytes = new PackedWriter(WORDS).number(2).toBytes();

        assertThatThrownBy(() -> new PackedReader(bytes, WORDS).expectFormat(1, "item"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("TLK-706 Stored item has format 2");
    }

    @Test
    void refusesATextThatIsMissing() {
        byte[] bytes = new PackedWriter(WORDS).text(null).toBytes();

        assertThatThrownBy(() -> new PackedReader(bytes, WORDS).someText()).isInstanceOf(SerializationException.class);
    }

    /** Half a character is no character in UTF-8. */
    private static String withoutLoneSurrogates(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return new String(utf8, UTF_8);
    }
}
