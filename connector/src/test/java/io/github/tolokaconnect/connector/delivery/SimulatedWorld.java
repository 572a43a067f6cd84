package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Runs effects against a platform and a result log, with faults; what they bring arrives later, in virtual time. */
final class SimulatedWorld {
    private final FakePlatform platform;
    private final ResultLog results;
    private final Chaos chaos;
    private final PriorityQueue<Happening> agenda =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::number));
    private long lastNumber;

    /** Something at a time: an event for the sink task, or what the platform does by itself. */
    private record Happening(Instant at, long number, List<DeliveryEvent> events, Runnable act) {}

    SimulatedWorld(FakePlatform platform, ResultLog results, Chaos chaos) {
        this.platform = platform;
        this.results = results;
        this.chaos = chaos;
    }

    /** The events that have arrived by {@code now}, in order. */
    List<DeliveryEvent> arrived(Instant now) {
        var events = new ArrayList<DeliveryEvent>();
        while (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) {
            var next = agenda.remove();
            next.act().run();
            events.addAll(next.events());
        }
        return events;
    }

    void run(Effect effect, Instant now) {
        if (effect instanceof Effect.Submit submit) {
            submit(submit.facts(), now);
        } else if (effect instanceof Effect.Read read) {
            read(read.facts(), now);
        } else if (effect instanceof Effect.Collect collect) {
            collect(collect, now);
        } else if (effect instanceof Effect.PublishRejected rejected) {
            publish(rejected.facts(), false, now);
        } else if (effect instanceof Effect.PublishRefused refused) {
            publishRefused(refused, now);
        } else if (effect instanceof Effect.Fail fail) {
            throw new AssertionError(fail.message());
        }
    }

    private void submit(Facts facts, Instant now) {
        Answer<Operation> answer = switch (chaos.ofRequest()) {
            case NONE -> platform.submit(facts, now);
            case ANSWER_LOST -> {
                var unheard = platform.submit(facts, now);
                yield unavailable("no answer after " + unheard.getClass().getSimpleName());
            }
            case REQUEST_DELAYED -> {
                var arrival = now.plus(chaos.delay().multipliedBy(4));
                agenda.add(new Happening(arrival, ++lastNumber, List.of(), () -> platform.submit(facts, arrival)));
                yield unavailable("timeout");
            }
            case THROTTLED -> throttled();
            case FORGOTTEN ->
                new Answer.Accepted<>(DeliveryFixture.operation(facts.operationId(), OperationStatus.PENDING), 202);
            case REQUEST_LOST, SERVER_ERROR -> unavailable("HTTP 503");
        };
        answer(facts, new SubmissionEvent.SubmitAnswered(answer), now);
    }

    private void read(Facts facts, Instant now) {
        Answer<Operation> answer = switch (chaos.ofRequest()) {
            case NONE -> platform.read(facts, now);
            case THROTTLED -> throttled();
            case FORGOTTEN -> new Answer.Rejected<>(DeliveryFixture.problem(ProblemKind.NOT_FOUND));
            case REQUEST_LOST, ANSWER_LOST, REQUEST_DELAYED, SERVER_ERROR -> unavailable("HTTP 503");
        };
        answer(facts, new SubmissionEvent.ReadAnswered(answer), now);
    }

    private void collect(Effect.Collect collect, Instant now) {
        if (chaos.strikes() && !collect.last()) {
            answer(collect.facts(), new SubmissionEvent.Unpublished("its log is not complete yet", true), now);
        } else {
            publish(collect.facts(), true, now);
        }
    }

    private void publish(Facts facts, boolean created, Instant now) {
        var tasks = facts.batch().tasks();
        boolean fails = chaos.strikes();
        int published = fails ? chaos.upTo(tasks.size()) : tasks.size();
        tasks.subList(0, published).forEach(task -> results.append(task.origin()));
        int good = created ? (int) tasks.stream().filter(this::isCreated).count() : 0;
        answer(
                facts,
                fails
                        ? new SubmissionEvent.Unpublished("no leader", false)
                        : new SubmissionEvent.Published(new Tally(good, tasks.size() - good)),
                now);
    }

    private void publishRefused(Effect.PublishRefused effect, Instant now) {
        boolean fails = chaos.strikes();
        if (!fails) {
            effect.refused().stream().map(Intake.Refused::origin).forEach(results::append);
        }
        arrive(new DeliveryEvent.RefusalsPublished(effect.ticket(), !fails), now);
    }

    private boolean isCreated(TaskItem task) {
        return platform.kind(task) == SourceTopic.Kind.GOOD;
    }

    private Answer<Operation> throttled() {
        return new Answer.Throttled<>(
                DeliveryFixture.problem(ProblemKind.UNKNOWN),
                QuotaInterval.UNSTATED,
                Duration.ofMillis(100 + chaos.upTo(3_000)));
    }

    private static Answer<Operation> unavailable(String reason) {
        return new Answer.Unavailable<>(reason, null, null);
    }

    private void answer(Facts facts, SubmissionEvent event, Instant now) {
        arrive(new DeliveryEvent.Happened(facts.ticket(), event), now);
    }

    private void arrive(DeliveryEvent event, Instant now) {
        agenda.add(new Happening(now.plus(chaos.delay()), ++lastNumber, List.of(event), () -> {}));
    }
}
