package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Something that happened to a sink task. */
public sealed interface DeliveryEvent {

    /** The sink task got topic-partitions. */
    record Opened(Collection<TopicPartition> topicPartitions) implements DeliveryEvent {}

    /** Topic-partitions moved away; whoever has them now reads their unsettled records again. */
    record Closed(Collection<TopicPartition> topicPartitions) implements DeliveryEvent {}

    /** Records were delivered and read, in the order of their offsets within each topic-partition. */
    record Taken(List<Intake> records) implements DeliveryEvent {}

    /** Time has passed. */
    record Ticked() implements DeliveryEvent {}

    /** Something happened to the submission with this ticket. */
    record Happened(long ticket, SubmissionEvent event) implements DeliveryEvent {}

    /** The validation errors of refused records were published ({@code published}), or that failed. */
    record RefusalsPublished(long ticket, boolean published) implements DeliveryEvent {}

    /** These topic-partitions have operations under way according to the journal. */
    record Surveyed(Set<TopicPartition> withOpenOperations) implements DeliveryEvent {
        public Surveyed {
            withOpenOperations = Set.copyOf(withOpenOperations);
        }
    }

    /** A topic-partition is ours, and this is what the journal says about it. */
    record Claimed(TopicPartition topicPartition, long ticket, Recovered recovered, SourceLog source)
            implements DeliveryEvent {}

    /** A topic-partition could not be claimed; nothing was read and nobody knows who owns it. */
    record NotClaimed(TopicPartition topicPartition, long ticket, String reason) implements DeliveryEvent {}

    /** A commit with this ticket happened. */
    record Committed(TopicPartition topicPartition, long ticket) implements DeliveryEvent {}

    /**
     * A commit failed, or whether it happened is not known. With a journal, what was asked for after it for the same
     * topic-partition has not happened and will not, until the topic-partition is claimed again.
     *
     * @param fenced whether somebody else claimed the topic-partition
     */
    record NotCommitted(TopicPartition topicPartition, long ticket, String reason, boolean fenced)
            implements DeliveryEvent {}

    /** Up to these offsets all records were delivered, or filtered on their way; nothing below is still to come. */
    record Passed(Map<TopicPartition, Long> positions) implements DeliveryEvent {
        public Passed {
            positions = Map.copyOf(positions);
        }
    }

    /** The consumer group has these offsets committed. */
    record GroupOffsetsSeen(Map<TopicPartition, Long> committed) implements DeliveryEvent {
        public GroupOffsetsSeen {
            committed = Map.copyOf(committed);
        }
    }

    /** A defect showed itself on another thread; the sink task must not go on as if nothing were. */
    record Broken(String message) implements DeliveryEvent {

        /** What {@code defect} says. */
        public static Broken by(Defect defect) {
            return new Broken(String.valueOf(defect.getMessage()));
        }
    }
}
