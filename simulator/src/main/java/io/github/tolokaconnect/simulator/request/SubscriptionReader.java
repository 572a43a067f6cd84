package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request that enters webhook subscriptions. */
final class SubscriptionReader {
    private static final Set<String> EVENT_TYPES = Set.of(
            "POOL_CLOSED",
            "DYNAMIC_OVERLAP_COMPLETED",
            "ASSIGNMENT_CREATED",
            "ASSIGNMENT_SUBMITTED",
            "ASSIGNMENT_SKIPPED",
            "ASSIGNMENT_EXPIRED",
            "ASSIGNMENT_APPROVED",
            "ASSIGNMENT_REJECTED");

    private SubscriptionReader() {}

    static Call read(ApiRequest request, PoolDirectory pools) throws RefusedException {
        Gate.checkContentType(request.contentType());
        JsonNode body = json(request.body());
        if (body.isObject()) {
            SubscriptionWish wish = wish(body, pools);
            if (wish instanceof SubscriptionWish.Invalid invalid) {
                throw new RefusedException(ApiError.validation(invalid.errors()));
            }
            return new Call.Subscribe(false, List.of(wish));
        }
        if (!body.isArray() || body.isEmpty()) {
            throw new RefusedException(ApiError.of(
                    400, "VALIDATION_ERROR", "The body must be a subscription or an array of subscriptions"));
        }
        List<SubscriptionWish> wishes = new ArrayList<>();
        body.forEach(item -> wishes.add(wish(item, pools)));
        return new Call.Subscribe(true, wishes);
    }

    private static SubscriptionWish wish(JsonNode item, PoolDirectory pools) {
        FieldErrors errors = new FieldErrors();
        URI url = url(text(item, "webhook_url", true, errors), errors);
        String eventType = text(item, "event_type", true, errors);
        if (eventType != null && !EVENT_TYPES.contains(eventType)) {
            errors.add("event_type", FieldError.of("VALUE_NOT_ALLOWED", "Value must be one of the event types"));
        }
        String pool = text(item, "pool_id", true, errors);
        if (pool != null && pools.pool(new PoolId(pool)).isEmpty()) {
            errors.add("pool_id", FieldError.of("ENTITY_DOES_NOT_EXIST", "Entity does not exist"));
        }
        String secretKey = text(item, "secret_key", false, errors);
        if (secretKey != null && secretKey.isEmpty()) {
            errors.add("secret_key", FieldError.required());
        }
        return errors.isEmpty() && url != null && eventType != null && pool != null
                ? new SubscriptionWish.Valid(new PoolId(pool), eventType, url, secretKey)
                : new SubscriptionWish.Invalid(errors.toJson());
    }

    private static @Nullable URI url(@Nullable String text, FieldErrors errors) {
        if (text == null) {
            return null;
        }
        try {
            URI url = URI.create(text);
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isWeb && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // It is no URL at all, which is said in the same way.
        }
        errors.add("webhook_url", FieldError.of("INVALID_URL_SYNTAX", "Value must be in valid url format"));
        return null;
    }

    private static @Nullable String text(JsonNode item, String name, boolean isRequired, FieldErrors errors) {
        JsonNode value = item.path(name);
        if (value.isTextual()) {
            return value.textValue();
        }
        if (!value.isMissingNode() && !value.isNull()) {
            errors.add(name, FieldError.of("STRING_EXPECTED", "Value must be a string"));
        } else if (isRequired) {
            errors.add(name, FieldError.required());
        }
        return null;
    }

    private static JsonNode json(Slice body) throws RefusedException {
        try (JsonParser parser = Wire.JSON.createParser(body.array(), body.offset(), body.length())) {
            return Wire.tree(parser);
        } catch (JsonProcessingException e) {
            throw new RefusedException(ApiError.of(400, "VALIDATION_ERROR", "The body is " + Wire.problem(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
