package io.github.tolokaconnect.streams.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stats as JSON, as they are published. */
final class StatCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Published.class);
    private static final ObjectReader READER = MAPPER.readerFor(Published.class);

    private record Published(
            long count,
            double seconds,
            @Nullable List<Long> buckets,
            @Nullable List<UUID> samples) {}

    private StatCodec() {}

    static byte[] encode(Stat stat) {
        try {
            return WRITER.writeValueAsBytes(
                    new Published(stat.count(), stat.seconds(), stat.buckets(), stat.samples()));
        } catch (IOException e) {
            throw new UncheckedIOException("a stat that cannot be written", e);
        }
    }

    static Stat decode(byte[] json) {
        try {
            Published read = READER.readValue(json);
            return new Stat(
                    read.count(),
                    read.seconds(),
                    read.buckets() == null ? List.of() : read.buckets(),
                    read.samples() == null ? List.of() : read.samples());
        } catch (IOException e) {
            throw new UncheckedIOException("a stat that cannot be read", e);
        }
    }
}
