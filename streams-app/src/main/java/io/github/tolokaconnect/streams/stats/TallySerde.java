package io.github.tolokaconnect.streams.stats;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Tallies as a few bytes: they are read and written for every event. */
final class TallySerde implements Serde<Tally> {

    private static final int UUID_BYTES = 16;

    @Override
    public Serializer<Tally> serializer() {
        return (topic, tally) -> {
            ByteBuffer bytes = ByteBuffer.allocate(size(tally.stat()) + size(tally.unpublished()));
            write(tally.stat(), bytes);
            write(tally.unpublished(), bytes);
            return bytes.array();
        };
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka asks for null where there is nothing.
    public Deserializer<Tally> deserializer() {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            ByteBuffer from = ByteBuffer.wrap(bytes);
            Stat stat = read(from);
            return new Tally(stat, read(from));
        };
    }

    private static int size(Stat stat) {
        return Long.BYTES
                + Double.BYTES
                + 2
                + stat.buckets().size() * Long.BYTES
                + stat.samples().size() * UUID_BYTES;
    }

    private static void write(Stat stat, ByteBuffer to) {
        to.putLong(stat.count()).putDouble(stat.seconds());
        to.put((byte) stat.buckets().size()).put((byte) stat.samples().size());
        stat.buckets().forEach(to::putLong);
        stat.samples().forEach(id -> to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
    }

    private static Stat read(ByteBuffer from) {
        long count = from.getLong();
        double seconds = from.getDouble();
        int bucketCount = from.get();
        int sampleCount = from.get();
        List<Long> buckets = new ArrayList<>(bucketCount);
        for (int i = 0; i < bucketCount; i++) {
            buckets.add(from.getLong());
        }
        List<UUID> samples = new ArrayList<>(sampleCount);
        for (int i = 0; i < sampleCount; i++) {
            samples.add(new UUID(from.getLong(), from.getLong()));
        }
        return new Stat(count, seconds, buckets, samples);
    }
}
