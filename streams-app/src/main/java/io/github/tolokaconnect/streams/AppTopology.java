package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.control.ControlTopology;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.correlate.CorrelateTopology;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.monitor.InputTopics;
import io.github.tolokaconnect.streams.monitor.MonitorTopology;
import io.github.tolokaconnect.streams.monitor.OperationListener;
import io.github.tolokaconnect.streams.repair.RepairTopology;
import io.github.tolokaconnect.streams.select.SelectTopology;
import io.github.tolokaconnect.streams.select.StoredRoutes;
import io.github.tolokaconnect.streams.stats.StoredStats;
import org.apache.kafka.streams.Topology;

/** All topologies in one. */
final class AppTopology {

    private AppTopology() {}

    static Topology build(StreamsAppConfig config, OperationListener listener) {
        AppTopics topics = config.topics();
        EventCodec codec = new EventCodec();
        Topology topology = MonitorTopology.build(
                new InputTopics(topics.operationStatus(), "unused-created", "unused-errors"),
                config.retention(),
                listener);
        Controls controls = ControlTopology.addTo(topology, topics);
        StoredStats.addTo(topology, topics.stats());
        SelectTopology.addTo(topology, topics, new StoredRoutes(controls, config.select()), config.select(), codec);
        CorrelateTopology.addTo(topology, topics, config.itemsRetention(), codec);
        RepairTopology.addTo(topology, topics, config.repair(), codec, controls, CorrelateTopology.ERRORS);
        return topology;
    }
}
