package io.github.tolokaconnect.streams.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the table of rules into the documentation when run with {@code -Dupdate.docs=true}. */
class AlertsDocTest {

    private static final Path DOC = Path.of("..", "docs", "streams-app", "alerts.md");
    private static final String START = "<!-- rules: written by AlertsDocTest, run with -Dupdate.docs=true -->\n";
    private static final String END = "<!-- end of rules -->";
    private static final List<AlertRule> RULES = AlertRules.of(AlertSettings.standard());

    @Test
    void documentsEveryRuleAsItIsDefined() throws IOException {
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

    @Test
    void saysOfEveryRuleWhatItMeasures() throws IOException {
        String doc = Files.readString(DOC);

        assertThat(RULES)
                .allSatisfy(rule -> assertThat(doc.substring(doc.indexOf(END))).contains("\n| " + rule.name() + " | "));
    }

    @Test
    void everyRuleHasTheRunbookThatItsAlertsName() {
        assertThat(RULES)
                .allSatisfy(rule ->
                        assertThat(Path.of("..", rule.runbook())).content().contains("`" + rule.name() + "`"));
    }

    private static String table() {
        return "| rule | severity | fires above | for | over at or below | for |\n|---|---|---|---|---|---|\n"
                + RULES.stream()
                        .map(rule -> "| [%s](../%s) | %s | %s | %s | %s | %s |%n"
                                .formatted(
                                        rule.name(),
                                        rule.runbook().substring("docs/".length()),
                                        rule.severity(),
                                        number(rule.threshold()),
                                        time(rule.pending()),
                                        number(rule.clear()),
                                        rule.isOnce() ? time(rule.hold()) + ", once" : time(rule.hold())))
                        .collect(Collectors.joining());
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String time(Duration time) {
        return time.isZero() ? "at once" : time.toMinutes() + " min";
    }
}
