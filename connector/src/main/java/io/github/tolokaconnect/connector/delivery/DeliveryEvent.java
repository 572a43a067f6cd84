package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.Intake;
import java.util.Collection;
import java.util.List;
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

    /** A defect showed itself on another thread; the sink task must not go on as if nothing were. */
    record Broken(String message) implements DeliveryEvent {}
}
