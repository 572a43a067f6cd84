package io.github.tolokaconnect.connector;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads the sources: the message of every exception that people see begins with a stable id. Warnings and errors are Checkstyle's to
 * check.
 */
class ErrorIdsTest {
    private static final List<String> MODULES = List.of("connector", "toloka-client", "events", "streams-app");
    private static final Pattern MADE = Pattern.compile("new ((?:Effect\\.(?:Warn|Fail))|[A-Z]\\w*Exception)\\(\\s*");

    /** They begin with an id, wherever they are made. */
    private static final Set<String> SEEN = Set.of(
            "ConnectException",
            "DataException",
            "RetriableException",
            "ConfigException",
            "SerializationException",
            "StreamsAppException",
            "ControlWriteException",
            "Effect.Warn",
            "Effect.Fail");

    /** They put the id there themselves. */
    private static final Set<String> NUMBERED =
            Set.of("StateUnavailableException", "UnreadableJournalException", "RefusedRecordException");

    /** They are not seen, or not without an id before them; why not. */
    private static final Map<String, String> UNSEEN = Map.ofEntries(
            Map.entry("IllegalArgumentException", "a value's own check: whoever shows it says what it is about"),
            Map.entry("IllegalStateException", "a defect, told behind TLK-901 or TLK-903"),
            Map.entry("UnsupportedOperationException", "a defect, told behind TLK-901 or TLK-903"),
            Map.entry("UncheckedIOException", "a defect, told behind TLK-901 or TLK-903"),
            Map.entry("KafkaException", "the reason in a warning of transactions and of control documents"),
            Map.entry("TimeoutException", "the reason in TLK-508 and TLK-511"),
            Map.entry("InterruptException", "the reason in TLK-510"),
            Map.entry("CompletionException", "a wrapping"),
            Map.entry("AttributeNotFoundException", "the answer to a JMX client"),
            Map.entry("JsonParseException", "caught where records are scanned; a refused record is TLK-102"),
            Map.entry("UnreadableEntryException", "the reason in TLK-502"),
            Map.entry("UnreadableAnswerException", "the reason in TLK-302, TLK-303 and TLK-306"),
            Map.entry("ClosedException", "the reason in TLK-302 and TLK-303"),
            Map.entry("IOException", "the reason in TLK-302, TLK-303, TLK-306 and TLK-805"),
            Map.entry("HttpTimeoutException", "the reason in TLK-302 and TLK-303"),
            Map.entry("UnreadableEventException", "the reason in TLK-701 and TLK-853"),
            Map.entry("InvalidFieldException", "the reason in TLK-703, or the answer to a request"),
            Map.entry("InvalidDocumentException", "the reason in TLK-703, or the answer to a request"),
            Map.entry("UnusablePredictionException", "the reason in TLK-701"),
            Map.entry("UnmappableException", "the reason that a decision not to ask people gives"),
            Map.entry("ProblemException", "the answer to a request"));

    /** What stands for a message that begins with an id: those who made it are looked at too. */
    private static final Pattern PASSED_ON = Pattern.compile(
            "(fail|broken)\\.message\\(\\)|told\\.getMessage\\(\\)|message\\(key|unread\\(|\\(failed\\.fenced\\(\\)");

    /** Kafka's own form, which names the configuration: {@code Invalid value … for configuration …}. */
    private static final Pattern OF_A_KEY = Pattern.compile("[A-Z_]+,|name,|key,");

    @Test
    void everyExceptionThatPeopleSeeBeginsWithItsId() {
        var without = new ArrayList<String>();
        for (var source : Sources.of(MODULES)) {
            for (var made = MADE.matcher(source.text()); made.find(); ) {
                var rest = source.text().substring(made.end());
                if (SEEN.contains(made.group(1)) && !isNumbered(made.group(1), rest)) {
                    without.add(source.name() + ": " + made.group() + firstLine(rest));
                }
            }
        }

        assertThat(without).isEmpty();
    }

    @Test
    void everyTypeOfExceptionIsSeenOrHasAReasonNotToBe() {
        var undecided = new ArrayList<String>();
        for (var source : Sources.of(MODULES)) {
            for (var made = MADE.matcher(source.text()); made.find(); ) {
                var type = made.group(1);
                if (!SEEN.contains(type) && !NUMBERED.contains(type) && !UNSEEN.containsKey(type)) {
                    undecided.add(source.name() + ": " + type);
                }
            }
        }

        assertThat(undecided).isEmpty();
    }

    @Test
    void thoseThatAreSaidToHaveAnIdHaveOne() {
        var sources = Sources.of(MODULES).stream().map(Sources.Source::text).collect(joining("\n"));

        assertThat(NUMBERED)
                .allSatisfy(type -> assertThat(sources)
                        .containsPattern("class " + type + " extends (?s:.{0,600}?)\"TLK-[0-9]{3} "));
    }

    private static boolean isNumbered(String type, String rest) {
        return rest.matches("(?s)\"TLK-[0-9]{3} .*")
                || PASSED_ON.matcher(rest).lookingAt()
                || (type.equals("ConfigException") && OF_A_KEY.matcher(rest).lookingAt());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
