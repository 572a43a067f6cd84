package io.github.tolokaconnect.chaos.verdict;

/**
 * One thing that exactly-once delivery forbids.
 *
 * @param subject id of the record, of the task or of the event that it is about
 * @param detail what tells this case from others of its kind, such as ids of tasks; may be empty
 */
public record Offence(Kind kind, String subject, String detail) {

    /** What went wrong. */
    public enum Kind {
        /** A record has a task beyond its first. */
        DUPLICATE_TASK("has more than one task"),
        /** A record has neither a task nor a validation error. */
        NO_RESULT("has neither a task nor a validation error"),
        /** A record has a task that no task-created event names. */
        TASK_WITHOUT_EVENT("has a task, but no task-created event that names it"),
        /** The same event is there again. */
        EVENT_TWICE("is an event that is there again"),
        /** A record has a task-created event or a validation error beyond its first one. */
        SECOND_RESULT("has more than one result event"),
        /** A valid record has no task, but a validation error. */
        VALID_REFUSED("is valid, and was refused"),
        /** An invalid record has a task. */
        INVALID_CREATED("is invalid, and has a task"),
        /** A task or an event is about a record that was never sent. */
        NEVER_SENT("is about a record that was never sent");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    /** The offence as a line for people. */
    @Override
    public String toString() {
        return subject + " " + kind.sentence + (detail.isEmpty() ? "" : ": " + detail);
    }
}
