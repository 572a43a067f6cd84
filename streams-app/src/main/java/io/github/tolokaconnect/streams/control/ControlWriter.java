package io.github.tolokaconnect.streams.control;

import io.github.tolokaconnect.events.RawJson;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Changes control documents, each change together with a record of who made it, in one transaction. Safe from any thread. */
public interface ControlWriter extends AutoCloseable {

    /**
     * Writes {@code document} under {@code key}, or removes what is there, and the audit record.
     *
     * @return done when both are committed; fails with a {@link ControlWriteException} that says whether they may be all the same
     */
    CompletionStage<Void> write(String key, @Nullable RawJson document, Audit audit);

    @Override
    void close();
}
