package io.github.tolokaconnect.connector.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer group of the sink: who has which topic-partition, and the offsets that it committed. Members hear of a change when
 * they get to it; what a former owner commits is refused.
 */
final class Group {
    private final World world;
    private final Map<TopicPartition, Ownership> owners = new HashMap<>();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private int lastStamp;

    /** An assignment; {@code stamp} tells it from an earlier one to the same member. */
    record Ownership(Worker owner, int stamp) {}

    /** Offsets on their way to the group's coordinator. */
    private record Commit(Worker sender, Map<TopicPartition, Ownership> members, Map<TopicPartition, Long> offsets) {}

    Group(World world) {
        this.world = world;
    }

    void assign(TopicPartition partition, Worker owner) {
        owners.put(partition, new Ownership(owner, ++lastStamp));
        world.say(partition, " is assigned to ", owner);
    }

    Optional<Worker> owner(TopicPartition partition) {
        return Optional.ofNullable(owners.get(partition)).map(Ownership::owner);
    }

    /** What a member owns by now. */
    Map<TopicPartition, Ownership> ownedBy(Worker worker) {
        var owned = new LinkedHashMap<TopicPartition, Ownership>();
        for (TopicPartition partition : world.source().partitions()) {
            var ownership = owners.get(partition);
            if (ownership != null && ownership.owner == worker) {
                owned.put(partition, ownership);
            }
        }
        return owned;
    }

    void send(Worker sender, Map<TopicPartition, Ownership> members, Map<TopicPartition, Long> toCommit) {
        commits.add(new Commit(sender, members, toCommit));
    }

    boolean hasCommits() {
        return !commits.isEmpty();
    }

    /** The oldest commit under way arrives, or is lost. */
    void land(boolean arrives) {
        var commit = commits.remove(0);
        if (!arrives) {
            return;
        }
        commit.offsets.forEach((partition, offset) -> {
            var ownership = owners.get(partition);
            if (ownership != null && ownership.equals(commit.members.get(partition))) {
                offsets.put(partition, offset);
                commit.sender.committed(partition, offset);
                world.say("the group has ", partition, "@", offset, " committed");
                world.oracle().passes(partition, offset, "the group's offset of ");
            }
        });
    }

    @Nullable
    Long offset(TopicPartition partition) {
        return offsets.get(partition);
    }

    /** Somebody moves the group, or its offset expires. */
    void move(TopicPartition partition, @Nullable Long offset) {
        if (offset == null) {
            offsets.remove(partition);
        } else {
            world.source().passOver(partition, position(partition), offset);
            offsets.put(partition, offset);
        }
        world.say("the group's offset of ", partition, " is now ", offset);
    }

    /** Where a member begins to read. */
    long position(TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
