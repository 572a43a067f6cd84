package io.github.tolokaconnect.connector.config;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The topics that a connector reads, as far as its configuration says. */
final class SourceTopics {
    private static final String LIST = "topics";
    private static final String PATTERN = "topics.regex";

    private final Draft draft;

    SourceTopics(Draft draft) {
        this.draft = draft;
    }

    boolean contain(String topic) {
        return Arrays.stream(draft.text(LIST).split(",", -1)).map(String::trim).anyMatch(topic::equals)
                || isMatched(topic);
    }

    private boolean isMatched(String topic) {
        try {
            return !draft.isBlank(PATTERN) && Pattern.matches(draft.text(PATTERN), topic);
        } catch (PatternSyntaxException connectReportsIt) {
            return false;
        }
    }
}
