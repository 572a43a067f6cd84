package io.github.tolokaconnect.simulator.fault;

import java.util.Locale;

/** What the body of a server's error is. */
public enum ErrorBody {
    /** The API's own envelope. */
    JSON,
    /** A page as a proxy before the API sends it. */
    HTML;

    /** The name as rules spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
