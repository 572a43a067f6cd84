package io.github.tolokaconnect.quickstart.loop;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came back for one task. Answers are remembered by the hash codes of their ids: of a task's few, two share one never. */
final class TaskTally {

    private static final int UNKNOWN = -1;

    private final Set<Integer> answers = new HashSet<>();
    private int prediction = UNKNOWN;
    private int overlap = UNKNOWN;
    private int labelledBy;
    private @Nullable Boolean agrees;

    void created(int ofPrediction, @Nullable Integer wantedAnswers) {
        prediction = ofPrediction;
        overlap = wantedAnswers == null ? UNKNOWN : wantedAnswers;
    }

    void answered(String answerId) {
        answers.add(answerId.hashCode());
    }

    void labelled(int byAnswers, @Nullable Boolean asTheModel) {
        if (byAnswers >= labelledBy) {
            labelledBy = byAnswers;
            agrees = asTheModel;
        }
    }

    /** Whether a prediction of the run became it. */
    boolean isOfRun() {
        return prediction != UNKNOWN;
    }

    int prediction() {
        return prediction;
    }

    int answerCount() {
        return answers.size();
    }

    boolean isLabelled() {
        return labelledBy > 0;
    }

    boolean agrees() {
        return agrees != null && agrees;
    }

    /** Answers beyond those that were asked for. */
    int surplus() {
        return overlap == UNKNOWN ? 0 : Math.max(0, answers.size() - overlap);
    }

    /** Whether everybody has answered, and the label says what all of them said. */
    boolean isDone() {
        return overlap != UNKNOWN && answers.size() == overlap && labelledBy == overlap;
    }
}
