package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.streams.repair.History.Step;
import io.github.tolokaconnect.streams.state.PackedReader;
import io.github.tolokaconnect.streams.state.PackedWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Histories as bytes. */
final class HistoryCodec {

    private static final int FORMAT = 1;

    private HistoryCodec() {}

    static byte[] encode(History history) {
        PackedWriter to = new PackedWriter(List.of())
                .number(FORMAT)
                .number(history.collateral())
                .number(history.steps().size());
        for (Step step : history.steps()) {
            to.id(step.eventId())
                    .time(step.at())
                    .text(step.errorClass())
                    .text(step.code())
                    .text(step.path())
                    .number(step.attempt())
                    .text(step.action());
        }
        return to.toBytes();
    }

    static History decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return History.NONE;
        }
        PackedReader from = new PackedReader(bytes, List.of()).expectFormat(FORMAT, "history of refusals");
        return new History(
                from.smallNumber(),
                from.list(() -> new Step(
                        from.id(),
                        from.time(),
                        from.someText(),
                        from.someText(),
                        from.text(),
                        from.smallNumber(),
                        from.someText())));
    }
}
