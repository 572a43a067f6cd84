package io.github.tolokaconnect.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tolokaconnect.connector.journal.JournalKey.Kind;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalKeyTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats.and-dogs_2", 12);
    private static final UUID ID = UUID.fromString("5c04458e-0000-5000-8000-00000000000a");

    @ParameterizedTest
    @CsvSource({
        "CLAIM, claim/cats.and-dogs_2/12",
        "CHECKPOINT, checkpoint/cats.and-dogs_2/12",
        "RESET, reset/cats.and-dogs_2/12",
        "OPERATION, operation/cats.and-dogs_2/12/5c04458e-0000-5000-8000-00000000000a",
        "REFUSED, refused/cats.and-dogs_2/12/5c04458e-0000-5000-8000-00000000000a"
    })
    void isTextThatPeopleCanRead(Kind kind, String text) {
        var key = new JournalKey(kind, SOURCE, text.endsWith("12") ? null : ID);

        assertThat(key).hasToString(text);
        assertThat(JournalKey.parse(text)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "claim",
                "claim/cats",
                "claim/cats/x",
                "claim/cats/1/5c04458e-0000-5000-8000-00000000000a",
                "operation/cats/1",
                "operation/cats/1/5",
                "lease/cats/1"
            })
    void refusesWhatIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JournalKey.parse(text));
    }

    static Stream<Kind> kinds() {
        return Stream.of(Kind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasAnIdOrNoneByItsKind(Kind kind) {
        var made =
                Stream.of(true, false).filter(withId -> canBeMade(kind, withId)).count();

        assertThat(made).isOne();
    }

    private static boolean canBeMade(Kind kind, boolean withId) {
        try {
            return new JournalKey(kind, SOURCE, withId ? ID : null).kind() == kind;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Test
    void tellsTopicPartitionsApart() {
        assertThat(JournalKey.parse("claim/cats/1")).isNotEqualTo(JournalKey.parse("claim/cats/11"));
    }
}
