package io.github.tolokaconnect.connector;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.connect.errors.ConnectException;

/** What a sink task has opened; closed in reverse order, each of it even if another fails. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        ConnectException failures = null;
        while (!open.isEmpty()) {
            var resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) { // AutoCloseable promises no narrower type
                if (failures == null) {
                    failures = new ConnectException("TLK-902 The sink task did not stop cleanly", e);
                } else {
                    failures.addSuppressed(e);
                }
            }
        }
        if (failures != null) {
            throw failures;
        }
    }
}
