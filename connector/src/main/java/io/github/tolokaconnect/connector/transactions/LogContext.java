package io.github.tolokaconnect.connector.transactions;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What Connect says of a thread in each line that it logs: the connector and the sink task. Threads that they start inherit nothing of it. */
public final class LogContext {
    private final @Nullable Map<String, String> entries;

    private LogContext(@Nullable Map<String, String> entries) {
        this.entries = entries;
    }

    /** That of the calling thread. */
    public static LogContext ofThisThread() {
        return new LogContext(MDC.getCopyOfContextMap());
    }

    /** The same work, on a thread that logs in this context from then on. */
    public Runnable in(Runnable work) {
        return () -> {
            if (entries != null) {
                MDC.setContextMap(entries);
            }
            work.run();
        };
    }
}
