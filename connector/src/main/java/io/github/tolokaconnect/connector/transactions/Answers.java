package io.github.tolokaconnect.connector.transactions;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What brokers answer to an admin client, waited for as long as the client's own timeout allows. */
final class Answers {

    private Answers() {}

    /**
     * The answer.
     *
     * @throws KafkaException if there is none, or if it says no; its type says which
     */
    static <T> T of(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
