package io.github.tolokaconnect.streams.state;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all stores of a process share outside of the heap: blocks of files, their indexes and filters, and what is not written
 * to files yet. Without it each store would take its own, and there is one for each topology and topic-partition. Safe from any thread.
 */
public final class StateMemory implements AutoCloseable {

    /** Key under which Kafka Streams hands this object to {@link BoundedStores}. */
    public static final String CONFIG = "toloka.state.memory";

    private static final int SHARDS_BY_SIZE = -1;
    private static final double FOR_INDEXES = 0.1;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    private StateMemory(Cache cache, WriteBufferManager writeBuffers) {
        this.cache = cache;
        this.writeBuffers = writeBuffers;
    }

    /** At most about {@code bytes}, of which half may hold what is not written yet. */
    public static StateMemory of(long bytes) {
        RocksDB.loadLibrary();
        // Not strict: a read that finds the cache full of what is in use would fail otherwise.
        Cache cache = new LRUCache(bytes, SHARDS_BY_SIZE, false, FOR_INDEXES);
        return new StateMemory(cache, new WriteBufferManager(bytes / 2, cache));
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** Frees it; to be called after all stores are closed. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
