package io.github.tolokaconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** Writes the table of keys into the documentation when run with {@code -Dupdate.docs=true}. */
class StreamsAppDocTest {

    private static final Path DOC = Path.of("..", "docs", "streams-app", "README.md");
    private static final String START = "<!-- keys: written by StreamsAppDocTest, run with -Dupdate.docs=true -->\n";
    private static final String END = "<!-- end of keys -->";

    @Test
    void documentsEveryKeyAsItIsDefined() throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf(START) + START.length();
        int to = doc.indexOf(END);

        if (Boolean.getBoolean("update.docs")) {
            doc = doc.substring(0, from) + table() + doc.substring(to);
            Files.writeString(DOC, doc);
            to = doc.indexOf(END);
        }

        assertThat(doc.substring(from, to)).isEqualTo(table());
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder("| key | type | default | allowed | meaning |\n|---|---|---|---|---|\n");
        for (ConfigDef.ConfigKey key : AppKeys.definition().configKeys().values()) {
            table.append("| `%s` | %s | `%s` | %s | %s |%n"
                    .formatted(
                            key.name,
                            key.type.name().toLowerCase(Locale.ROOT),
                            key.defaultValue,
                            key.validator == null ? "" : key.validator,
                            key.documentation));
        }
        return table.toString();
    }
}
