package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Something to do in the world outside. Deciding on an effect does nothing yet; whoever runs it reports back by an event. */
public sealed interface Effect {

    /** Send the request that starts the operation, or creates the tasks synchronously. */
    record Submit(Facts facts) implements Effect {}

    /** Read the operation. */
    record Read(Facts facts) implements Effect {}

    /**
     * Read the operation log. Ends in {@link SubmissionEvent.Collected} or {@link SubmissionEvent.Uncollected}.
     *
     * @param last whether records that the log does not mention are to be reported now instead of trying again
     */
    record Collect(Facts facts, Progress progress, Operation operation, boolean last) implements Effect {}

    /** Publish the results that a synchronous request brought, then the terminal state. */
    record PublishCreated(Facts facts, Progress progress, CreatedTasks created) implements Effect {}

    /** Publish a validation error for every record of a request that the platform refused, then REJECTED. */
    record PublishRejected(Facts facts, Problem problem) implements Effect {}

    /** Announce that a request was refused for now and is sent again after {@code retryIn}, under the same operation id. */
    record AnnounceHeld(Facts facts, Problem problem, Duration retryIn) implements Effect {}

    /** Announce that a request was refused and its records are tried again in smaller ones. */
    record AnnounceSplit(Facts facts, Problem problem) implements Effect {}

    /** Announce a state in which nothing ends. */
    record Announce(
            Facts facts,
            Status status,
            Status previous,
            @Nullable Progress progress,
            @Nullable Operation operation) implements Effect {}

    /** Publish a validation error for every record that was refused before a request. */
    record PublishRefused(long ticket, List<Intake.Refused> refused) implements Effect {
        public PublishRefused {
            refused = List.copyOf(refused);
        }
    }

    /**
     * Become the owner of a topic-partition: shut out whoever was before, then read the journal to its end. Ends in {@link
     * DeliveryEvent.Claimed} or {@link DeliveryEvent.NotClaimed} with the same ticket.
     */
    record Claim(TopicPartition topicPartition, long ticket) implements Effect {}

    /** Look into the journal for topic-partitions with operations under way; claims nothing. Ends in {@link DeliveryEvent.Surveyed}. */
    record Survey(List<TopicPartition> topicPartitions) implements Effect {
        public Survey {
            topicPartitions = List.copyOf(topicPartitions);
        }
    }

    /** Give up topic-partitions: what is under way for them may end or not, and nothing new is written. Has no answer. */
    record Release(List<TopicPartition> topicPartitions) implements Effect {
        public Release {
            topicPartitions = List.copyOf(topicPartitions);
        }
    }

    /**
     * Write all of this or nothing of it: entries of the journal and events about one topic-partition. Commits of a
     * topic-partition happen in the order in which they are asked for. Ends in {@link DeliveryEvent.Committed} or {@link
     * DeliveryEvent.NotCommitted}. Without a journal there are no entries, and a part of the events may be there after a failure.
     *
     * @param ticket names the answer; grows from commit to commit of a tenure
     */
    record Commit(
            long ticket, TopicPartition topicPartition, List<JournalEntry> entries, List<Publication> publications)
            implements Effect {
        public Commit {
            entries = List.copyOf(entries);
            publications = List.copyOf(publications);
        }
    }

    /** Go on reading a topic-partition at {@code offset}; nothing if it moved away. Has no answer. */
    record Seek(TopicPartition topicPartition, long offset) implements Effect {}

    /** Say once that something is wrong and what is being done; {@code retryIn} is how long until the next try. */
    record Warn(String message, Duration retryIn) implements Effect {}

    /**
     * Take the credential that the configuration names now, in place of one that was refused. It is in force for every effect
     * after this one. If it is the same, the sink task stops.
     *
     * @param refusal what the platform said
     */
    record RenewCredential(String refusal) implements Effect {}

    /** Stop the sink task: only a person can help. */
    record Fail(String message) implements Effect {}
}
