package io.github.tolokaconnect.client;

import java.util.List;

/**
 * Who may see a task, beyond the pool's own filter. An empty list says nothing.
 *
 * @param reservedFor ids of the only users that may
 * @param unavailableFor ids of users that may not
 * @param traitsAllOf traits of which a user needs every one
 * @param traitsAnyOf traits of which a user needs one
 * @param traitsNoneOfAny traits of which a user must not have any
 */
public record Audience(
        List<String> reservedFor,
        List<String> unavailableFor,
        List<String> traitsAllOf,
        List<String> traitsAnyOf,
        List<String> traitsNoneOfAny) {

    /** Whoever the pool admits. */
    public static final Audience EVERYONE = new Audience(List.of(), List.of(), List.of(), List.of(), List.of());

    public Audience {
        reservedFor = List.copyOf(reservedFor);
        unavailableFor = List.copyOf(unavailableFor);
        traitsAllOf = List.copyOf(traitsAllOf);
        traitsAnyOf = List.copyOf(traitsAnyOf);
        traitsNoneOfAny = List.copyOf(traitsNoneOfAny);
    }
}
