package io.github.tolokaconnect.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.input.RecordInput;
import io.github.tolokaconnect.quickstart.input.TaskSource;
import io.github.tolokaconnect.quickstart.results.Coordinates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RecordSenderTest {

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final List<Coordinates> confirmed = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Screen screen = new Screen(System.out, new PrintStream(err, true, UTF_8), false);

    @Test
    void sendsKeysAndValuesToTheTopic() throws IOException {
        var sender = new RecordSender(producer, "tasks", twoTasks(), screen);

        sender.sendSome();

        assertThat(producer.history())
                .allMatch(record -> record.topic().equals("tasks"))
                .extracting(record -> record.key())
                .containsExactly("item-000001", "item-000002");
    }

    @Test
    void isDoneOnceTheBrokerHasConfirmedEveryRecord() throws IOException {
        var sender = new RecordSender(producer, "tasks", twoTasks(), screen);
        sender.sendSome();
        producer.completeNext();
        sender.confirm(confirmed::add);
        assertThat(sender.isDone()).isFalse();

        producer.completeNext();
        sender.confirm(confirmed::add);

        assertThat(sender.isDone()).isTrue();
        assertThat(confirmed).hasSize(2);
    }

    @Test
    void saysWhichRecordTheBrokerDidNotTake() throws IOException {
        var sender = new RecordSender(producer, "tasks", twoTasks(), screen);
        sender.sendSome();

        producer.errorNext(new RecordTooLargeException("too large"));
        producer.completeNext();
        sender.confirm(confirmed::add);

        assertThat(sender.isDone()).isTrue();
        assertThat(confirmed).hasSize(1);
        assertThat(err.toString(UTF_8)).contains("Record item-000001 was not sent: too large");
    }

    private static RecordInput twoTasks() throws IOException {
        return new TaskSource.Generated(2).open();
    }
}
