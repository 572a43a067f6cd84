package io.github.tolokaconnect.simulator.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {
    private record Row(int first, int second) {}

    @Property(tries = 300)
    void keepsTheFirstRowsOfAStableSort(
            @ForAll @Size(max = 40) List<@IntRange(max = 15) Integer> values,
            @ForAll boolean isDescending,
            @ForAll @IntRange(min = 1, max = 10) int limit) {
        List<Row> rows = values.stream().map(value -> new Row(value % 4, value)).toList();
        ListQuery query = new ListQuery(
                List.of(new ListQuery.Sort("first", isDescending), new ListQuery.Sort("second", !isDescending)),
                List.of(),
                Map.of(),
                limit);
        Comparator<Row> first = Comparator.comparing(Row::first);
        Comparator<Row> second = Comparator.comparing(Row::second);
        List<Row> expected = rows.stream()
                .sorted(isDescending ? first.reversed().thenComparing(second) : first.thenComparing(second.reversed()))
                .toList();

        ListQuery.Page<Row> page = query.select(rows, ListQueryTest::key);

        assertThat(page.rows()).isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
        assertThat(page.hasMore()).isEqualTo(expected.size() > limit);
    }

    @Test
    void rowsWithoutAKeyComeLast() {
        List<Row> rows = List.of(new Row(1, -1), new Row(2, 2), new Row(3, 3), new Row(4, -1));
        ListQuery down = new ListQuery(List.of(new ListQuery.Sort("second", true)), List.of(), Map.of(), 10);

        assertThat(down.select(rows, ListQueryTest::key).rows())
                .extracting(Row::first)
                .containsExactly(3, 2, 1, 4);
    }

    @ParameterizedTest
    @CsvSource({"0, 0000000000", "42, 0000000042", "2147483647, 2147483647"})
    void numbersSortAsText(int number, String key) {
        assertThat(ListQuery.numberKey(number)).isEqualTo(key);
    }

    private static String key(Row row, String field) {
        int value = field.equals("first") ? row.first() : row.second();
        return value < 0 ? null : ListQuery.numberKey(value);
    }
}
