package io.github.tolokaconnect.it;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.util.HashMap;
import java.util.Map;

/** The streams app's topics under names of one test, so that tests do not meet in them. */
final class StreamsTopics {

    private final String prefix;

    StreamsTopics(String prefix) {
        this.prefix = prefix;
    }

    /** Name of {@code topic} in this test. */
    String name(TopicDefinition topic) {
        return prefix + "." + topic.name();
    }

    /** What the application's configuration has to say. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        Topics.all().forEach(topic -> settings.put(key(topic), name(topic)));
        return settings;
    }

    private static String key(TopicDefinition topic) {
        return "topics." + topic.name().substring(topic.name().indexOf('.') + 1).replace('-', '.');
    }
}
