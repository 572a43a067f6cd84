package io.github.tolokaconnect.quickstart;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where everything can be reached. */
record Addresses(String broker, URI connect, URI simulator, URI page, Optional<URI> answers) {

    /** One line per address, aligned. */
    List<String> lines() {
        return Stream.concat(
                        Stream.of(
                                "broker     " + broker,
                                "connect    " + connect,
                                "simulator  " + simulator,
                                "page       " + page),
                        answers.stream().map(url -> "answers    " + url))
                .toList();
    }
}
