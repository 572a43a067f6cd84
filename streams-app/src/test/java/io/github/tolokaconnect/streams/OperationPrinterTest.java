package io.github.tolokaconnect.streams;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.rejected;
import static io.github.tolokaconnect.streams.Fixtures.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.monitor.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class OperationPrinterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final OperationPrinter printer = new OperationPrinter(new PrintStream(out, true, UTF_8));

    @Test
    void printsALineWhenAnOperationEnds() {
        Operation planned = Operation.of(at(0, CATS, Status.PLANNED));

        printer.operationChanged(planned);
        printer.operationChanged(planned.with(succeeded(9, CATS, 498)));

        assertThat(out.toString(UTF_8).lines())
                .containsExactly("operation=ecfdc625 status=SUCCESS outcome=PARTIAL pool=1001 created=498 rejected=2"
                        + " took=8.8s offsets=labeling.tasks-3@128400-128899");
    }

    @Test
    void saysWhyAnOperationWasRejected() {
        printer.operationChanged(Operation.of(rejected(0, CATS)));

        assertThat(out.toString(UTF_8).lines())
                .containsExactly("operation=ecfdc625 status=REJECTED outcome=NONE pool=1001 created=0 took=0.0s"
                        + " offsets=labeling.tasks-3@128400-128899 code=TASKS_CREATION_DOES_NOT_FIT_QUOTA");
    }
}
