package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    @Test
    void hasDefaultsForWhatADocumentDoesNotSay() {
        Route route = Samples.route("cats", "");

        assertThat(route.priority()).isEqualTo(100);
        assertThat(route.isEnabled()).isTrue();
        assertThat(route.when()).isNull();
        assertThat(route.baseline()).isNull();
        assertThat(route.dedup()).isEqualTo(Dedup.STANDARD);
        assertThat(route.dedup().window()).isEqualTo(Duration.ofDays(7));
        assertThat(route.dedup().by()).hasToString("[/input]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ", 'golden': {'bank': 'cats'} | /golden: there is no such field; allowed are baseline, dedup, enabled, map, pool, priority, route, select, when",
                ", 'limits': {'tasks_per_hour': 500} | /limits: there is no such field",
                ", 'priority': -1 | /priority: must be a whole number from 0 to 1000000, and is -1",
                ", 'priority': 1.5 | /priority: must be a whole number",
                ", 'priority': '1' | /priority: must be a whole number",
                ", 'enabled': 'yes' | /enabled: must be true or false",
                ", 'enabled': 1 | /enabled: must be true or false",
                ", 'route': 'cats' | not one well-formed JSON object in UTF-8, with no field twice",
                ", 'when': [] | /when: must be an object",
                ", 'when': {'all': []} | /when/all: must have 1 to 50 elements",
                ", 'when': {'all': [null]} | /when/all: must have 1 to 50 elements",
                ", 'when': {'all': [{'pointer': 'model', 'eq': 1}]} | /when/all/0/pointer: must be a JSON Pointer, which begins with a slash, such as /input/image, and is 'model'",
                ", 'when': {'all': [{'any': [{'all': [{'pointer': '/a', 'eq': 1}]}]}]} | /when: must not have groups more than 2 deep",
                ", 'dedup': {'window': '7 days'} | /dedup/window: must be an ISO 8601 duration, such as P7D or PT12H, and is '7 days'",
                ", 'dedup': {'window': 'PT0S'} | /dedup/window: must be at least PT1S, and is PT0S",
                ", 'dedup': {'window': 'P31D'} | /dedup/window: must be at most PT720H, for which predictions are remembered (select.dedup.retention.ms), and is PT744H",
                ", 'dedup': {'by': []} | /dedup/by: must have 1 to 20 elements",
                ", 'dedup': {'by': ['input']} | /dedup/by: must be a JSON Pointer",
                ", 'dedup': {'per': 1} | /dedup/per: there is no such field; allowed are by, window",
                ", 'baseline': {'top': 0} | /baseline/top: must be a whole number from 1 to 100, and is 0",
                ", 'baseline': {'min_confidence': 1.1} | /baseline/min_confidence: must be from 0 to 1",
            })
    void refusesFurtherFieldsThatAreWrong(String fields, String problem) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Route.read("cats", Samples.json(Samples.routeJson("cats", fields)), Samples.MONTH))
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'pool': '1001' | 'pool': 'my pool' | /pool: must be the id of a pool, or @ and an alias of 1 to 100 letters, digits, points, underscores and hyphens, and is 'my pool'",
                "'pool': '1001' | 'pool': '@' | /pool: must be the id of a pool",
                "'pool': '1001' | 'pool': 1001 | /pool: must be a text",
                "'pool': '1001', | | /pool: must be there",
                "'route': 'cats', | | /route: must be there",
                "'map' | 'mapping' | /map: must be there",
                "'route': 'cats' | 'route': 'c/ats' | /route: must be 1 to 100 letters",
                "'route': 'cats' | 'route': 'dogs' | /route: must be 'cats', as in the key, and is 'dogs'",
                "'any' | 'some' | /select: must have either 'any' or 'all', with a list of tests",
                "'measure': 'margin' | 'measure': 'gut' | /select/any/0/measure: must be one of least_confidence, margin, entropy, committee, random, and is 'gut'",
                "'measure': 'margin' | 'measure': 'random' | must be a 'measure' with one of less_than, at_most, more_than, at_least, or the measure random with a 'rate'",
                "'less_than': 0.2 | 'less_than': 0.2, 'at_least': 0.1 | must be a 'measure' with one of",
                "'less_than': 0.2 | 'rate': 0.2 | must be a 'measure' with one of",
                "'less_than': 0.2 | 'less_than': 1.2 | /select/any/0: must have a limit from 0 to 1, and has 1.2",
                "'less_than': 0.2 | 'less_than': 1e-999999999 | /select/any/0: must have a limit of at most 30 digits",
                "'less_than': 0.2 | 'threshold': 0.2 | /select/any/0: must be a 'measure' with one of",
                "'input_values': {'image': '/input/image'} | 'input_values': 'image' | /map/input_values: must be an object",
                "'input_values': {'image': '/input/image'}, | | /map/input_values: must be there",
                "'overlap': 3 | 'overlap': 0 | /map/overlap: must be a whole number from 1 to 30000, and is 0",
                "'overlap': 3 | 'overlap': 2.5 | /map/overlap: must be a whole number",
                "'overlap': 3 | 'ovelap': 3 | /map/ovelap: there is no such field that a route gives a task; allowed are baseline_solutions, infinite_overlap",
                "'overlap': 3 | 'pool_id': '7' | /map/pool_id: there is no such field that a route gives a task",
            })
    void refusesFieldsThatAreWrong(String right, @Nullable String wrong, String problem) {
        String document = Samples.routeJson("cats", "").replace(right, wrong == null ? "" : wrong);

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Route.read("cats", Samples.json(document), Samples.MONTH))
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"null", "[]", "'cats'", "{", "{'route'}"})
    void refusesWhatIsNoDocument(String document) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Route.read("cats", Samples.json(document), Samples.MONTH))
                .withMessageMatching("the document is (null where an object is expected"
                        + "|not one well-formed JSON object in UTF-8, with no field twice.*)");
    }

    @Test
    void refusesASecondDocumentBehindTheFirst() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(
                        () -> Route.read("cats", Samples.json(Samples.routeJson("cats", "") + " {}"), Samples.MONTH))
                .withMessageContaining("not one well-formed JSON object");
    }

    @Test
    void takesBaselineSolutionsFromOnePlaceOnly() {
        String document =
                Samples.routeJson("cats", ", 'baseline': {}").replace("'overlap': 3", "'baseline_solutions': []");

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Route.read("cats", Samples.json(document), Samples.MONTH))
                .withMessageContaining("/baseline: must not be there beside baseline_solutions in 'map'");
    }
}
