package io.github.tolokaconnect.chaos.verdict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;

/**
 * What a run came to.
 *
 * @param records records sent
 * @param created records that have a task on the platform
 * @param rejected records that have none, but a validation error
 * @param duplicates tasks beyond the first one of their record
 * @param lost records without any result, and records whose task no task-created event names
 * @param eventsTwice result events with the source and id of an earlier one, and result events of a record beyond its first
 * @param offences each case by its id, including those that none of the counts above is for
 */
public record Verdict(
        long records,
        long created,
        long rejected,
        long duplicates,
        long lost,
        long eventsTwice,
        List<Offence> offences) {

    /** Copies the list. */
    public Verdict {
        offences = List.copyOf(offences);
    }

    /** Whether every record had its one effect: one task and one event, or one validation error. */
    public boolean isExactlyOnce() {
        return duplicates == 0 && lost == 0 && eventsTwice == 0 && created + rejected == records && offences.isEmpty();
    }

    /** At most {@code most} of the offences, of as many kinds as there are. */
    public List<Offence> examples(int most) {
        var byKind = new EnumMap<Offence.Kind, Deque<Offence>>(Offence.Kind.class);
        offences.forEach(offence -> byKind.computeIfAbsent(offence.kind(), kind -> new ArrayDeque<>())
                .add(offence));
        var examples = new ArrayList<Offence>();
        while (examples.size() < Math.min(most, offences.size())) {
            byKind.values().stream()
                    .filter(left -> !left.isEmpty())
                    .limit((long) most - examples.size())
                    .forEach(left -> examples.add(left.remove()));
        }
        return List.copyOf(examples);
    }

    /** The line that a run prints, together with what was done to the system meanwhile. */
    public String line(Disturbances disturbances) {
        return "chaos records=" + records + " created=" + created + " rejected=" + rejected + " duplicates="
                + duplicates + " lost=" + lost + " events_twice=" + eventsTwice + " kills=" + disturbances.kills()
                + " pauses=" + disturbances.pauses() + " resets=" + disturbances.resets();
    }
}
