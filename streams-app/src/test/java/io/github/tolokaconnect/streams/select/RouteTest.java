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
                ", 'priority': -1 | the field 'priority' is -1 and must be from 0 to 1000000",
                ", 'priority': 1.5 | /priority: the value must be a whole number",
                ", 'priority': '1' | /priority: the value must be a whole number",
                ", 'enabled': 'yes' | /enabled: the value must be true or false",
                ", 'enabled': 1 | /enabled: the value must be true or false",
                ", 'route': 'cats' | not one well-formed JSON object in UTF-8, with no field twice",
                ", 'when': [] | /when: the value must be an object",
                ", 'when': {'all': []} | /when: the field 'all' must have 1 to 50 elements",
                ", 'when': {'all': [null]} | /when: the field 'all' must have 1 to 50 elements",
                ", 'when': {'all': [{'pointer': 'model', 'eq': 1}]} | /when/all/0: the field 'pointer' holds 'model' and must be a JSON Pointer",
                ", 'when': {'all': [{'any': [{'all': [{'pointer': '/a', 'eq': 1}]}]}]} | the field 'when' has groups more than 2 deep",
                ", 'dedup': {'window': '7 days'} | /dedup: the field 'window' is '7 days' and must be an ISO 8601 duration",
                ", 'dedup': {'window': 'PT0S'} | /dedup: the field 'window' is PT0S and must be at least PT1S",
                ", 'dedup': {'window': 'P31D'} | /dedup/window: PT744H is longer than the PT720H for which predictions are remembered",
                ", 'dedup': {'by': []} | /dedup: the field 'by' must have 1 to 20 elements",
                ", 'dedup': {'by': ['input']} | /dedup: the field 'by' holds 'input' and must be a JSON Pointer",
                ", 'dedup': {'per': 1} | /dedup/per: there is no such field; allowed are by, window",
                ", 'baseline': {'top': 0} | /baseline: the field 'top' is 0 and must be from 1 to 100",
                ", 'baseline': {'min_confidence': 1.1} | /baseline: the field 'min_confidence' must be from 0 to 1",
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
                "'pool': '1001' | 'pool': 'my pool' | 'my pool' is no pool: it must be an id, or @ and an alias",
                "'pool': '1001' | 'pool': '@' | '@' is no pool",
                "'pool': '1001' | 'pool': 1001 | /pool: the value must be a text",
                "'pool': '1001', | | the field 'pool' is missing",
                "'route': 'cats', | | the field 'route' is missing",
                "'map' | 'mapping' | the field 'map' is missing",
                "'route': 'cats' | 'route': 'c/ats' | the field 'route' must be 1 to 100 letters",
                "'route': 'cats' | 'route': 'dogs' | names itself 'dogs' and is the route 'cats' by its key",
                "'any' | 'some' | /select: it must have either 'any' or 'all', with a list of tests",
                "'measure': 'margin' | 'measure': 'gut' | /select/any/0: the field 'measure' is 'gut' and must be one of least_confidence, margin, entropy, committee, random",
                "'measure': 'margin' | 'measure': 'random' | a test is a 'measure' with one of less_than, at_most, more_than, at_least, or the measure random with a 'rate'",
                "'less_than': 0.2 | 'less_than': 0.2, 'at_least': 0.1 | a test is a 'measure' with one of",
                "'less_than': 0.2 | 'rate': 0.2 | a test is a 'measure' with one of",
                "'less_than': 0.2 | 'less_than': 1.2 | the limit of margin is 1.2 and must be from 0 to 1",
                "'less_than': 0.2 | 'less_than': 1e-999999999 | a limit has more than 30 digits",
                "'less_than': 0.2 | 'threshold': 0.2 | /select/any/0: a test is a 'measure' with one of",
                "'input_values': {'image': '/input/image'} | 'input_values': 'image' | /map: the field 'input_values' must be an object",
                "'input_values': {'image': '/input/image'}, | | /map: the field 'input_values' is missing",
                "'overlap': 3 | 'overlap': 0 | /map: the field 'overlap' is 0 and must be from 1 to 30000",
                "'overlap': 3 | 'overlap': 2.5 | /map: the field 'overlap' must be a whole number",
                "'overlap': 3 | 'ovelap': 3 | /map: 'ovelap' is no field that a route gives a task; allowed are baseline_solutions, infinite_overlap",
                "'overlap': 3 | 'pool_id': '7' | /map: 'pool_id' is no field that a route gives a task",
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
                .withMessageContaining("baseline_solutions come from 'baseline' or from 'map', not from both");
    }
}
