package io.github.tolokaconnect.quickstart;

import java.net.URI;
import java.util.List;

/** Where everything can be reached. */
record Addresses(String broker, URI connect, URI simulator, URI page) {

    /** One line per address, aligned. */
    List<String> lines() {
        return List.of(
                "broker     " + broker, "connect    " + connect, "simulator  " + simulator, "page       " + page);
    }
}
