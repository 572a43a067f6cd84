package io.github.tolokaconnect.quickstart.loop;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The account of one run of the loop: what became of each prediction. Facts arrive in any order, an answer even before the event that its
 * task exists. Those about the items of others, or of an earlier run, are set aside. Not safe for several threads.
 *
 * <p>A prediction is <em>settled</em> once it is decided that nobody is asked, or its task was refused, or as many people as its overlap
 * says have answered and the label rests on all of them.
 */
public final class LoopTally {

    private final long first;
    private final int predictions;
    private final BitSet decided = new BitSet();
    private final BitSet decidedTwice = new BitSet();
    private final BitSet selected = new BitSet();
    private final BitSet refused = new BitSet();
    private final BitSet createdTwice = new BitSet();
    private final BitSet settled = new BitSet();
    private final Map<Integer, TaskTally> taskOfPrediction = new HashMap<>();
    private final Map<String, TaskTally> tasks = new HashMap<>();

    /** An empty account of predictions {@code first}, {@code first} + 1 and so on, {@code predictions} of them. */
    public LoopTally(long first, int predictions) {
        this.first = first;
        this.predictions = predictions;
    }

    /** Notes that it was decided on the prediction about {@code item}; each decision is to be told once. */
    public void decided(String item, boolean isSelected) {
        index(item).ifPresent(prediction -> {
            if (decided.get(prediction)) {
                decidedTwice.set(prediction);
            }
            decided.set(prediction);
            if (isSelected) {
                selected.set(prediction);
            }
            settle(prediction);
        });
    }

    /**
     * Notes that {@code item} became a task.
     *
     * @param overlap how many people have to answer it
     */
    public void created(String item, String taskId, @Nullable Integer overlap) {
        index(item).ifPresent(prediction -> {
            var task = task(taskId);
            task.created(prediction, overlap);
            var earlier = taskOfPrediction.putIfAbsent(prediction, task);
            if (earlier != null && earlier != task) {
                createdTwice.set(prediction);
            }
            settle(prediction);
        });
    }

    /** Notes that the task for {@code item} was refused. */
    public void refused(String item) {
        index(item).ifPresent(prediction -> {
            refused.set(prediction);
            settle(prediction);
        });
    }

    /** Notes that somebody answered a task; the same answer any number of times. */
    public void answered(String taskId, String answerId) {
        var task = task(taskId);
        task.answered(answerId);
        settle(task);
    }

    /**
     * Notes that a task has a label.
     *
     * @param answers how many answers it rests on; a label that rests on more takes the place of one that rests on fewer
     * @param agrees whether the model had said the same
     */
    public void labelled(String taskId, int answers, @Nullable Boolean agrees) {
        var task = task(taskId);
        task.labelled(answers, agrees);
        settle(task);
    }

    /** Number of predictions that have come to their end. */
    public int settledCount() {
        return settled.cardinality();
    }

    /** Whether all have. */
    public boolean isSettled() {
        return settledCount() == predictions;
    }

    /** The sums so far. */
    public LoopSums sums() {
        return new LoopSums(
                predictions,
                decided.cardinality(),
                selected.cardinality(),
                taskOfPrediction.size(),
                refusals().cardinality(),
                sum(TaskTally::answerCount),
                sum(task -> task.isLabelled() ? 1 : 0),
                sum(task -> task.agrees() ? 1 : 0));
    }

    /** Answers beyond those that were asked for. */
    int surplusAnswers() {
        return sum(TaskTally::surplus);
    }

    /** Items on whose one prediction it was decided more than once, in order. */
    List<String> decidedTwice() {
        return items(decidedTwice::get);
    }

    /** Items that became more than one task, in order. */
    List<String> createdTwice() {
        return items(createdTwice::get);
    }

    /** Items whose prediction nothing was decided on, in order. */
    List<String> undecided() {
        return items(prediction -> !decided.get(prediction));
    }

    /** Items that were selected, and neither became a task nor were refused, in order. */
    List<String> lost() {
        return items(prediction ->
                selected.get(prediction) && !taskOfPrediction.containsKey(prediction) && !refused.get(prediction));
    }

    /** Items whose task lacks answers or the label, in order. */
    List<String> unlabelled() {
        return items(prediction -> taskOfPrediction.containsKey(prediction) && !settled.get(prediction));
    }

    private BitSet refusals() {
        var only = (BitSet) refused.clone();
        taskOfPrediction.keySet().forEach(only::clear);
        return only;
    }

    private TaskTally task(String taskId) {
        return tasks.computeIfAbsent(taskId, id -> new TaskTally());
    }

    private void settle(TaskTally task) {
        if (task.isOfRun()) {
            settle(task.prediction());
        }
    }

    private void settle(int prediction) {
        var task = taskOfPrediction.get(prediction);
        var isAtEnd = task != null ? task.isDone() : refused.get(prediction) || !selected.get(prediction);
        settled.set(prediction, decided.get(prediction) && isAtEnd);
    }

    private int sum(ToIntFunction<TaskTally> count) {
        return tasks.values().stream()
                .filter(TaskTally::isOfRun)
                .mapToInt(count)
                .sum();
    }

    private List<String> items(IntPredicate which) {
        return IntStream.range(0, predictions)
                .filter(which)
                .mapToObj(prediction -> GeneratedPredictions.item(first + prediction))
                .toList();
    }

    private OptionalInt index(String item) {
        var number = GeneratedPredictions.number(item);
        return number.isPresent() && number.getAsLong() >= first && number.getAsLong() < first + predictions
                ? OptionalInt.of(Math.toIntExact(number.getAsLong() - first))
                : OptionalInt.empty();
    }
}
