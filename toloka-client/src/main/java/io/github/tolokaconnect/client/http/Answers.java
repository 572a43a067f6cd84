package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Turns replies and failures into answers. Decided here, once: what may be repeated and what was refused. */
final class Answers {

    private final InstantSource clock;

    Answers(InstantSource clock) {
        this.clock = clock;
    }

    /** How a successful body becomes a value; the parser stands before the first token. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(JsonParser parser) throws IOException;
    }

    /** The answer to {@code call} that a whole reply is. */
    <T> Answer<T> of(String call, Reply reply, Body.Whole body, Decoder<T> decoder) {
        if (!reply.isSuccess()) {
            return refusal(call, reply, body);
        }
        if (body.isCut()) {
            return new Answer.Unavailable<>(
                    call + ": the answer is longer than " + body.bytes().length + " bytes", null, null);
        }
        if (body.bytes().length == 0) {
            return new Answer.Unavailable<>(call + ": HTTP " + reply.status() + " without a body", null, null);
        }
        try (JsonParser parser = Json.parser(body.bytes())) {
            return new Answer.Accepted<>(decoder.decode(parser), reply.status());
        } catch (IOException e) {
            return unreadable(call, reply.status(), e);
        }
    }

    /** The answer that a reply other than a success is. */
    <T> Answer<T> refusal(String call, Reply reply, Body.Whole body) {
        Refusal refusal = Refusal.read(reply.status(), body);
        Problem problem = refusal.problem();
        if (!refusal.isWhole() && !body.isCut()) {
            // A 409 that breaks off may say that the operation exists: taken for a refusal, its tasks would be sent
            // again.
            return new Answer.Unavailable<>(call + ": " + problem.message(), null, problem);
        }
        if (Refusals.isThrottled(reply.status(), problem.code())) {
            Duration retryAfter = RetryAfter.of(reply.headers(), clock)
                    .orElse(refusal.interval().toWait());
            return new Answer.Throttled<>(problem, refusal.interval(), retryAfter);
        }
        if (Refusals.isUnavailable(reply.status(), problem.code())) {
            return new Answer.Unavailable<>(call + ": " + describe(reply, problem), null, problem);
        }
        return new Answer.Rejected<>(problem);
    }

    private static String describe(Reply reply, Problem problem) {
        if (reply.status() == 407) {
            return "HTTP 407, the proxy wants a credential; set the user and the password of the proxy";
        }
        if (reply.status() >= 300 && reply.status() < 400) {
            String target =
                    reply.headers().firstValue("Location").map(Answers::origin).orElse("an unnamed place");
            return "HTTP " + reply.status() + " to " + target
                    + ", redirects are not followed; set the URL of the API to where it is";
        }
        return "HTTP " + reply.status() + " " + problem.code();
    }

    /** Scheme and host of an address, since its path and query may hold secrets. */
    private static String origin(String location) {
        try {
            URI target = URI.create(location);
            return target.getHost() == null ? "another path" : target.getScheme() + "://" + target.getHost();
        } catch (IllegalArgumentException e) {
            return "an unreadable place";
        }
    }

    /** The answer that a successful reply with a broken body is. The content, and so the cause, stays out of it. */
    static <T> Answer<T> unreadable(String call, int status, IOException failure) {
        if (failure instanceof JsonProcessingException json) {
            return new Answer.Unavailable<>(
                    call + ": HTTP " + status + " with broken JSON" + at(json.getLocation()), null, null);
        }
        if (failure instanceof UnreadableAnswerException) {
            return new Answer.Unavailable<>(call + ": HTTP " + status + ", but " + failure.getMessage(), null, null);
        }
        return failed(call, failure);
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " at byte " + Math.max(location.getByteOffset(), location.getCharOffset());
    }

    /** The answer that a call without a reply is. */
    static <T> Answer<T> failed(String call, Throwable failure) {
        String message = failure.getMessage();
        return new Answer.Unavailable<>(
                call + ": " + failure.getClass().getSimpleName() + (message == null ? "" : ", " + message),
                failure,
                null);
    }
}
