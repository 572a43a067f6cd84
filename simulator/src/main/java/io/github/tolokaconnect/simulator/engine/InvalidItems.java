package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.Slice;
import io.github.tolokaconnect.simulator.spill.Append;
import io.github.tolokaconnect.simulator.spill.Spill;
import io.github.tolokaconnect.simulator.spill.Window;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * The invalid items of an operation in a spill: first the lengths of source and errors of each, eight bytes an item, then source
 * and errors of each.
 *
 * @param position where they begin
 * @param count how many there are
 * @param bytes how long all of it is
 */
record InvalidItems(Spill spill, long position, int count, long bytes) {
    private static final int LENGTHS_BYTES = 2 * Integer.BYTES;

    /**
     * Keeps {@code items}.
     *
     * @throws io.github.tolokaconnect.simulator.spill.SpillException if they cannot be kept; nothing has been appended then
     */
    static InvalidItems append(Spill spill, List<Item.Invalid> items) {
        Append append = spill.append();
        long position = append.position();
        List<byte[]> errors = items.stream().map(item -> bytes(item.errors())).toList();
        for (int index = 0; index < items.size(); index++) {
            append.put(ByteBuffer.allocate(LENGTHS_BYTES)
                    .putInt(items.get(index).source().buffer().remaining())
                    .putInt(errors.get(index).length)
                    .flip());
        }
        for (int index = 0; index < items.size(); index++) {
            append.put(items.get(index).source().buffer());
            append.put(ByteBuffer.wrap(errors.get(index)));
        }
        append.commit();
        return new InvalidItems(spill, position, items.size(), append.position() - position);
    }

    /** The items; each is fetched when it is read. Any thread may read the list, one at a time. */
    List<Item.Invalid> items() {
        return count == 0 ? List.of() : new Items(this);
    }

    private static byte[] bytes(ObjectNode errors) {
        try {
            return Wire.JSON.writeValueAsBytes(errors);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Items extends AbstractList<Item.Invalid> {
        private final Window window;
        /** Where each source begins and ends; the errors follow until the next source. */
        private final long[] starts;

        private final long[] ends;

        Items(InvalidItems items) {
            this.window = new Window(items.spill, items.position, items.bytes);
            this.starts = new long[items.count + 1];
            this.ends = new long[items.count];
            starts[0] = items.position + (long) items.count * LENGTHS_BYTES;
            for (int index = 0; index < items.count; index++) {
                ByteBuffer lengths =
                        ByteBuffer.wrap(window.read(items.position + (long) index * LENGTHS_BYTES, LENGTHS_BYTES));
                ends[index] = starts[index] + lengths.getInt();
                starts[index + 1] = ends[index] + lengths.getInt();
            }
        }

        @Override
        public Item.Invalid get(int index) {
            Objects.checkIndex(index, ends.length);
            byte[] source = window.read(starts[index], (int) (ends[index] - starts[index]));
            byte[] errors = window.read(ends[index], (int) (starts[index + 1] - ends[index]));
            return new Item.Invalid(Slice.of(source), Slice.of(errors).object());
        }

        @Override
        public int size() {
            return ends.length;
        }
    }
}
