package io.github.tolokaconnect.client.http;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Waits for an answer, with a deadline, and says which one it must be. */
final class Answered {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Answered() {}

    static <T> Answer<T> by(CompletableFuture<Answer<T>> call) {
        return Assertions.assertThat(call).succeedsWithin(DEADLINE).actual();
    }

    static <T> T accepted(CompletableFuture<Answer<T>> call) {
        Answer<T> answer = by(call);
        Assertions.assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted<T>) answer).value();
    }

    static <T> Problem rejected(CompletableFuture<Answer<T>> call) {
        return Assertions.assertThat(by(call))
                .asInstanceOf(InstanceOfAssertFactories.type(Answer.Rejected.class))
                .actual()
                .problem();
    }

    static <T> Answer.Unavailable<T> unavailable(CompletableFuture<Answer<T>> call) {
        Answer<T> answer = by(call);
        Assertions.assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return (Answer.Unavailable<T>) answer;
    }

    static <T> Answer.Throttled<T> throttled(CompletableFuture<Answer<T>> call) {
        Answer<T> answer = by(call);
        Assertions.assertThat(answer).isInstanceOf(Answer.Throttled.class);
        return (Answer.Throttled<T>) answer;
    }
}
