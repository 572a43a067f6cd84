package io.github.tolokaconnect.streams.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tolokaconnect.streams.select.Routes.RouteState;
import org.junit.jupiter.api.Test;

class StoredRoutesTest {

    private final FixedControls controls = new FixedControls();
    private final StoredRoutes routes = new StoredRoutes(controls, SelectSettings.STANDARD);

    @Test
    void listsRoutesInTheOrderInWhichTheyAreTriedAndUnusableOnesLast() {
        put("a", ", 'priority': 20");
        put("b", ", 'priority': 10, 'enabled': false");
        put("c", ", 'priority': 10");
        controls.put("route/0", Samples.json("{}"));

        assertThat(routes.all())
                .extracting(RouteState::name, RouteState::priority, RouteState::isEnabled, RouteState::problem)
                .containsExactly(
                        tuple("b", 10, false, null),
                        tuple("c", 10, true, null),
                        tuple("a", 20, true, null),
                        tuple("0", 100, false, "/route: must be there"));
    }

    @Test
    void resolvesTheAliasOfAPool() {
        controls.put("route/cats", Samples.json(Samples.routeJson("cats", "").replace("'1001'", "'@main'")));

        assertThat(routes.all())
                .extracting(RouteState::pool, RouteState::poolId)
                .containsExactly(tuple("@main", null));

        controls.put("pool/main", Samples.json("{'pool_id': ''}"));
        assertThat(routes.all()).extracting(RouteState::poolId).containsOnlyNulls();

        controls.put("pool/main", Samples.json("{'pool_id': '7'}"));
        assertThat(routes.all()).extracting(RouteState::poolId).containsExactly("7");
    }

    @Test
    void readsRoutesAgainOnlyAfterAChange() {
        put("cats", "");
        RouteBook before = routes.book();

        assertThat(routes.book()).isSameAs(before);

        put("cats", ", 'priority': 1");
        assertThat(routes.book()).isNotSameAs(before);
    }

    @Test
    void saysWhatIsWrongWithADocument() {
        assertThat(routes.problem("cats", Samples.json(Samples.routeJson("cats", ""))))
                .isEmpty();
        assertThat(routes.problem("dogs", Samples.json(Samples.routeJson("cats", ""))))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("/route: must be 'dogs', as in the key, and is 'cats'"));
    }

    @Test
    void saysWhatIsWrongWithAnAlias() {
        assertThat(PoolAlias.problem("cats-main", Samples.json("{'pool_id': '38315862'}")))
                .isEmpty();
        assertThat(PoolAlias.problem("cats main", Samples.json("{'pool_id': '1'}")))
                .isPresent();
        assertThat(PoolAlias.problem("cats", Samples.json("{'pool': '1'}"))).contains("/pool_id: must be there");
        assertThat(PoolAlias.problem("cats", Samples.json("{'pool_id': 1}"))).contains("/pool_id: must be a text");
        assertThat(PoolAlias.problem("cats", Samples.json("{'pool_id': '1', 'x': 1}")))
                .contains("/x: there is no such field; allowed are pool_id");
    }

    private void put(String name, String fields) {
        controls.put("route/" + name, Samples.json(Samples.routeJson(name, fields)));
    }
}
