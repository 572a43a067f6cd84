package io.github.tolokaconnect.client.http;

/** What a secret must look like; its complaints never quote it. */
final class Secrets {

    private Secrets() {}

    static void checkHeaderValue(String what, String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new IllegalArgumentException(
                        "the " + what + " has a character at index " + i
                                + " that a header cannot carry; only visible ASCII is possible, look for a line break or a space");
            }
        }
    }
}
