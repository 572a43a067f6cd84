package io.github.tolokaconnect.connector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Claim;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Refused;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCodecTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats", 3);
    private static final UUID ID = UUID.fromString("5c04458e-0000-5000-8000-00000000000a");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final String OPERATION = "operation/cats/3/" + ID;

    private final JournalCodec codec = new JournalCodec();

    /** What stands in journals out there; it must be readable for ever. */
    static Stream<Arguments> entries() {
        var offsets = OffsetSet.of(5, 6, 7, 9);
        return Stream.of(
                Arguments.of(
                        new Claim(SOURCE, "orders task 0", "0.4.0", NOON),
                        "claim/cats/3",
                        "{'v':1,'owner':'orders task 0','version':'0.4.0','at':'2026-11-22T12:00:00Z'}"),
                Arguments.of(
                        new Prepared(SOURCE, ID, 2, 1, new PoolId("42"), offsets, NOON, Set.of("RUNNING", "PLANNED")),
                        OPERATION,
                        "{'v':1,'state':'prepared','epoch':2,'attempt':1,'pool':'42','offsets':'5-7,9',"
                                + "'at':'2026-11-22T12:00:00Z','announced':['PLANNED','RUNNING']}"),
                Arguments.of(
                        new Done(SOURCE, ID, 0, offsets, "SUCCESS", 3),
                        OPERATION,
                        "{'v':1,'state':'done','epoch':0,'settled':'5-7,9','end':'SUCCESS','created':3}"),
                Arguments.of(
                        new Refused(SOURCE, ID, 1, OffsetSet.of(8)),
                        "refused/cats/3/" + ID,
                        "{'v':1,'epoch':1,'settled':'8'}"),
                Arguments.of(
                        new Checkpoint(SOURCE, 1, 4_000_000_000L, "AAAAAAAAAAAAAAAAAAAAAA", 17L, DAY, 12),
                        "checkpoint/cats/3",
                        "{'v':1,'epoch':1,'frontier':4000000000,'topic_id':'AAAAAAAAAAAAAAAAAAAAAA','committed':17,"
                                + "'day':'2026-11-22','tasks_today':12}"),
                Arguments.of(
                        new Checkpoint(SOURCE, 0, 8, null, null, DAY, 0),
                        "checkpoint/cats/3",
                        "{'v':1,'epoch':0,'frontier':8,'day':'2026-11-22','tasks_today':0}"),
                Arguments.of(
                        new Reset(SOURCE, 1, 5L, offsets, Reset.Reason.OFFSETS_ALTERED, NOON, "id", 0),
                        "reset/cats/3",
                        "{'v':1,'epoch':1,'from':5,'settled':'5-7,9','reason':'OFFSETS_ALTERED',"
                                + "'at':'2026-11-22T12:00:00Z','topic_id':'id','recreated_in':0}"),
                Arguments.of(
                        new Reset(SOURCE, 2, null, OffsetSet.EMPTY, Reset.Reason.TOPIC_RECREATED, NOON, null, 2),
                        "reset/cats/3",
                        "{'v':1,'epoch':2,'settled':'','reason':'TOPIC_RECREATED','at':'2026-11-22T12:00:00Z',"
                                + "'recreated_in':2}"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void writesShortJsonUnderTextKeys(JournalEntry entry, String key, String json) {
        assertThat(new String(codec.key(entry.key()), UTF_8)).isEqualTo(key);
        assertThat(new String(codec.value(entry), UTF_8)).isEqualTo(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void readsWhatItWrote(JournalEntry entry, String key, String json) {
        assertThat(read(key, json)).isEqualTo(entry);
    }

    @Test
    void forgetsByATombstone() {
        var forgotten = new Forgotten(JournalKey.parse(OPERATION));

        assertThat(codec.value(forgotten)).isNull();
        assertThat(codec.entry(OPERATION.getBytes(UTF_8), null)).isEqualTo(forgotten);
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() {
        var entry = read("refused/cats/3/" + ID, "{'v':1,'epoch':1,'settled':'8','why':{'later':[1]}}");

        assertThat(entry).isEqualTo(new Refused(SOURCE, ID, 1, OffsetSet.of(8)));
    }

    @Test
    void saysWhichVersionItCannotRead() {
        assertThatThrownBy(() -> read("checkpoint/cats/3", "{'v':2,'epoch':0}"))
                .isInstanceOf(UnreadableEntryException.class)
                .hasMessage("it has version 2, and this version of the connector reads version 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{'v':1",
                "{}",
                "{'v':'1'}",
                "{'v':1}",
                "{'v':1,'epoch':1}",
                "{'v':1,'epoch':'1','frontier':1,'day':'2026-11-22','tasks_today':0}",
                "{'v':1,'epoch':1,'frontier':1.5,'day':'2026-11-22','tasks_today':0}",
                "{'v':1,'epoch':1,'frontier':99999999999999999999,'day':'2026-11-22','tasks_today':0}",
                "{'v':1,'epoch':1,'frontier':1,'day':'22.11.2026','tasks_today':0}",
                "{'v':1,'epoch':1,'frontier':1,'topic_id':5,'day':'2026-11-22','tasks_today':0}"
            })
    void refusesACheckpointThatIsNone(String json) {
        assertThatThrownBy(() -> read("checkpoint/cats/3", json)).isInstanceOf(UnreadableEntryException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "operation/cats/3/" + "5c04458e-0000-5000-8000-00000000000a"
                        + "|{'v':1,'state':'paused','epoch':0,'settled':'5','end':'SUCCESS','created':3}",
                "refused/cats/3/" + "5c04458e-0000-5000-8000-00000000000a" + "|{'v':1,'epoch':1,'settled':'9,3'}",
                "reset/cats/3|{'v':1,'epoch':2,'settled':'','reason':'WHIM','at':'2026-11-22T12:00:00Z','recreated_in':2}",
                "lease/cats/3|{'v':1}",
                "claim/cats/3/5|{'v':1,'owner':'a','version':'b','at':'2026-11-22T12:00:00Z'}",
                "claim/cats/3|{'v':1,'owner':'a','version':'b','at':'noon'}"
            })
    void refusesWordsThatItDoesNotKnow(String key, String json) {
        assertThatThrownBy(() -> read(key, json)).isInstanceOf(UnreadableEntryException.class);
    }

    @Test
    void tellsOfWhatAnEntryIsWhateverItsKind() {
        assertThat(codec.source("lease/cats/3/for/ever".getBytes(UTF_8))).isEqualTo(SOURCE);
        assertThat(codec.source("claim/cats/3".getBytes(UTF_8))).isEqualTo(SOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cats", "claim/cats", "claim/cats/", "claim/cats/three"})
    void refusesAKeyThatSaysNotOfWhatItIs(String key) {
        assertThatThrownBy(() -> codec.source(key.getBytes(UTF_8))).isInstanceOf(UnreadableEntryException.class);
    }

    @Test
    void refusesARecordWithoutAKey() {
        assertThatThrownBy(() -> codec.source(null)).isInstanceOf(UnreadableEntryException.class);
    }

    private JournalEntry read(String key, String json) {
        return codec.entry(key.getBytes(UTF_8), json.replace('\'', '"').getBytes(UTF_8));
    }
}
