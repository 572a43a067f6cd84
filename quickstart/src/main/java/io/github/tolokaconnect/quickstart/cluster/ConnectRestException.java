package io.github.tolokaconnect.quickstart.cluster;

/** A Connect worker refused a call. The message holds the call, the HTTP status and the worker's reason. */
public final class ConnectRestException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ConnectRestException(int status, String method, String path, String reason) {
        super("Connect refused " + method + " " + path + " with status " + status + ": " + reason);
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }
}
