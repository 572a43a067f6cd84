package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.web.Cluster;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;

/** The instances as Kafka Streams knows them: each tells its address ({@code application.server}) with its group membership. */
final class Instances implements Cluster {

    private final KafkaStreams streams;
    private final HostInfo self;

    /**
     * The instances that share the work with {@code streams}, which others reach at {@code self}; if that is unavailable, there are no
     * others.
     */
    Instances(KafkaStreams streams, HostInfo self) {
        this.streams = streams;
        this.self = self;
    }

    @Override
    public Optional<URI> ownerOf(String store, String key) {
        if (self.equals(HostInfo.unavailable())) {
            // Kafka Streams knows of no owner that told no address, and of itself neither.
            return Optional.empty();
        }
        try {
            KeyQueryMetadata owner = streams.queryMetadataForKey(store, key, new StringSerializer());
            if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw new StateUnavailableException("Store " + store + " is on its way to another instance.");
            }
            return owner.activeHost().equals(self) ? Optional.empty() : Optional.of(address(owner.activeHost()));
        } catch (StreamsNotStartedException | IllegalStateException e) {
            throw new StateUnavailableException("Kafka Streams is " + streams.state() + ".");
        }
    }

    @Override
    public List<URI> others() {
        try {
            return streams.metadataForAllStreamsClients().stream()
                    .map(StreamsMetadata::hostInfo)
                    .filter(host -> !host.equals(self) && !host.equals(HostInfo.unavailable()))
                    .distinct()
                    .map(Instances::address)
                    .toList();
        } catch (StreamsNotStartedException | IllegalStateException e) {
            return List.of();
        }
    }

    private static URI address(HostInfo host) {
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        return URI.create("http://" + name + ":" + host.port());
    }
}
