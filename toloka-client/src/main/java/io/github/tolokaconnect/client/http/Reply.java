package io.github.tolokaconnect.client.http;

import java.net.http.HttpHeaders;

/** An HTTP answer. */
record Reply(int status, HttpHeaders headers, Body body) {

    boolean isSuccess() {
        return isSuccess(status);
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }
}
