package io.github.tolokaconnect.streams.web;

/**
 * A call that the server offers.
 *
 * @param method HTTP method
 * @param template path, with its variable segments in braces
 * @param changes whether it changes something, and so needs a token
 * @param call answers it
 */
record Endpoint(String method, String template, boolean changes, Call call) {

    /** Answers one request. Runs on a worker thread and may wait, though not for long. */
    @FunctionalInterface
    interface Call {
        Reply answer(Asked asked);
    }

    static Endpoint get(String template, Call call) {
        return new Endpoint("GET", template, false, call);
    }

    static Endpoint changing(String method, String template, Call call) {
        return new Endpoint(method, template, true, call);
    }
}
