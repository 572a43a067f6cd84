package io.github.tolokaconnect.streams.correlate;

import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.created;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.json;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.refused;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.selected;
import static io.github.tolokaconnect.streams.correlate.ItemFixtures.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.EventIds;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ItemDocumentTest {

    @Test
    void remembersTheLastThreeDecisionsAgainstATask() {
        ItemDocument item = ItemDocument.EMPTY.with(choice(0)).with(Facts.choice(selected("img-1", 1, "{}")));
        for (int offset = 2; offset < 10; offset++) {
            item = item.with(choice(offset));
        }

        assertThat(item.decisions())
                .extracting(Item.Choice::eventId)
                .containsExactly(
                        selected("img-1", 1, "{}").eventId(),
                        skipped("img-1", 7).eventId(),
                        skipped("img-1", 8).eventId(),
                        skipped("img-1", 9).eventId());
    }

    @Test
    void remembersTheLastTwentyOfEachOtherKind() {
        ItemDocument item = ItemDocument.EMPTY;
        for (int offset = 0; offset < 30; offset++) {
            item = item.with(Facts.choice(selected("img-1", offset, "{}")))
                    .with(Facts.made(created("img-1", offset, "task-" + offset, 3)))
                    .with(Facts.refusal(refused("img-1", offset, 1)));
        }

        assertThat(item.decisions()).hasSize(Item.MOST_ENTRIES);
        assertThat(item.refusals()).hasSize(Item.MOST_ENTRIES);
        assertThat(item.tasks())
                .hasSize(Item.MOST_ENTRIES)
                .extracting(made -> made.task().taskId())
                .endsWith("task-29");
    }

    @Test
    void findsTheDecisionThatLedToATask() {
        ItemDocument item = ItemDocument.EMPTY
                .with(Facts.choice(selected("img-1", 0, "{\"n\":1}")))
                .with(Facts.made(created("img-1", 1, "task-1", 3)))
                .with(Facts.choice(selected("img-1", 100, "{\"n\":2}")))
                .with(choice(200))
                .with(Facts.made(created("img-1", 300, "task-2", 3)));

        assertThat(item.choiceOf("task-1"))
                .get()
                .extracting(Item.Choice::prediction)
                .isEqualTo(json("{\"n\":1}"));
        assertThat(item.choiceOf("task-2"))
                .get()
                .extracting(Item.Choice::prediction)
                .isEqualTo(json("{\"n\":2}"));
        assertThat(item.choiceOf("task-9"))
                .get()
                .extracting(Item.Choice::prediction)
                .isEqualTo(json("{\"n\":2}"));
    }

    @Test
    void findsTheDecisionAlsoWhereClocksDisagree() {
        ItemDocument item = ItemDocument.EMPTY
                .with(Facts.choice(selected("img-1", 100, "{}")))
                .with(Facts.made(created("img-1", 1, "task-1", 3)));

        assertThat(item.choiceOf("task-1")).isPresent();
        assertThat(ItemDocument.EMPTY.with(choice(0)).choiceOf("task-1")).isEmpty();
    }

    @Test
    void aUsualItemTakesFewBytes() {
        ItemDocument skippedOne = ItemDocument.EMPTY.with(choice(0));
        ItemDocument labelled = usual();

        // Ids that cannot be made smaller: 16 bytes each for two decisions, a task, its operation and a label, and 36
        // for the task's.
        assertThat(ItemCodec.encode(skippedOne)).hasSizeLessThanOrEqualTo(80);
        assertThat(ItemCodec.encode(labelled)).hasSizeLessThanOrEqualTo(160);
    }

    @Property
    void readsItselfFromItsBytes(
            @ForAll @Size(max = 40) List<@IntRange(max = 4) Integer> kinds, @ForAll Boolean agrees) {
        ItemDocument item = ItemDocument.EMPTY;
        for (int i = 0; i < kinds.size(); i++) {
            int at = (i * 7) % 40;
            item = switch (kinds.get(i)) {
                case 0 -> item.with(choice(at));
                case 1 -> item.with(Facts.choice(selected("img-1", at, "{\"n\":" + at + "}")));
                case 2 -> item.with(Facts.made(created("img-1", at, "task-" + i, at == 0 ? null : at, DOGS)));
                case 3 -> item.with(Facts.refusal(refused("img-1", at, 1 + i)));
                default -> item.with(label(i, agrees));
            };
        }

        byte[] bytes = ItemCodec.encode(item);

        assertThat(ItemCodec.decode(bytes)).isEqualTo(item);
        assertThat(ItemCodec.touched(bytes)).isEqualTo(item.touched());
        assertThat(ItemCodec.decode(bytes).toItem("img-1").itemId()).isEqualTo("img-1");
    }

    private static ItemDocument usual() {
        String taskId = "00027065c5--6562f0a3b7e45c1f9d3a0e11";
        return ItemDocument.EMPTY
                .with(Facts.choice(selected("img-1", 0, "{\"result\":\"cat\"}")))
                .with(Facts.made(created("img-1", 0, taskId, 3)))
                .with(new ItemDocument.Said(
                        new Item.Answered(
                                EventIds.label(taskId, 3),
                                NOON.plusSeconds(900),
                                taskId,
                                json("{\"result\":\"cat\"}"),
                                true),
                        3));
    }

    /** One in two has an id that is not of the contract. */
    private static ItemDocument.Said label(int number, Boolean agrees) {
        Item.Answered label = new Item.Answered(
                EventIds.label("task-1", number - number % 2),
                NOON.plusSeconds(number),
                "task-1",
                json("{\"n\":" + number + "}"),
                number % 3 == 0 ? null : agrees);
        return new ItemDocument.Said(label, number);
    }

    private static Item.Choice choice(long offset) {
        return Facts.choice(skipped("img-1", offset));
    }
}
