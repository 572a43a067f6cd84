package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Operations in flight as an onlooker counts them: from a request until it is refused or its results are written. */
final class InFlightCount {
    private final Map<Long, Facts> underWay = new HashMap<>();

    void requested(Facts facts) {
        underWay.put(facts.ticket(), facts);
    }

    void happened(DeliveryEvent.Happened happened) {
        var facts = underWay.get(happened.ticket());
        if (facts != null && ends(happened.event(), facts.batch().size())) {
            underWay.remove(happened.ticket());
        }
    }

    /** Only results carry the ticket of an operation. */
    void committed(DeliveryEvent.Committed committed) {
        underWay.remove(committed.ticket());
    }

    void closed(TopicPartition partition) {
        underWay.values().removeIf(facts -> facts.batch().topicPartition().equals(partition));
    }

    int all() {
        return underWay.size();
    }

    /** The most in any one pool. */
    long inOnePool() {
        return underWay.values().stream()
                .collect(Collectors.groupingBy(facts -> facts.batch().pool(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static boolean ends(SubmissionEvent event, int size) {
        if (event instanceof SubmissionEvent.SubmitAnswered answered
                && answered.answer() instanceof Answer.Rejected<Operation> rejected) {
            var kind = rejected.problem().kind();
            return kind == ProblemKind.POOL || (kind == ProblemKind.VALIDATION && size > 1);
        }
        return false;
    }
}
