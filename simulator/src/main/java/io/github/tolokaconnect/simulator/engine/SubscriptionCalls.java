package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.SubscriptionWish;
import java.time.Instant;

/** Answers the calls about webhook subscriptions. */
final class SubscriptionCalls {
    private final Outbox outbox;
    private final Refusals refusals;

    SubscriptionCalls(Outbox outbox, Refusals refusals) {
        this.outbox = outbox;
        this.refusals = refusals;
    }

    Reply answer(Call.SubscriptionCall call, Instant now) {
        if (call instanceof Call.Subscribe subscribe) {
            return subscribe(subscribe, now);
        } else if (call instanceof Call.ReadSubscription read) {
            return refusals.found(outbox.subscription(read.id()), subscription -> Reply.of(200, subscription.toJson()));
        } else if (call instanceof Call.ListSubscriptions list) {
            return Reply.page(outbox.select(list.query()), Subscription::toJson);
        } else if (call instanceof Call.Unsubscribe end) {
            return refusals.found(outbox.subscription(end.id()), subscription -> {
                outbox.unsubscribe(subscription);
                return Reply.noContent();
            });
        }
        throw new AssertionError(call);
    }

    private Reply subscribe(Call.Subscribe call, Instant now) {
        if (!call.isArray() && call.wishes().get(0) instanceof SubscriptionWish.Valid valid) {
            return Reply.of(201, enter(valid, now));
        }
        ObjectNode body = Wire.JSON.createObjectNode();
        ObjectNode items = body.putObject("items");
        ObjectNode errors = body.putObject("validation_errors");
        for (int index = 0; index < call.wishes().size(); index++) {
            SubscriptionWish wish = call.wishes().get(index);
            if (wish instanceof SubscriptionWish.Valid valid) {
                items.set(Integer.toString(index), enter(valid, now));
            } else if (wish instanceof SubscriptionWish.Invalid invalid) {
                errors.set(Integer.toString(index), invalid.errors());
            } else {
                throw new AssertionError(wish);
            }
        }
        return items.isEmpty() ? refusals.refuse(ApiError.validation(errors)) : Reply.of(201, body);
    }

    private ObjectNode enter(SubscriptionWish.Valid wish, Instant now) {
        Webhook webhook = new Webhook(wish.url(), wish.secretKey());
        return outbox.subscribe(wish.pool(), EventType.valueOf(wish.eventType()), webhook, now)
                .toJson();
    }
}
