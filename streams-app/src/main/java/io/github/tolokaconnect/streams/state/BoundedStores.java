package io.github.tolokaconnect.streams.state;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;

/**
 * Has every store take its memory from {@link StateMemory}, and compress what it writes to disk. Kafka Streams makes one of its own for
 * each store.
 */
public final class BoundedStores implements RocksDBConfigSetter {

    private static final long BLOCK_BYTES = 16 * 1024L;
    private static final long WRITE_BUFFER_BYTES = 8 * 1024 * 1024L;
    private static final int WRITE_BUFFERS = 3;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        StateMemory memory = (StateMemory) requireNonNull(configs.get(StateMemory.CONFIG));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        // Universal compaction, Kafka Streams' own choice, needs twice the disk while it runs.
        options.setCompactionStyle(CompactionStyle.LEVEL);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
    }

    @Override
    public void close(String storeName, Options options) {
        // What was set belongs to all stores, and is closed with the application.
    }
}
