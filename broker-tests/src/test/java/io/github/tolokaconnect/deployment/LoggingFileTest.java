package io.github.tolokaconnect.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.yaml.YamlConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/** {@code connect-log4j2.yaml}, as Log4j itself reads it. */
class LoggingFileTest {

    @Test
    void tellsTheConnectorsLifeAndOnlyWhatNeedsAttentionOfOthers() throws IOException {
        var logging = logging();

        assertThat(level(logging, "io.github.tolokaconnect.connector.delivery.Delivery"))
                .isEqualTo(Level.INFO);
        assertThat(level(logging, "org.apache.kafka.connect.runtime.Worker")).isEqualTo(Level.INFO);
        assertThat(level(logging, "org.apache.kafka.connect.runtime.rest.RestServer"))
                .isEqualTo(Level.WARN);
        assertThat(level(logging, "org.apache.kafka.clients.consumer.ConsumerConfig"))
                .isEqualTo(Level.WARN);
    }

    @Test
    void everyLineNamesConnectorAndSinkTask() throws IOException {
        var console = (ConsoleAppender) logging().getAppender("Console");
        var context = new SortedArrayStringMap(Map.of("connector.context", "[labeling|task-0] "));
        var event = Log4jLogEvent.newBuilder()
                .setLevel(Level.INFO)
                .setLoggerName("some.Logger")
                .setContextData(context)
                .setMessage(new SimpleMessage("Operation ended"))
                .build();

        var line = new String(console.getLayout().toByteArray(event), StandardCharsets.UTF_8);

        assertThat(line).endsWith(" INFO [labeling|task-0] Operation ended (some.Logger)\n");
    }

    private static Level level(Configuration logging, String logger) {
        return logging.getLoggerConfig(logger).getLevel();
    }

    private static Configuration logging() throws IOException {
        var file = ConfigFolder.text("connect/connect-log4j2.yaml").getBytes(StandardCharsets.UTF_8);
        var logging = new YamlConfiguration(
                new LoggerContext("config"), new ConfigurationSource(new ByteArrayInputStream(file)));
        logging.initialize();
        return logging;
    }
}
