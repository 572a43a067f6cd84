package io.github.tolokaconnect.simulator.request;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The checks of a request's headers: who asks, and in which media types. */
final class Gate {
    private static final String JSON = "application/json";
    private static final String NO_TOKEN =
            "The request needs the header Authorization: OAuth <token> or ApiKey <key>, with one that exists";

    private Gate() {}

    static void checkToken(@Nullable String authorization, Fixture fixture, Readings readings) throws RefusedException {
        if (authorization != null) {
            int space = authorization.indexOf(' ');
            String scheme = space < 0 ? authorization : authorization.substring(0, space);
            String token = space < 0 ? "" : authorization.substring(space + 1).strip();
            if ((scheme.equalsIgnoreCase("OAuth") || scheme.equalsIgnoreCase("ApiKey")) && isKnown(token, fixture)) {
                return;
            }
        }
        throw new RefusedException(
                readings.isOther(Reading.BAD_CREDENTIAL)
                        ? ApiError.of(403, "ACCESS_DENIED", NO_TOKEN)
                        : ApiError.of(401, "AUTHENTICATION_ERROR", NO_TOKEN));
    }

    // The published Java client URL-encodes the credential.
    private static boolean isKnown(String token, Fixture fixture) {
        if (fixture.hasToken(token)) {
            return true;
        }
        try {
            return token.indexOf('%') >= 0 && fixture.hasToken(URLDecoder.decode(token, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void checkAccept(@Nullable String accept) throws RefusedException {
        if (accept == null || accept.isBlank()) {
            return;
        }
        for (String range : accept.split(",", -1)) {
            String type = mediaType(range);
            if (type.equals("*/*") || type.equals("application/*") || type.equals(JSON)) {
                return;
            }
        }
        throw new RefusedException(ApiError.of(406, "NOT_ACCEPTABLE", "The only media type on offer is " + JSON));
    }

    static void checkContentType(@Nullable String contentType) throws RefusedException {
        if (contentType == null || !mediaType(contentType).equals(JSON)) {
            throw new RefusedException(
                    ApiError.of(415, "UNSUPPORTED_MEDIA_TYPE", "The request needs the header Content-Type: " + JSON));
        }
    }

    private static String mediaType(String header) {
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
