package io.github.tolokaconnect.simulator.workforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Who answers a task: of {@code reserved_for} those it names, otherwise anybody of the crowd, and never those of
 * {@code unavailable_for}.
 *
 * <p>The people of a task come in an order of its own: a walk around the crowd with a stride that has no factor in common with
 * the number of people, which meets everybody once before it meets anybody twice.
 */
public final class Crowd {
    private static final HexFormat HEX = HexFormat.of();
    private static final long PERSON = 1;
    private static final long ORDER = 2;

    private final long seed;
    private final int people;

    /** The crowd of a workforce; {@code seed} gives its people their ids. */
    public Crowd(Workforce workforce, long seed) {
        this.seed = seed;
        this.people = workforce.people();
    }

    /** How many different people can answer {@code task}. */
    public int capacity(ObjectNode task) {
        Set<String> reserved = ids(task, "reserved_for");
        Set<String> unavailable = ids(task, "unavailable_for");
        if (!reserved.isEmpty()) {
            reserved.removeAll(unavailable);
            return reserved.size();
        }
        return unavailable.isEmpty()
                ? people
                : (int) walk(new TaskId(0, 0, 0))
                        .filter(id -> !unavailable.contains(id))
                        .count();
    }

    /**
     * Who gives the answer of this number.
     *
     * @param number from 0 to less than the capacity
     */
    public String person(TaskId id, ObjectNode task, int number) {
        Set<String> reserved = ids(task, "reserved_for");
        Set<String> unavailable = ids(task, "unavailable_for");
        if (!reserved.isEmpty()) {
            reserved.removeAll(unavailable);
            return List.copyOf(reserved).get(number);
        }
        return walk(id).filter(person -> !unavailable.contains(person))
                .skip(number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "task " + id + " has no answer " + number + ": the crowd has " + people + " people"));
    }

    private Stream<String> walk(TaskId id) {
        Lot lot = Lot.of(seed, ORDER, id.pool(), id.second(), id.serial());
        long first = lot.between(0, people - 1);
        long stride = stride(lot);
        return LongStream.range(0, people).mapToObj(step -> id((first + step * stride) % people));
    }

    private long stride(Lot lot) {
        long stride = lot.between(1, Math.max(1, people - 1));
        while (greatestCommonDivisor(stride, people) != 1) {
            stride++;
        }
        return stride;
    }

    private String id(long person) {
        Lot lot = Lot.of(seed, PERSON, person);
        return HEX.toHexDigits(lot.bits()) + HEX.toHexDigits(lot.bits());
    }

    private static Set<String> ids(ObjectNode task, String field) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode id : task.path(field)) {
            ids.add(id.textValue());
        }
        return ids;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
