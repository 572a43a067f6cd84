package io.github.tolokaconnect.streams.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The other instances, asked over HTTP for what they have: all at once, for a second at most, never redirected. */
final class Others {

    /** How this instance is named among those that did not answer. */
    static final String THIS = "this instance";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    Others(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What instances have.
     *
     * @param parts an object from each that answered, this one's first
     * @param missing the others
     */
    record Gathered(List<JsonNode> parts, List<String> missing) {

        /** The elements of the array {@code name} of all parts. */
        List<JsonNode> all(String name) {
            List<JsonNode> all = new ArrayList<>();
            parts.forEach(part -> part.path(name).forEach(all::add));
            return all;
        }

        long sum(String name) {
            return parts.stream().mapToLong(part -> part.path(name).asLong()).sum();
        }
    }

    /**
     * What {@code own} says and, unless {@code asked} is from one of them, what the others answer to the same.
     *
     * @throws StateUnavailableException if nobody answers
     */
    Gathered gather(Asked asked, Supplier<?> own) {
        return gather(asked.isLocal() ? List.of() : cluster.others(), asked.forOthers(), own);
    }

    /** The same, with the question {@code pathAndQuery} for the others. */
    Gathered gather(String pathAndQuery, Supplier<?> own) {
        return gather(cluster.others(), pathAndQuery, own);
    }

    private Gathered gather(List<URI> instances, String pathAndQuery, Supplier<?> own) {
        Map<URI, CompletableFuture<JsonNode>> answers = new LinkedHashMap<>();
        instances.forEach(instance -> answers.put(instance, ask(instance, pathAndQuery)));
        List<JsonNode> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        StateUnavailableException unavailable = null;
        try {
            parts.add(Json.tree(own.get()));
        } catch (StateUnavailableException e) {
            unavailable = e;
            missing.add(THIS);
        }
        answers.forEach((instance, answer) -> {
            try {
                parts.add(answer.join());
            } catch (CompletionException | CancellationException e) {
                missing.add(instance.toString());
            }
        });
        if (unavailable != null && parts.isEmpty()) {
            throw unavailable;
        }
        return new Gathered(parts, missing);
    }

    private CompletableFuture<JsonNode> ask(URI instance, String pathAndQuery) {
        return client.sendAsync(request(instance, pathAndQuery), BodyHandlers.ofByteArray())
                .thenApply(response -> {
                    if (response.statusCode() != StatusCodes.OK) {
                        throw new StateUnavailableException(instance + " answers " + response.statusCode());
                    }
                    try {
                        return Json.parse(response.body());
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                });
    }

    /** The answer of the instance that has {@code key} in {@code store}; that of {@code own} if this is the one. */
    Reply ofOwner(Asked asked, String store, String key, Function<Asked, Reply> own) {
        Optional<URI> owner = asked.isLocal() ? Optional.empty() : cluster.ownerOf(store, key);
        return owner.isEmpty() ? own.apply(asked) : passed(owner.get(), asked.forOthers());
    }

    private Reply passed(URI owner, String pathAndQuery) {
        try {
            HttpResponse<String> response = client.send(request(owner, pathAndQuery), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("application/json");
            Reply reply = Reply.typed(response.statusCode(), type, response.body());
            return response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> reply.with("Retry-After", seconds))
                    .orElse(reply);
        } catch (IOException e) {
            throw unanswered(owner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(owner);
        }
    }

    private static StateUnavailableException unanswered(URI owner) {
        return new StateUnavailableException("The instance " + owner
                + ", which has this key, does not answer; it is asked again with the next request.");
    }

    private static HttpRequest request(URI instance, String pathAndQuery) {
        URI base = requireNonNull(URI.create(instance.getScheme() + "://" + instance.getAuthority()));
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(PATIENCE)
                .build();
    }
}
