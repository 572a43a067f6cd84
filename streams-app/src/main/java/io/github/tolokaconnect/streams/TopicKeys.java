package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.streams.intake.AppTopics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys that name the topics. */
final class TopicKeys {

    static final String CREATE = "topics.create";

    private static final Map<String, TopicDefinition> NAMES = names();

    private TopicKeys() {}

    static void define(ConfigDef definition) {
        NAMES.forEach((key, topic) -> definition.define(
                key,
                ConfigDef.Type.STRING,
                topic.name(),
                new ConfigDef.NonEmptyString(),
                Importance.LOW,
                "Topic: " + topic.purpose().substring(0, 1).toLowerCase(Locale.ROOT)
                        + topic.purpose().substring(1)));
        definition.define(
                CREATE,
                ConfigDef.Type.BOOLEAN,
                true,
                Importance.LOW,
                "Whether to create those topics if they are missing; if not, the start fails with the commands that create"
                        + " them.");
    }

    static AppTopics from(AbstractConfig config) {
        Function<TopicDefinition, String> name = topic -> config.getString(key(topic));
        return new AppTopics(
                name.apply(Topics.PREDICTIONS),
                name.apply(Topics.CONTROL),
                name.apply(Topics.LABELING_TASKS),
                name.apply(Topics.DECISIONS),
                name.apply(Topics.TASKS_PARKED),
                name.apply(Topics.TASKS_DEAD),
                name.apply(Topics.TASK_INDEX),
                name.apply(Topics.LABELS),
                name.apply(Topics.STATS),
                name.apply(Topics.DEAD_LETTERS),
                name.apply(Topics.OPERATION_STATUS),
                name.apply(Topics.TASKS_CREATED),
                name.apply(Topics.VALIDATION_ERRORS),
                name.apply(Topics.HEARTBEATS),
                name.apply(Topics.ALERTS),
                name.apply(Topics.ANSWERS),
                name.apply(Topics.SELECTED),
                name.apply(Topics.LABEL_DRAFTS));
    }

    private static Map<String, TopicDefinition> names() {
        Map<String, TopicDefinition> names = new LinkedHashMap<>();
        AppTopics.standard().definitions().forEach(topic -> names.put(key(topic), topic));
        return names;
    }

    /** {@code labeling.task-index} is named by {@code topics.task.index}. */
    private static String key(TopicDefinition topic) {
        String name = topic.name();
        return "topics." + name.substring(name.indexOf('.') + 1).replace('-', '.');
    }
}
