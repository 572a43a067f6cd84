package io.github.tolokaconnect.streams.web;

import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may change something. Tokens are compared by their digests, all of them, so that the time taken says nothing. */
final class Tokens {

    private static final String BEARER = "Bearer ";

    private final Map<String, String> tokens;

    Tokens(Map<String, String> tokens) {
        this.tokens = tokens;
    }

    /** The name that goes with the token in the header {@code Authorization}; without one, the call ends here. */
    String actor(@Nullable String authorization) {
        if (tokens.isEmpty()) {
            throw Problem.of(
                            StatusCodes.FORBIDDEN,
                            "Changes are switched off; " + Answers.TOKEN_KEY + " or " + Answers.TOKENS_FILE_KEY
                                    + " in the application's configuration switches them on.")
                    .toException();
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorised("A change needs the header Authorization: Bearer <token>.", "Bearer");
        }
        byte[] given = digest(authorization.substring(BEARER.length()).strip());
        String actor = null;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            boolean isIt = MessageDigest.isEqual(given, digest(token.getValue()));
            actor = isIt ? token.getKey() : actor;
        }
        if (actor == null) {
            throw unauthorised("The token is not known here.", "Bearer error=\"invalid_token\"");
        }
        return actor;
    }

    private static ProblemException unauthorised(String detail, String challenge) {
        return Problem.of(StatusCodes.UNAUTHORIZED, detail)
                .with("WWW-Authenticate", challenge)
                .toException();
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
