package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One webhook subscription of a request, after validation. */
public sealed interface SubscriptionWish {
    /**
     * One that may be entered.
     *
     * @param eventType one of the API's event types
     * @param secretKey what notifications are to be signed with, null to sign nothing
     */
    record Valid(
            PoolId pool,
            String eventType,
            URI url,
            @Nullable String secretKey) implements SubscriptionWish {
        /** Everything but the secret. */
        @Override
        public String toString() {
            return "Valid[pool=" + pool + ", eventType=" + eventType + ", url=" + url + "]";
        }
    }

    /**
     * One that may not.
     *
     * @param errors a flat map from field path to error; never changed
     */
    record Invalid(ObjectNode errors) implements SubscriptionWish {}
}
