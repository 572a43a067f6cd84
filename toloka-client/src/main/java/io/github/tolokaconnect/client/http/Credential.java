package io.github.tolokaconnect.client.http;

import java.util.Optional;

/** What proves to the platform who calls. Its {@code toString} never shows the secret. */
public sealed interface Credential {

    /** The value of the {@code Authorization} header, if one is to be sent. */
    Optional<String> authorization();

    /** A key of an account. It does not expire. */
    record ApiKey(String key) implements Credential {
        public ApiKey {
            Secrets.checkHeaderValue("API key", key);
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of("ApiKey " + key);
        }

        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }

    /** An OAuth token, the older form. It expires. */
    record OAuth(String token) implements Credential {
        public OAuth {
            Secrets.checkHeaderValue("OAuth token", token);
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of("OAuth " + token);
        }

        @Override
        public String toString() {
            return "OAuth[hidden]";
        }
    }

    /** No credential, for a server that asks for none. */
    record None() implements Credential {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /**
     * Tells the form of a credential: by an explicit {@code ApiKey } or {@code OAuth } before it, else as the platform's own
     * clients do, by the two dots of an API key, the first of them after 22 to 24 characters.
     *
     * @throws IllegalArgumentException if it is blank or holds characters that no header may hold
     */
    static Credential detect(String credential) {
        String text = credential.strip();
        String[] words = text.split("\\s+", 2);
        String secret = words.length == 2 ? words[1] : "";
        if (words[0].equalsIgnoreCase("ApiKey")) {
            return new ApiKey(secret);
        }
        if (words[0].equalsIgnoreCase("OAuth")) {
            return new OAuth(secret);
        }
        int firstDot = text.indexOf('.');
        boolean twoDots = text.chars().filter(c -> c == '.').count() == 2;
        return twoDots && firstDot >= 22 && firstDot <= 24 ? new ApiKey(text) : new OAuth(text);
    }
}
