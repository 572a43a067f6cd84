package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.events.Heartbeat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Use of the quota in the API, by connector. {@code known} is false while no instance can tell. */
record QuotaView(String asOf, boolean known, String resets, List<Connector> connectors, List<String> missing) {

    /** The sink tasks of a connector together: each has its part of the limits. */
    record Connector(
            String connector,
            long tasksToday,
            @Nullable Long tasksPerDay,
            @Nullable Double share,
            double requestsPerSecond,
            double requestsLeft,
            List<Numbers.Named> exceeded) {

        static Connector of(String name, Heartbeat.Rate rate, boolean isToday, List<Numbers.Named> exceeded) {
            return new Connector(
                    name,
                    isToday ? rate.tasksToday() : 0,
                    rate.fusePerDay(),
                    share(isToday ? rate.tasksToday() : 0, rate.fusePerDay()),
                    rate.limitPerSecond(),
                    rate.tokens(),
                    exceeded);
        }

        Connector plus(Connector other) {
            long today = tasksToday + other.tasksToday;
            Long most =
                    tasksPerDay == null || other.tasksPerDay == null ? null : (Long) (tasksPerDay + other.tasksPerDay);
            return new Connector(
                    connector,
                    today,
                    most,
                    share(today, most),
                    requestsPerSecond + other.requestsPerSecond,
                    requestsLeft + other.requestsLeft,
                    exceeded);
        }

        private static @Nullable Double share(long today, @Nullable Long most) {
            return most == null || most == 0 ? null : (Double) ((double) today / most);
        }
    }
}
