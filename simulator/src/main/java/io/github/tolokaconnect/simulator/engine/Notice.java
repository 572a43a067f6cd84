package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Something that the world outside of the simulation is to be told. It does not change, and any thread may read it. */
public sealed interface Notice {
    /** Somebody answered a task. */
    final class AnswerGiven implements Notice {
        private final Assignment assignment;

        AnswerGiven(Assignment assignment) {
            this.assignment = assignment;
        }

        /** The answer; worked out anew each time. */
        public Answer answer() {
            return assignment.answer();
        }
    }

    /** A subscriber is to be told of an event. */
    final class EventRaised implements Notice {
        private final Subscription subscription;
        private final UUID uuid;
        private final Pool pool;
        private final Instant at;
        private final Consumer<ObjectNode> details;

        EventRaised(Subscription subscription, UUID uuid, Pool pool, Instant at, Consumer<ObjectNode> details) {
            this.subscription = subscription;
            this.uuid = uuid;
            this.pool = pool;
            this.at = at;
            this.details = details;
        }

        /** Who is told. */
        public Subscription subscription() {
            return subscription;
        }

        /** The event as a notification shows it. */
        public ObjectNode toJson() {
            ObjectNode json = Wire.JSON
                    .createObjectNode()
                    .put("uuid", uuid.toString())
                    .put("event_time", Wire.date(at))
                    .put("project_id", pool.project().id())
                    .put("pool_id", pool.id().value());
            details.accept(json);
            return json.put("webhook_subscription_id", subscription.id())
                    .put("type", subscription.type().name());
        }
    }
}
