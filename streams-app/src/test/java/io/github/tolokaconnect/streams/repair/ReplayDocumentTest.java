package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.ALL;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayDocumentTest {

    @Test
    void readsAnOrder() {
        Replay all = new Replay(CATS, NOON, "olu", ALL, null, null);
        Replay some = new Replay(
                CATS,
                NOON,
                "olu",
                new Selection("DATA", "CODE", "path", "7", NOON.minusSeconds(1), NOON, "img-"),
                json("{\"overlap\":3}"),
                20);

        assertThat(ReplayDocument.parse(json(MapControls.json(all)))).isEqualTo(all);
        assertThat(ReplayDocument.parse(json(MapControls.json(some)))).isEqualTo(some);
    }

    @Test
    void nullIsAbsentAndUnknownFieldsOutsideOfTheSelectionAreIgnored() {
        Replay replay = ReplayDocument.parse(json("{\"id\":\"" + CATS + "\",\"requested\":\"2026-11-21T12:00:00Z\","
                + "\"by\":\"olu\",\"select\":{\"code\":null},\"patch\":null,\"records_per_second\":null,\"note\":1}"));

        assertThat(replay).isEqualTo(new Replay(CATS, NOON, "olu", ALL, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | well-formed",
                "[] | no JSON object",
                "{} | id is missing",
                "{\"id\":\"x\"} | id is no UUID",
                "{\"id\":7} | id is no string",
                "{\"id\":\"ecfdc625-c372-57ce-8d2a-986fb874a290\"} | requested is missing",
                "{\"id\":\"ecfdc625-c372-57ce-8d2a-986fb874a290\",\"requested\":\"now\"} | requested is no time"
            })
    void refusesWhatIsNoReplay(String document, String problem) {
        assertThatThrownBy(() -> ReplayDocument.parse(json(document)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"patch\":{} | select is missing",
                "\"select\":{\"pool\":\"7\"} | no condition 'pool'",
                "\"select\":{\"from\":\"monday\"} | from is no time",
                "\"select\":{\"code\":[]} | code is no string",
                "\"select\":{},\"patch\":[] | patch is no JSON object",
                "\"select\":{},\"records_per_second\":0 | records_per_second",
                "\"select\":{},\"records_per_second\":\"9\" | records_per_second",
                "\"select\":{},\"records_per_second\":1.5 | records_per_second"
            })
    void refusesWhatCouldMeanMoreThanItSays(String rest, String problem) {
        assertThatThrownBy(() -> ReplayDocument.parse(json("{\"id\":\"" + CATS
                        + "\",\"requested\":\"2026-11-21T12:00:00Z\",\"by\":\"olu\"," + rest + "}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
