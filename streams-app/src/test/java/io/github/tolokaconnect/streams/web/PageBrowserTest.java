package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.control.Audit;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.repair.RepairQueries.ReplayProgress;
import io.github.tolokaconnect.streams.repair.Replay;
import io.github.tolokaconnect.streams.stats.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page in a real browser, over an application in memory. Run by {@code .ci/streams-page}, where a browser is. */
@Tag("browser")
class PageBrowserTest {

    private static Browser browser;

    private final Known known = new Known();
    private Instance instance;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() throws IOException {
        instance = Instance.of(known);
        browser.resize(1180, 900);
        browser.prefersDark(false);
    }

    @AfterEach
    void stop() {
        instance.close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void followsPredictionsToLabelsWhileItIsOpen() {
        Scene.fill(known);

        browser.open(instance.url(), "/");

        browser.sees("[data-stage=predictions] .stage-count", "20,480");
        browser.sees("[data-stage=selected] .stage-count", "6,120");
        browser.sees("[data-stage=selected] .drops", "confident");
        browser.sees("[data-stage=created] .stage-count", "5,988");
        browser.sees("[data-stage=labels] .stage-count", "4,310");
        browser.sees("#flow-totals", "93.0 %");
        browser.sees("#routes", "@cats-main");

        known.stats.count(Metric.TASKS_CREATED, NOON, 12, "toloka-sink", "1001");
        known.now = known.now.plusSeconds(2);

        browser.sees("[data-stage=created] .stage-count", "6,000");
    }

    @Test
    void drawsAChartOfTheLastHour() {
        Scene.fill(known);

        browser.open(instance.url(), "/#flow");

        browser.sees("#link", "live");
        assertThat(browser.run("return document.getElementById('flow-chart').getAttribute('aria-label')"))
                .asString()
                .startsWith("In the last hour: ");
        assertThat((boolean) browser.run("""
                        const canvas = document.getElementById('flow-chart');
                        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                        return pixels.some((value) => value > 0);""")).isTrue();
    }

    @Test
    void pausesARouteWithAToken() {
        known.put("route/cats", Cases.ROUTE);
        known.put("pool/cats-main", "{\"pool_id\":\"1001\"}");
        browser.open(instance.url(), "/#flow");

        browser.click("#routes button", "Pause");
        browser.type("#token", "wrong");
        browser.click("#token-form .primary");
        browser.sees("#token-note", "not known");
        browser.type("#token", Known.TOKEN);
        browser.press(Keys.ENTER);

        browser.sees("#routes .status", "paused");
        browser.click("#routes button", "Resume");
        browser.sees("#routes .status", "on");
        assertThat(known.audits)
                .extracting(Audit::action, Audit::actor)
                .containsExactly(tuple("route.pause", "olu"), tuple("route.resume", "olu"));
        assertThat(browser.run("return Object.keys(localStorage).length + document.cookie.length"))
                .isEqualTo(0L);
        assertThat(browser.run("return sessionStorage.length")).isEqualTo(1L);
    }

    @Test
    void showsACardForEachPool() {
        Scene.fill(known);

        browser.open(instance.url(), "/#pools");

        browser.sees("[data-pool='1001']", "@cats-main");
        browser.sees("[data-pool='1001']", "VALUE_REQUIRED at input_values.image");
        browser.sees("[data-pool='1002'] .facts", "27 d");
    }

    @Test
    void opensAnOperationByKeyboard() {
        known.operations.add(Operation.of(rejected(5, CATS)));
        browser.open(instance.url(), "/#operations");
        browser.sees("#rows", "REJECTED");

        browser.run("document.querySelector('#operation-filter input').focus()");
        browser.press(Keys.TAB);
        assertThat(browser.hasFocus(".open")).isTrue();
        browser.press(Keys.ENTER);

        browser.sees(".detail", "TASKS_CREATION_DOES_NOT_FIT_QUOTA");
        assertThat(browser.hasFocus(".open[aria-expanded=true]")).isTrue();
    }

    @Test
    void keepsStepWithOperations() {
        browser.open(instance.url(), "/#operations?state=in-flight");
        browser.sees("#view-operations .blank", "No operation is in flight");
        browser.sees("#link", "live");

        Operation running = Operation.of(at(5, DOGS, Status.RUNNING));
        known.operations.add(running);
        instance.feed.operationChanged(running);

        browser.sees("#rows", "RUNNING");
        browser.seesThat("#rows .age", age -> age.matches("[0-9.]+ s"), "tells an age");
        browser.click("#operation-filter span", "Failed");
        browser.sees("#view-operations .blank", "No operation is failed");
        assertThat(browser.address()).isEqualTo("#operations?state=failed");
    }

    @Test
    void repairsAndReplaysByClicking() {
        Scene.fill(known);
        browser.open(instance.url(), "/#errors");

        browser.click("[data-error=error-VALUE_REQUIRED] .group-head");
        browser.sees(".group-body .hint", "demands");
        browser.sees(".sample", "img-0101");
        browser.click(".group-body .primary", "Replay");
        browser.type("#replay-patch", "{\"input_values\": ");
        browser.click("#replay-dry");
        browser.sees("#replay-problem", "no JSON");
        browser.type("#replay-patch", "{\"input_values\": {\"image\": \"https://example.com/lost.jpg\"}}");
        browser.click("#replay-dry");
        browser.type("#token", Known.TOKEN);
        browser.click("#token-form .primary");
        browser.sees("#replay-result", "2 records match");
        browser.sees("#replay-result .json:last-child", "lost.jpg");
        assertThat(known.audits).isEmpty();
        browser.click("#replay-send", "Send 2 records");
        browser.sees("#replay-result", "Ordered");

        UUID id = UUID.fromString(known.audits.get(0).target().substring(Replay.PREFIX.length()));
        JsonNode document = known.documents.get(Replay.PREFIX + id).json().toNode();
        assertThat(document.path("select"))
                .hasToString("{\"code\":\"VALUE_REQUIRED\",\"path\":\"input_values.image\"}");
        known.replays.put(id, new ReplayProgress(1, 0, 0, 2, 1));
        browser.sees("#replay-result", "Under way: 1 sent");
        known.replays.put(id, new ReplayProgress(2, 0, 0, 2, 2));

        browser.sees("#replay-result", "Done: 2 sent, 0 given up, 0 skipped.");
        browser.click("#replay-close");
        browser.sees("#replays", "olu");
        browser.sees("#replays", "done");
    }

    @Test
    void sendsOnlyWhatWasTried() {
        Scene.fill(known);
        browser.open(instance.url(), "/#errors");
        browser.run("sessionStorage.setItem('token', arguments[0])", Known.TOKEN);

        browser.click("[data-error=error-all] .group-head");
        browser.click(".group-body .primary", "Replay");
        browser.click("#replay-dry");
        browser.sees("#replay-send:enabled", "Send 3 records");
        browser.type("#replay-patch", "{}");

        browser.sees("#replay-send:disabled", "Send");
        assertThat(known.audits).isEmpty();
        browser.press(Keys.ESCAPE);
        browser.seesNo("#replay-dialog");
    }

    @Test
    void tellsTheLifeOfAnItem() {
        known.items.put("shop/42 ü", Cases.labelled("shop/42 ü"));
        browser.open(instance.url(), "/#item");
        browser.sees("#view-item .blank", "Which item?");

        browser.type("#item-key", "shop/42 ü");
        browser.press(Keys.ENTER);

        browser.sees(".item-head", "labelled");
        assertThat(browser.shown(".entry strong"))
                .containsExactly(
                        "Selected by route cats, because of margin<0.2.",
                        "Refused with VALUE_REQUIRED at input_values.image.",
                        "Became task task-1 in pool 1001.",
                        "Labelled by people, as the model had said.");
        assertThat(browser.address()).isEqualTo("#item/shop%2F42%20%C3%BC");
        browser.type("#item-key", "img-9");
        browser.press(Keys.ENTER);
        browser.sees("#view-item .blank", "Nothing is known of img-9");
    }

    @Test
    void showsTextOfTheServerAsText() {
        String key = "<img src=x onerror=\"document.title='broken'\">";
        known.items.put(key, Cases.labelled(key));

        browser.open(instance.url(), "/#item/" + Asked.segment(key));

        browser.sees(".item-head h3", key);
        assertThat(browser.run("return document.querySelectorAll('#item img').length"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "pools", "operations", "errors"})
    void saysThatNothingIsThereYet(String view) {
        browser.open(instance.url(), "/#" + view);

        browser.seesThat(
                "#view-" + view + " .blank h3",
                title -> title.matches("N.* (yet|No refusals).*|No refusals|Nothing.*"),
                "says that");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "pools", "operations", "errors", "item/img-1"})
    void saysThatItIsNotReadyAndComesBack(String view) {
        Scene.fill(known);
        known.items.put("img-1", Cases.labelled("img-1"));
        known.restoring = "Being restored: 1,200 records are left.";
        browser.open(instance.url(), "/#" + view);

        browser.sees("#view-" + view.replaceFirst("/.*", "") + " .blank", "1,200 records are left");
        known.restoring = null;

        browser.seesNo("#view-" + view.replaceFirst("/.*", "") + " .blank");
        browser.seesNo("#notice");
    }

    @Test
    void saysSinceWhenItIsStale() {
        Scene.fill(known);
        browser.open(instance.url(), "/#pools");
        browser.sees("[data-pool='1001']", "Created");

        known.restoring = "Being restored.";
        known.now = known.now.plusSeconds(5);

        browser.sees("#notice", "Stale since ");
        browser.sees("[data-pool='1001']", "Created");
        instance.close();
        browser.sees("#link", "reconnecting");
        browser.sees("#notice", "does not answer");
    }

    @Test
    void showsAlertsAsTheyCome() {
        known.alerts.add(Cases.alert("1001", Alert.State.FIRING, 1));
        browser.open(instance.url(), "/");
        browser.sees("#alerts", "31 % of the records for pool 1001 are refused.");

        known.alerts.set(0, Cases.alert("1001", Alert.State.RESOLVED, 5));
        known.alerts.add(Cases.alert("1002", Alert.State.FIRING, 6));

        browser.seesThat("#alerts", text -> text.contains("1002") && !text.contains("1001"), "changes");
    }

    @Test
    void isUsedByKeyboard() {
        Scene.fill(known);
        browser.open(instance.url(), "/");
        browser.sees("#stages", "Predictions");

        browser.run("document.body.focus()");
        browser.press(Keys.TAB);
        assertThat(browser.hasFocus("#skip")).isTrue();
        browser.press(Keys.TAB);
        browser.press(Keys.TAB);
        assertThat(browser.hasFocus("nav a[href='#pools']")).isTrue();
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.press(Keys.ENTER);

        browser.sees("nav [aria-current=page]", "Pools");
        browser.sees("#pools", "@cats-main");
    }

    /** Pictures for the documentation, into the directory that the property {@code screenshots} names. */
    @Test
    void canBePhotographed() throws IOException {
        String directory = System.getProperty("screenshots", "");
        Scene.fill(known);
        known.alerts.add(Cases.alert("1001", Alert.State.FIRING, 1));
        for (String view : List.of("flow", "pools", "operations", "errors", "item/img-0042")) {
            photograph(directory, view, "");
        }
        browser.prefersDark(true);
        photograph(directory, "flow", "-dark");
        browser.prefersDark(false);
        browser.resize(360, 740);
        photograph(directory, "flow", "-phone");
    }

    private void photograph(String directory, String view, String suffix) throws IOException {
        String name = view.replaceFirst("/.*", "");
        browser.open(instance.url(), "/#" + view);
        browser.sees("#link", "live");
        browser.sees("#alerts", "1001");
        browser.seesNo("#view-" + name + " .blank");
        if (name.equals("errors")) {
            browser.click("[data-error=error-VALUE_REQUIRED] .group-head");
            browser.sees(".sample", "img-0101");
        }
        if (!directory.isEmpty()) {
            browser.photograph(Path.of(directory, "streams-" + name + suffix + ".png"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "pools", "operations", "errors", "item/img-0042"})
    void fitsAPhone(String view) {
        Scene.fill(known);
        browser.resize(360, 740);

        browser.open(instance.url(), "/#" + view);
        browser.seesNo("#view-" + view.replaceFirst("/.*", "") + " .blank");
        if (view.equals("errors")) {
            browser.click("[data-error=error-VALUE_REQUIRED] .group-head");
            browser.sees(".sample", "img-");
        }

        browser.fits();
    }

    @Test
    void leavesConnectionsToTheOtherTabs() {
        // More than the six connections that a browser opens to one server.
        for (int i = 0; i < 8; i++) {
            browser.open(instance.url(), "/#pools");
            browser.sees("#link", "live");
            browser.sees("#view-pools .blank", "No pool yet");
            browser.openTab();
        }
        browser.closeOtherTabs();
    }

    @Test
    void takesLinksOfFormerReleases() {
        browser.open(instance.url(), "/?state=stuck");

        browser.sees("#view-operations .blank", "No operation is stuck");
        assertThat(browser.address()).isEqualTo("#operations?state=stuck");
    }
}
