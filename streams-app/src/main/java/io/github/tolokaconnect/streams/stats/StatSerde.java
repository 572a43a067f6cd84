package io.github.tolokaconnect.streams.stats;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Stats as a few bytes: they are read and written for every event. */
final class StatSerde implements Serde<Stat> {

    private static final int UUID_BYTES = 16;
    private static final long NEVER = Long.MIN_VALUE;

    @Override
    @SuppressWarnings("NullAway") // Kafka asks for null where there is nothing.
    public Serializer<Stat> serializer() {
        return (topic, stat) -> stat == null ? null : write(stat);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka asks for null where there is nothing.
    public Deserializer<Stat> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes));
    }

    private static byte[] write(Stat stat) {
        List<Long> buckets = stat.buckets();
        List<UUID> samples = stat.samples();
        Instant last = stat.last();
        ByteBuffer to = ByteBuffer.allocate(
                2 * Long.BYTES + Double.BYTES + 2 + buckets.size() * Long.BYTES + samples.size() * UUID_BYTES);
        to.putLong(stat.count()).putDouble(stat.seconds()).putLong(last == null ? NEVER : last.toEpochMilli());
        to.put((byte) buckets.size()).put((byte) samples.size());
        for (long bucket : buckets) {
            to.putLong(bucket);
        }
        for (UUID id : samples) {
            to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return to.array();
    }

    private static Stat read(ByteBuffer from) {
        long count = from.getLong();
        double seconds = from.getDouble();
        long last = from.getLong();
        int bucketCount = from.get();
        int sampleCount = from.get();
        List<Long> buckets = bucketCount == 0 ? List.of() : new ArrayList<>(bucketCount);
        for (int i = 0; i < bucketCount; i++) {
            buckets.add(from.getLong());
        }
        List<UUID> samples = sampleCount == 0 ? List.of() : new ArrayList<>(sampleCount);
        for (int i = 0; i < sampleCount; i++) {
            samples.add(new UUID(from.getLong(), from.getLong()));
        }
        return new Stat(count, seconds, buckets, samples, last == NEVER ? null : Instant.ofEpochMilli(last));
    }
}
