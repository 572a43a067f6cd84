package io.github.tolokaconnect.connector.transactions;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What failures of Kafka's clients mean. */
final class Failures {

    private static final String PRINCIPAL = ", to the principal of result.producer.*";

    private Failures() {}

    /** Whether somebody else claimed the topic-partition; brokers say so in one of two ways, and clients wrap both. */
    static boolean isFenced(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** Without what threads wrap around a failure. */
    static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        return cause != null && (failure instanceof CompletionException || failure instanceof ExecutionException)
                ? unwrapped(cause)
                : failure;
    }

    /** For people: the cause that the broker or the network gave, and the right that is missing if one is. */
    static String reason(Throwable failure) {
        var first = unwrapped(failure);
        var cause = first.getCause();
        // A plain KafkaException says what could not be done; its cause says why.
        var telling = first.getClass() == KafkaException.class && cause != null ? cause : first;
        return telling.getClass().getSimpleName() + ": " + telling.getMessage() + missingRight(telling);
    }

    private static String missingRight(Throwable failure) {
        if (failure instanceof TransactionalIdAuthorizationException) {
            return "; grant Write on transactional ids that begin with operation.namespace and '-'" + PRINCIPAL;
        }
        if (failure instanceof TopicAuthorizationException) {
            return "; grant Write on result topics, and Read, Write and DescribeConfigs on the journal" + PRINCIPAL;
        }
        return "";
    }
}
