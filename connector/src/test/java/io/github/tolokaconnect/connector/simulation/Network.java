package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests on their way to the platform, and what may happen to them and to their answers. */
final class Network {
    /** How long after its beginning an operation may still be denied by a part of the platform that lags behind. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final World world;
    private final List<Request> requests = new ArrayList<>();

    /** What happens to a request. */
    enum Fate {
        ARRIVES,
        /** It is carried out, and the answer never comes. */
        ANSWER_LOST,
        /** The sender gives up, and the request arrives after that, or never. */
        SENDER_GIVES_UP,
        LOST,
        /** It arrives, and once more later. */
        REPEATED,
        SERVER_ERROR,
        THROTTLED,
        /** Promised and not done, or done and not shown. */
        DENIED
    }

    /** A request; nobody waits for the answer of one that was given up. */
    static final class Request {
        private final Worker sender;
        private final Effect what;
        private final Facts facts;
        private boolean isAwaited = true;

        private Request(Worker sender, Effect what, Facts facts) {
            this.sender = sender;
            this.what = what;
            this.facts = facts;
        }

        Effect what() {
            return what;
        }
    }

    Network(World world) {
        this.world = world;
    }

    void send(Worker sender, Effect what, Facts facts) {
        requests.add(new Request(sender, what, facts));
    }

    List<Request> requests() {
        return requests;
    }

    /** What was sent by a sink task that died goes on without it. */
    void died(Worker worker) {
        requests.stream().filter(request -> request.sender == worker).forEach(request -> request.isAwaited = false);
    }

    /** So much time passes that nothing stays on its way. */
    void expire() {
        for (Request request : List.copyOf(requests)) {
            run(request, Fate.LOST, Platform.Plan.GOOD);
        }
    }

    void run(Request request, Fate fate, Platform.Plan plan) {
        requests.remove(request);
        if (request.what instanceof Effect.Submit) {
            submit(request, fate, plan);
        } else if (request.what instanceof Effect.Read) {
            answer(request, new SubmissionEvent.ReadAnswered(read(request, fate)), fate);
        } else if (request.what instanceof Effect.Collect collect) {
            answer(request, collected(collect, fate), fate);
        } else {
            throw new AssertionError(request.what);
        }
    }

    private void submit(Request request, Fate fate, Platform.Plan plan) {
        var answer = switch (fate) {
            case ARRIVES -> submit(request, plan);
            case REPEATED -> {
                requests.add(unawaited(request));
                yield submit(request, plan);
            }
            case ANSWER_LOST -> {
                submit(request, plan);
                yield unavailable("no answer");
            }
            case SENDER_GIVES_UP -> {
                requests.add(unawaited(request));
                yield unavailable("timeout");
            }
            case LOST -> unavailable("no connection");
            case SERVER_ERROR -> unavailable("HTTP 503");
            case THROTTLED -> throttled();
            case DENIED -> promised(request.facts);
        };
        answer(request, new SubmissionEvent.SubmitAnswered(answer), fate);
    }

    private Answer<Operation> submit(Request request, Platform.Plan plan) {
        var answer = world.platform().submit(request.facts, plan, world.now());
        if (world.history().isKept()) {
            world.say("platform takes ", Words.of(request.facts), ": ", Words.of(answer));
        }
        return answer;
    }

    private static Answer<Operation> promised(Facts facts) {
        return new Answer.Accepted<>(
                new Operation(
                        OperationId.of(facts.operationId()),
                        "TASK.BATCH_CREATE",
                        OperationStatus.PENDING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                202);
    }

    private Answer<Operation> read(Request request, Fate fate) {
        return switch (fate) {
            case ARRIVES, REPEATED -> world.platform().read(request.facts, world.now());
            case DENIED ->
                isYoung(request.facts)
                        ? Platform.refusal(404, ProblemKind.NOT_FOUND)
                        : world.platform().read(request.facts, world.now());
            case THROTTLED -> throttled();
            case ANSWER_LOST, SENDER_GIVES_UP, LOST, SERVER_ERROR -> unavailable("HTTP 503");
        };
    }

    private boolean isYoung(Facts facts) {
        var began = world.platform().startedAt(facts);
        return began == null || Duration.between(began, world.now()).compareTo(LAG) < 0;
    }

    private SubmissionEvent collected(Effect.Collect collect, Fate fate) {
        boolean isWhole = fate == Fate.ARRIVES || fate == Fate.REPEATED || (fate == Fate.DENIED && collect.last());
        if (isWhole) {
            return world.platform().readLog(collect.facts(), collect.last());
        }
        return new SubmissionEvent.Uncollected("its log cannot be read", fate == Fate.DENIED);
    }

    private static Request unawaited(Request request) {
        var copy = new Request(request.sender, request.what, request.facts);
        copy.isAwaited = false;
        return copy;
    }

    private void answer(Request request, SubmissionEvent event, Fate fate) {
        if (request.isAwaited) {
            if (world.history().isKept()) {
                world.say(
                        request.sender,
                        " is answered (",
                        fate,
                        ") about ",
                        Words.of(request.facts),
                        ": ",
                        Words.of(event));
            }
            request.sender.hear(new DeliveryEvent.Happened(request.facts.ticket(), event));
        }
    }

    private static Answer<Operation> throttled() {
        return new Answer.Throttled<>(
                Platform.problem(429, ProblemKind.UNKNOWN), QuotaInterval.UNSTATED, Duration.ofMillis(700));
    }

    private static Answer<Operation> unavailable(String reason) {
        return new Answer.Unavailable<>(reason, null, null);
    }
}
