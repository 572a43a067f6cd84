package io.github.tolokaconnect.connector;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/** What the connector logs while this is open, with the messages of exceptions and their causes. */
final class LoggedLines extends AbstractAppender implements AutoCloseable {
    private static final String OURS = "io.github.tolokaconnect";

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** A line of the log: what it says, without time and place. */
    record Line(Level level, String text) {}

    LoggedLines() {
        super("logged lines", null, null, false, Property.EMPTY_ARRAY);
        start();
        context.getConfiguration().getLoggerConfig(OURS).addAppender(this, Level.ALL, null);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(new Line(event.getLevel(), event.getMessage().getFormattedMessage() + trace(event.getThrown())));
    }

    private static String trace(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(cause -> "\n" + cause)
                .collect(Collectors.joining());
    }

    List<Line> all() {
        return List.copyOf(lines);
    }

    List<String> at(Level level) {
        return lines.stream()
                .filter(line -> line.level().equals(level))
                .map(Line::text)
                .toList();
    }

    @Override
    public void close() {
        context.getConfiguration().getLoggerConfig(OURS).removeAppender(getName());
        stop();
    }
}
