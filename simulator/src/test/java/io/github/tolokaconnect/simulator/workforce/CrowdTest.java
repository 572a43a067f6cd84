package io.github.tolokaconnect.simulator.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final ObjectNode ANYBODY = Wire.JSON.createObjectNode();

    @Property(tries = 200)
    void everybodyAnswersOnce(@ForAll @IntRange(min = 1, max = 60) int people, @ForAll long seed, @ForAll long serial) {
        Crowd crowd = new Crowd(Workforce.of(1).withPeople(people), seed);
        TaskId task = new TaskId(1001, 1, serial);

        List<String> persons = IntStream.range(0, crowd.capacity(ANYBODY))
                .mapToObj(number -> crowd.person(task, ANYBODY, number))
                .toList();

        assertThat(persons).hasSize(people).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void comesInAnOrderOfItsOwnForEachTask() {
        Crowd crowd = new Crowd(Workforce.of(1).withPeople(50), 1);

        List<String> firsts = IntStream.range(0, 50)
                .mapToObj(serial -> crowd.person(new TaskId(1001, 1, serial), ANYBODY, 0))
                .distinct()
                .toList();

        assertThat(firsts).hasSizeGreaterThan(20);
    }
}
