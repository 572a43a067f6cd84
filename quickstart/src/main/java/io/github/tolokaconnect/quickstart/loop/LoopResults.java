package io.github.tolokaconnect.quickstart.loop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Label;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.events.ValidationError;
import io.github.tolokaconnect.quickstart.results.Conclusion;
import io.github.tolokaconnect.quickstart.results.Coordinates;
import io.github.tolokaconnect.quickstart.results.Results;
import io.github.tolokaconnect.quickstart.results.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of predictions, read from the topics that everybody else reads as well. */
public final class LoopResults implements Results {

    private static final Logger LOG = LoggerFactory.getLogger(LoopResults.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TopicReader reader;
    private final LoopTally tally;
    private final EventCodec codec = new EventCodec();

    LoopResults(TopicReader reader, LoopTally tally) {
        this.reader = reader;
        this.tally = tally;
    }

    /** Opens a reader at the end of all topics that the loop goes through, which have to exist. */
    public static LoopResults open(String bootstrapServers, LoopTally tally) {
        return new LoopResults(TopicReader.open(bootstrapServers, topics()), tally);
    }

    static List<String> topics() {
        return List.of(
                Topics.OPERATION_STATUS.name(),
                Topics.DECISIONS.name(),
                Topics.TASKS_CREATED.name(),
                Topics.VALIDATION_ERRORS.name(),
                Topics.ANSWERS.name(),
                Topics.LABELS.name());
    }

    @Override
    public void sent(Coordinates record) {
        // A prediction is accounted for by its item, whether or not the broker has confirmed it.
    }

    @Override
    public List<OperationStatus> read(Duration timeout) {
        var operations = new ArrayList<OperationStatus>();
        reader.read(timeout, record -> tell(operations, record));
        return operations;
    }

    @Override
    public int settledCount() {
        return tally.settledCount();
    }

    @Override
    public boolean isSettled() {
        return tally.isSettled();
    }

    @Override
    public String progress() {
        return tally.sums().progress();
    }

    @Override
    public boolean isAtEnd() {
        return reader.isAtEnd();
    }

    @Override
    public void readOperationsOnly() {
        reader.readOnly(List.of(Topics.OPERATION_STATUS.name()));
    }

    @Override
    public Conclusion conclude(long tasks, long equalTasks, Duration elapsed) {
        return new LoopAccount(tally, equalTasks).conclusion(elapsed);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void tell(List<OperationStatus> operations, ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.ANSWERS.name())) {
            tellAnswer(record);
            return;
        }
        var event = codec.decode(record.value());
        if (event instanceof OperationStatus status) {
            operations.add(status);
        } else if (event instanceof Decision decision) {
            tally.decided(decision.itemId(), decision.verdict() == Decision.Verdict.SELECTED);
        } else if (event instanceof TaskCreated created) {
            tally.created(
                    String.valueOf(created.record().key()),
                    created.task().id(),
                    created.task().overlap());
        } else if (event instanceof ValidationError error) {
            tally.refused(String.valueOf(error.record().key()));
        } else if (event instanceof Label label) {
            tally.labelled(label.taskId(), label.answers(), label.agrees());
        }
    }

    private void tellAnswer(ConsumerRecord<byte[], byte[]> record) {
        try {
            var answer = JSON.readTree(record.value());
            var taskId = answer.path("task_id").asText();
            tally.answered(taskId, answer.path("answer_id").asText());
        } catch (IOException e) {
            // None of this run's: the receiver writes JSON. What it is, the streams app's dead letters say.
            LOG.warn(
                    "TLK-853 An answer is unreadable and was skipped partition={} offset={}",
                    record.partition(),
                    record.offset());
        }
    }
}
