package io.github.tolokaconnect.connector.results;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Parameters;
import io.github.tolokaconnect.events.OperationStatus.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of the contract: one for every record that ends, and one for every state that an operation enters. */
public final class ResultEvents implements EventRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ResultEvents.class);

    private final RecordEvents recordEvents;
    private final OperationEvents operationEvents;
    private final ResultRecords records;
    private final ResultsConfig topics;
    private final SinkTaskMetrics metrics;
    private final InstantSource clock;

    /** Events of one sink task, which says of itself what {@code connector} says. */
    public ResultEvents(ConnectorConfig config, ConnectorRef connector, SinkTaskMetrics metrics, InstantSource clock) {
        var url = config.connection().url().replaceAll("/+$", "");
        var parameters = new Parameters(
                config.operation().skipInvalidItems(),
                config.mapping().overlap().isEmpty(),
                false);
        this.recordEvents = new RecordEvents(connector, url, config.results());
        this.operationEvents = new OperationEvents(connector, new Platform(url, null), parameters);
        this.records = new ResultRecords(config.results());
        this.topics = config.results();
        this.metrics = metrics;
        this.clock = clock;
        metrics.publishesTo(topics.taskCreatedTopic(), topics.validationErrorTopic(), topics.operationStatusTopic());
    }

    @Override
    public void write(Publication publication, Consumer<ProducerRecord<byte[], byte[]>> out) {
        var now = clock.instant();
        if (publication instanceof Publication.Refused refused) {
            refused.refused()
                    .forEach(record -> out.accept(records.of(recordEvents.refused(record, now), record.origin())));
            return;
        }
        var end = OperationEnd.of(publication);
        end.ifPresent(ended -> writeItems(ended, progress(publication), now, out));
        out.accept(records.of(status(publication, end.orElse(null), now)));
    }

    private void writeItems(
            OperationEnd end, @Nullable Progress progress, Instant now, Consumer<ProducerRecord<byte[], byte[]>> out) {
        var facts = end.facts();
        for (int index = 0; index < end.items().size(); index++) {
            var item = end.items().get(index);
            var origin = facts.batch().tasks().get(index).origin();
            if (item instanceof ItemOutcome.Created created) {
                var sent = requireNonNull(progress, "tasks come from requests that were accepted");
                out.accept(records.of(recordEvents.created(facts, sent, index, created.task(), now), origin));
            } else if (item instanceof ItemOutcome.Rejected rejected) {
                out.accept(records.of(
                        recordEvents.rejected(facts, index, rejected.logType(), end.stage(), rejected.why(), now),
                        origin));
            }
        }
    }

    private static @Nullable Progress progress(Publication publication) {
        if (publication instanceof Publication.Ended ended) {
            return ended.progress();
        }
        return publication instanceof Publication.Created created ? created.progress() : null;
    }

    private OperationStatus status(Publication publication, @Nullable OperationEnd end, Instant now) {
        if (publication instanceof Publication.Entered entered) {
            return operationEvents.entered(
                    entered.facts(),
                    entered.status(),
                    entered.previous(),
                    entered.progress(),
                    entered.operation(),
                    now);
        }
        if (publication instanceof Publication.Held held) {
            return operationEvents.held(held.facts(), PlatformErrors.held(held.problem(), held.retryIn()), now);
        }
        if (publication instanceof Publication.Split split) {
            return operationEvents.rejected(
                    split.facts(), PlatformErrors.refused(split.problem(), ErrorAction.NEW_ATTEMPT), now);
        }
        if (publication instanceof Publication.Rejected rejected) {
            return operationEvents.rejected(
                    rejected.facts(), PlatformErrors.refused(rejected.problem(), ErrorAction.RECORDS_REPORTED), now);
        }
        if (publication instanceof Publication.Abandoned abandoned) {
            return operationEvents.abandoned(abandoned.facts(), PlatformErrors.abandoned(abandoned.reason()), now);
        }
        if (publication instanceof Publication.Ended ended && end != null) {
            return operationEvents.ended(
                    end, ended.progress(), ended.operation(), ((LogFindings) ended.findings()).took(), now);
        }
        if (publication instanceof Publication.Created created && end != null) {
            return operationEvents.ended(end, created.progress(), null, null, now);
        }
        throw new AssertionError(publication);
    }

    @Override
    public void committed(Publication publication) {
        if (publication instanceof Publication.Refused refused) {
            refused.refused().forEach(this::count);
            metrics.published(topics.validationErrorTopic(), refused.refused().size());
            return;
        }
        metrics.published(topics.operationStatusTopic(), 1);
        OperationEnd.of(publication).ifPresent(end -> {
            count(end);
            measure(publication, end);
        });
    }

    @Override
    public void failed(Publication publication) {
        write(publication, record -> metrics.unpublished(record.topic()));
    }

    private void count(Intake.Refused refused) {
        var pool = refused.pool();
        metrics.rejected(
                pool == null ? null : pool.value(), refused.errors().get(0).code(), refused.stage(), 1);
    }

    /** The times are those that the terminal event says. */
    private void measure(Publication publication, OperationEnd end) {
        var timings = status(publication, end, clock.instant()).timings();
        if (timings != null) {
            metrics.phase("submit", timings.submit());
            metrics.phase("queue", timings.queued());
            metrics.phase("run", timings.ran());
            metrics.phase("log", timings.logFetch());
        }
        var progress = progress(publication);
        if (progress != null && progress.resumed()) {
            metrics.adopted(end.facts().batch().pool().value());
        }
    }

    private void count(OperationEnd end) {
        var facts = end.facts();
        var pool = facts.batch().pool().value();
        var now = clock.instant();
        var took = Duration.between(facts.plannedAt(), now);
        for (int index = 0; index < end.items().size(); index++) {
            if (end.items().get(index) instanceof ItemOutcome.Created) {
                metrics.latency(facts.batch().tasks().get(index).origin().timestamp(), now);
            }
        }
        metrics.published(topics.taskCreatedTopic(), end.created());
        metrics.published(topics.validationErrorTopic(), end.rejected());
        metrics.ended(pool, end.status().value(), took);
        metrics.created(pool, end.created());
        end.rejectedByCode().forEach((code, count) -> metrics.rejected(pool, code, end.stage(), count));
        LOG.info(
                "Operation ended operationId={} status={} poolId={} created={} rejected={} retried={} tookMs={}"
                        + " topicPartition={} offsetRange={}-{}",
                facts.operationId(),
                end.status(),
                pool,
                end.created(),
                end.rejected(),
                end.retried(),
                took.toMillis(),
                facts.batch().topicPartition(),
                facts.batch().firstOffset(),
                facts.batch().lastOffset());
    }
}
