package io.github.tolokaconnect.connector.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values of a label, up to a number; later ones count as {@code OTHER}, so that no data can make metrics grow for ever. */
final class BoundedLabel {
    private static final String OTHER = "OTHER";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedLabel(int most) {
        this.most = most;
    }

    String of(@Nullable String value) {
        if (value == null) {
            return OTHER;
        }
        if (known.contains(value)) {
            return value;
        }
        return known.size() < most && known.add(value) ? value : OTHER;
    }
}
