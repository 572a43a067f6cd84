package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.client.CreateTasks;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.delivery.Defect;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.results.Commits;
import io.github.tolokaconnect.connector.results.OperationLogs;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;

/** Runs the core's effects. Called by Connect's thread; what they bring arrives at {@code answers} from any thread. */
final class EffectRunner {
    private final ConnectorConfig config;
    private final TolokaApi api;
    private final OperationLogs logs;
    private final Commits commits;
    private final Credentials credentials;
    private final Warnings warnings;
    private final Consumer<DeliveryEvent> answers;

    EffectRunner(
            ConnectorConfig config,
            TolokaApi api,
            OperationLogs logs,
            Commits commits,
            Credentials credentials,
            Warnings warnings,
            Consumer<DeliveryEvent> answers) {
        this.config = config;
        this.api = api;
        this.logs = logs;
        this.commits = commits;
        this.credentials = credentials;
        this.warnings = warnings;
        this.answers = answers;
    }

    /**
     * Starts what {@code effect} says and returns at once.
     *
     * @throws ConnectException if it says that the sink task cannot go on
     */
    void run(Effect effect) {
        if (effect instanceof Effect.Submit submit) {
            submit(submit.facts());
        } else if (effect instanceof Effect.Read read) {
            var id = OperationId.of(read.facts().operationId());
            answer(read.facts(), api.operation(id).thenApply(SubmissionEvent.ReadAnswered::new));
        } else if (effect instanceof Effect.Collect collect) {
            answer(collect.facts(), logs.collect(collect));
        } else if (effect instanceof Effect.Commit commit) {
            commits.commit(commit);
        } else if (effect instanceof Effect.Claim claim) {
            commits.claim(claim);
        } else if (effect instanceof Effect.Survey survey) {
            commits.survey(survey);
        } else if (effect instanceof Effect.Release release) {
            commits.release(release);
        } else if (effect instanceof Effect.Warn warn) {
            warnings.say(warn);
        } else if (effect instanceof Effect.RenewCredential renew) {
            credentials.renew(renew.refusal());
        } else if (effect instanceof Effect.Fail fail) {
            throw new ConnectException(fail.message());
        } else {
            throw new AssertionError(effect);
        }
    }

    private void submit(Facts facts) {
        var body = RequestBody.of(facts.batch());
        var call = new CreateTasks(
                OperationId.of(facts.operationId()),
                config.operation().skipInvalidItems(),
                config.mapping().overlap().isEmpty(),
                false,
                body.bytes(),
                0,
                body.length());
        answer(
                facts,
                config.operation().async()
                        ? api.startCreateTasks(call).thenApply(SubmissionEvent.SubmitAnswered::new)
                        : api.createTasks(call).thenApply(SubmissionEvent.CreateAnswered::new));
    }

    private void answer(Facts facts, CompletableFuture<? extends SubmissionEvent> answer) {
        answer.thenAccept(event -> answers.accept(new DeliveryEvent.Happened(facts.ticket(), event)))
                .exceptionally(bug -> {
                    answers.accept(DeliveryEvent.Broken.by(Defect.of("Operation " + facts.operationId(), bug)));
                    return null;
                });
    }
}
