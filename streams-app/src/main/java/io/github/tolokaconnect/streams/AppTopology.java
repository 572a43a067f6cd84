package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.control.ControlTopology;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.correlate.CorrelateTopology;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.monitor.MonitorTopology;
import io.github.tolokaconnect.streams.monitor.OperationListener;
import io.github.tolokaconnect.streams.repair.RepairTopology;
import io.github.tolokaconnect.streams.select.SelectTopology;
import io.github.tolokaconnect.streams.select.StoredRoutes;
import io.github.tolokaconnect.streams.stats.StoredStats;
import org.apache.kafka.streams.Topology;

/**
 * All topologies in one, so that one application, one group and one directory hold everything.
 *
 * @param topology what runs
 * @param controls the control documents that it has read
 * @param routes the routes that it obeys
 */
record AppTopology(Topology topology, Controls controls, StoredRoutes routes) {

    /** The topology; {@code listener} is told each change of an operation. */
    static AppTopology build(StreamsAppConfig config, EventCodec codec, OperationListener listener) {
        AppTopics topics = config.topics();
        Topology topology = new Topology();
        StoredStats.addTo(topology, topics.stats());
        Controls controls = ControlTopology.addTo(topology, topics);
        StoredRoutes routes = new StoredRoutes(controls, config.select());
        SelectTopology.addTo(topology, topics, routes, config.select(), codec);
        CorrelateTopology.addTo(topology, topics, config.itemsRetention(), codec);
        RepairTopology.addTo(topology, topics, config.repair(), codec, controls, CorrelateTopology.ERRORS);
        MonitorTopology.addTo(topology, topics, config.monitor(), codec, listener);
        return new AppTopology(topology, controls, routes);
    }
}
