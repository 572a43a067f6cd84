package io.github.tolokaconnect.chaos.plan;

import java.util.Locale;

/**
 * A fault between the connector and the platform, after which a client cannot know whether its request was carried out, or has to come
 * again. None of them makes the platform forget or invent anything.
 */
public enum Trouble {
    /** Requests that create tasks are carried out and never answered. */
    ANSWERS_LOST("\"method\":\"POST\",\"path\":\"/tasks\",\"probability\":0.4", "\"answer-lost\""),
    /** Requests that create tasks land after their client has given up and, perhaps, somebody else has repeated them. */
    REQUESTS_LATE("\"method\":\"POST\",\"path\":\"/tasks\",\"probability\":0.4", "\"request-delayed\",\"ms\":5000"),
    /** Answers come after their client has given up. */
    ANSWERS_LATE("\"probability\":0.3", "\"answer-delayed\",\"ms\":4000"),
    /** Connections break before a request is carried out. */
    RESETS_BEFORE("\"probability\":0.4", "\"reset-before-answer\""),
    /** Connections break within the answer. */
    RESETS_WITHIN("\"probability\":0.4", "\"reset-in-answer\""),
    /** Answers are cut short. */
    ANSWERS_CUT("\"probability\":0.4", "\"answer-truncated\""),
    /** A proxy before the platform fails. */
    BAD_GATEWAY("\"probability\":0.5", "\"server-error\",\"status\":502"),
    /** The platform has had enough requests for now. */
    TOO_MANY_REQUESTS("\"probability\":0.3", "\"too-many-requests\",\"retry_after\":1");

    private final String conditions;
    private final String fault;

    Trouble(String conditions, String fault) {
        this.conditions = conditions;
        this.fault = fault;
    }

    /** The fault as a rule of the simulator, in JSON. */
    public String rule() {
        return "{\"name\":\"" + this + "\",\"when\":{" + conditions + "},\"do\":{\"fault\":" + fault + "}}";
    }

    /** Such as {@code answers lost}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
