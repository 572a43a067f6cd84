package io.github.tolokaconnect.quickstart.loop;

/**
 * How many came how far.
 *
 * @param predictions predictions to send
 * @param decided those of them on which it was decided
 * @param selected those of these that people are asked about
 * @param created those of these that became a task
 * @param refused those that became none, with the reason reported
 * @param answered answers to the tasks
 * @param labels tasks with a label
 * @param agree those of these whose label is what the model had said
 */
public record LoopSums(
        int predictions, int decided, int selected, int created, int refused, int answered, int labels, int agree) {

    /** The sums as a line that says how far it is. */
    String progress() {
        return "loop       decided=" + decided + " selected=" + selected + " created=" + created + " refused=" + refused
                + " answered=" + answered + " labels=" + labels;
    }
}
