package io.github.tolokaconnect.streams.select;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Decision.SourceRecord;
import io.github.tolokaconnect.events.Decision.Verdict;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decides on predictions, or sends them on to those that are about the same. */
final class SelectProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final StoredRoutes routes;
    private final EventCodec codec;
    private @Nullable Intake intake;
    private @Nullable DecisionWriter decisions;

    SelectProcessor(StoredRoutes routes, EventCodec codec) {
        this.routes = routes;
        this.codec = codec;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        StatRecorder recorder = StatRecorder.of(SelectTopology.SELECT, context);
        intake = Intake.of(SelectTopology.SELECT, codec, context, recorder);
        decisions = new DecisionWriter(context, codec, recorder, SelectTopology.SELECT_DECISIONS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            requireNonNull(intake).reject(record, "EMPTY", "the record has no value");
            return;
        }
        try {
            decide(record, PredictionReader.read(value, record.key()));
        } catch (UnusablePredictionException e) {
            requireNonNull(intake).reject(record, e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private void decide(Record<byte[], byte[]> record, Prediction prediction) {
        SourceRecord source = source();
        Outcome outcome = new Selector(prediction, source, Instant.ofEpochMilli(record.timestamp()))
                .decide(routes.book(), Instant.ofEpochMilli(context().currentSystemTimeMs()));
        if (outcome instanceof Outcome.Chosen chosen) {
            context()
                    .forward(
                            new Record<>(
                                    chosen.key().bytes(),
                                    chosen.selected().encode(codec),
                                    record.timestamp(),
                                    Lineage.of(record.headers())),
                            SelectTopology.SELECTED);
        } else if (outcome instanceof Outcome.Settled settled) {
            Decision decision = settled.decision();
            requireNonNull(decisions).write(decision, Lineage.of(record.headers()));
            if (decision.verdict() == Verdict.INVALID) {
                requireNonNull(intake)
                        .deadLetter(
                                record,
                                SelectTopology.coordinates(source),
                                decision.reason(),
                                String.valueOf(decision.problem()));
            }
        } else {
            throw new AssertionError(outcome);
        }
    }

    private SourceRecord source() {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        return new SourceRecord(place.topic(), place.partition(), place.offset());
    }
}
