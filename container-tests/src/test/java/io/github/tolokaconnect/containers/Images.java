package io.github.tolokaconnect.containers;

import java.time.Duration;

/** The images that the containers run, and how long they may take to start on a busy machine. */
final class Images {

    static final String KAFKA = "apache/kafka:" + System.getProperty("kafka.version");
    static final String JAVA = "eclipse-temurin:17-jre";
    static final Duration TIME_TO_START = Duration.ofMinutes(4);

    private Images() {}
}
