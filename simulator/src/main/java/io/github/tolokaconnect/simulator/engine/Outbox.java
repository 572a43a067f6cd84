package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.TaskId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the world outside is still to be told, and who in it wants to know. */
final class Outbox {
    /** So many notices may wait; then people stop answering until some have been fetched. */
    static final int CAPACITY = 100_000;

    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final @Nullable Subscription everyPool;
    private final Queue<Notice> notices = new ArrayDeque<>();
    private final boolean isFetched;
    private final boolean holdsAnswers;
    private final Chance chance;

    Outbox(Staffing staffing, Chance chance, Instant start) {
        this.isFetched = staffing.workforce().isWorking();
        this.holdsAnswers = staffing.handsOutAnswers();
        this.chance = chance;
        this.everyPool = staffing.webhook() == null
                ? null
                : new Subscription(id(), null, EventType.ASSIGNMENT_APPROVED, staffing.webhook(), start);
    }

    boolean isFull() {
        return notices.size() >= CAPACITY;
    }

    void answered(Assignment assignment) {
        if (holdsAnswers) {
            notices.add(new Notice.AnswerGiven(assignment));
        }
        tell(EventType.ASSIGNMENT_CREATED, assignment, assignment.created());
        tell(EventType.ASSIGNMENT_SUBMITTED, assignment, assignment.submitted());
        EventType verdict = assignment.isAccepted() ? EventType.ASSIGNMENT_APPROVED : EventType.ASSIGNMENT_REJECTED;
        tell(verdict, assignment, assignment.submitted());
    }

    void closed(Pool pool, Instant at, CloseReason reason) {
        for (Subscription subscription : subscribers(EventType.POOL_CLOSED, pool.id())) {
            raise(subscription, pool, at, event -> event.put("close_reason", reason.name()));
        }
    }

    /** Hands out the oldest notices, at most so many. */
    List<Notice> fetch(int max) {
        List<Notice> fetched = new ArrayList<>();
        while (fetched.size() < max && !notices.isEmpty()) {
            fetched.add(notices.remove());
        }
        return fetched;
    }

    /** Enters a subscription, in the place of one to the same events at the same URL. */
    Subscription subscribe(PoolId pool, EventType type, Webhook webhook, Instant now) {
        Optional<Subscription> same = subscriptions.values().stream()
                .filter(other ->
                        other.wants(type, pool) && other.webhook().url().equals(webhook.url()))
                .findFirst();
        Subscription subscription = new Subscription(
                same.map(Subscription::id).orElseGet(this::id),
                pool,
                type,
                webhook,
                same.map(Subscription::created).orElse(now));
        subscriptions.put(subscription.id(), subscription);
        return subscription;
    }

    Optional<Subscription> subscription(String id) {
        return Optional.ofNullable(subscriptions.get(id));
    }

    /** Ends a subscription, and forgets what it was still to be told. */
    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription.id());
        notices.removeIf(notice -> notice instanceof Notice.EventRaised raised
                && raised.subscription().id().equals(subscription.id()));
    }

    boolean has(Subscription subscription) {
        return subscription.equals(everyPool) || subscriptions.containsKey(subscription.id());
    }

    ListQuery.Page<Subscription> select(ListQuery query) {
        return query.select(List.copyOf(subscriptions.values()), Subscription::key);
    }

    private void tell(EventType type, Assignment assignment, Instant at) {
        TaskId suite = Assignment.counterpart(assignment.task().id());
        for (Subscription subscription : subscribers(type, assignment.pool().id())) {
            raise(
                    subscription,
                    assignment.pool(),
                    at,
                    event -> event.put("task_suite_id", suite.toString())
                            .put("assignment_id", assignment.id().toString()));
        }
    }

    private void raise(Subscription subscription, Pool pool, Instant at, Consumer<ObjectNode> details) {
        notices.add(new Notice.EventRaised(subscription, chance.uuid(), pool, at, details));
    }

    private List<Subscription> subscribers(EventType type, PoolId pool) {
        List<Subscription> subscribers = new ArrayList<>();
        if (!isFetched) {
            return subscribers;
        }
        if (everyPool != null && everyPool.wants(type, pool)) {
            subscribers.add(everyPool);
        }
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.wants(type, pool)) {
                subscribers.add(subscription);
            }
        }
        return subscribers;
    }

    private String id() {
        return String.format("%08x%016x", chance.bits(32), chance.bits(64));
    }
}
