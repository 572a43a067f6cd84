package io.github.tolokaconnect.quickstart;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where everything can be reached. */
record Addresses(String broker, URI connect, URI simulator, URI page, Optional<URI> answers, Optional<String> token) {

    /** One line per address, aligned. */
    List<String> lines() {
        var extra = Stream.concat(
                answers.stream().map(url -> "answers    " + url), token.stream().map(text -> "token      " + text));
        return Stream.concat(
                        Stream.of(
                                "broker     " + broker,
                                "connect    " + connect,
                                "simulator  " + simulator,
                                "page       " + page),
                        extra)
                .toList();
    }
}
