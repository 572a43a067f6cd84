package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

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
        } else if (effect instanceof Effect.Commit commit) {
            commit(commit, now);
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
            answer(collect.facts(), new SubmissionEvent.Uncollected("its log is not complete yet", true), now);
        } else {
            var tasks = collect.facts().batch().tasks();
            int created = (int) tasks.stream().filter(this::isCreated).count();
            answer(collect.facts(), new SubmissionEvent.Collected(DeliveryFixture.created(created)), now);
        }
    }

    /** Without a journal a part of the events may be there after a failure. */
    private void commit(Effect.Commit commit, Instant now) {
        boolean fails = chaos.strikes();
        var records =
                commit.publications().stream().flatMap(SimulatedWorld::settled).toList();
        records.subList(0, fails ? chaos.upTo(records.size() + 1) : records.size())
                .forEach(results::append);
        arrive(
                fails
                        ? new DeliveryEvent.NotCommitted(commit.topicPartition(), commit.ticket(), "no leader", false)
                        : new DeliveryEvent.Committed(commit.topicPartition(), commit.ticket()),
                now);
    }

    /** The records that a publication has an event for. */
    private static Stream<RecordOrigin> settled(Publication publication) {
        if (publication instanceof Publication.Refused refused) {
            return refused.refused().stream().map(Intake.Refused::origin);
        }
        if (publication instanceof Publication.Ended ended) {
            return ended.facts().batch().tasks().stream().map(TaskItem::origin);
        }
        if (publication instanceof Publication.Rejected rejected) {
            return rejected.facts().batch().tasks().stream().map(TaskItem::origin);
        }
        return Stream.empty();
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
