package dev.weir.refresh.snapshot;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.delta.LabelList;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.operate.Batches;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows by label: the sum of all changes of a stream, for who must see all rows in order, or changes that are yet to be
 * added to such a sum. Kept from labels, a 1 before each, to rows, each behind the number of its shape in two bytes, or
 * to nothing for a row that goes; under 0 how the raw text of each shape is read, as JSON. One thread.
 */
public final class KeptRows {
    private static final int PART = 4096;
    private static final int PART_BYTES = 1 << 20;
    private static final byte[] SHAPES = {0};
    private static final byte[] ROW = {1};
    private static final byte[] GONE = {};

    private final RowCodec codec;
    private final SortedRuns rows;
    private final TextBuffer key = new TextBuffer(64);
    private final TextBuffer value = new TextBuffer(256);
    /** The codec's numbers of the shapes kept, by their numbers here. */
    private final List<Integer> shapes = new ArrayList<>();

    /** @param codec of the stream's changes */
    public KeptRows(RowCodec codec, SortedRuns rows) {
        this.codec = codec;
        this.rows = rows;
        byte[] kept = rows.get(SHAPES, Side.AFTER);
        if (kept != null) {
            for (Json shape : ((JsonArray) JsonReader.read(kept, "state")).items()) {
                shapes.add(codec.addShape(ShapeJson.read((JsonArray) shape)));
            }
        }
    }

    /** Adds a change to a sum. */
    public void add(Delta change) {
        take(change, false);
    }

    /** Adds a change to changes. */
    void note(Delta change) {
        take(change, true);
    }

    private void take(Delta change, boolean keepsGone) {
        int known = shapes.size();
        for (int i = 0; i < change.size(); i++) {
            byte[] key = Label.join(ROW, change.label(i));
            if (change.weight(i) > 0) {
                rows.put(key, value(change, i));
            } else if (keepsGone) {
                rows.put(key, GONE);
            } else {
                rows.remove(key);
            }
        }
        keepShapes(known);
    }

    /** Brings what was added to disk. */
    public void seal() {
        rows.seal();
    }

    private void keepShapes(int known) {
        if (shapes.size() > known) {
            List<Json> all = shapes.stream()
                    .map(shape -> (Json) ShapeJson.write(codec.shapes().get(shape)))
                    .toList();
            rows.put(SHAPES, JsonWriter.compact(JsonArray.of(all)).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Adds rows that are all new to a sum. */
    public void load(Batch batch, LabelList labels) {
        int known = shapes.size();
        RowBlock block = codec.encode(batch);
        int shape = number(block.shape());
        keepShapes(known); // first, as it stands before all rows
        for (int i = 0; i < batch.rows(); i++) {
            key.clear();
            key.put(ROW);
            key.put(labels.bytes(), labels.from(i), labels.to(i));
            value.clear();
            value.put((byte) (shape >> 8));
            value.put((byte) shape);
            block.putCells(i, value);
            rows.load(key.bytes, 0, key.length, value.bytes, 0, value.length);
        }
    }

    private byte[] value(Delta change, int i) {
        byte[] cells = change.cells(i);
        byte[] value = new byte[cells.length + 2];
        int shape = number(change.shape(i));
        value[0] = (byte) (shape >> 8);
        value[1] = (byte) shape;
        System.arraycopy(cells, 0, value, 2, cells.length);
        return value;
    }

    private int number(int shape) {
        int number = shapes.indexOf(shape);
        if (number < 0) {
            number = shapes.size();
            shapes.add(shape);
        }
        return number;
    }

    private static int shape(byte[] value) {
        return (value[0] & 0xff) << 8 | value[1] & 0xff;
    }

    /** All rows of a sum as they are now, in order. */
    public Batches all() {
        Changes all = changes();
        return new Batches() {
            private long segment;

            @Override
            public @Nullable Part next() {
                Rows next = all.nextRows();
                if (next == null) {
                    return null;
                }
                long base = segment++ << 32;
                return () -> relabelled(codec.batch(RowBlock.of(next.cells, next.shape)), base);
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }

    /** Rows and removals as they are now, in order. */
    Changes changes() {
        return new Changes();
    }

    /**
     * Rows and removals, in order.
     *
     * @param labels of rows and removals
     * @param rows for each of them the row of the batch, -1 for a removal
     * @param batch null where there are removals only
     */
    record Part(List<byte[]> labels, int[] rows, @Nullable Batch batch) {}

    private record Rows(List<byte[]> labels, int[] rows, List<byte[]> cells, int shape) {}

    /** Goes through rows and removals in the order of labels. One thread. */
    final class Changes implements AutoCloseable {
        private final SortedRuns.Cursor cursor = rows.cursor(Side.AFTER);
        private boolean more = cursor.seek(ROW);

        /** Some more; null behind the last ones. */
        @Nullable
        Part next() {
            Rows next = nextRows();
            if (next == null) {
                return null;
            }
            Batch batch = next.cells.isEmpty() ? null : codec.batch(RowBlock.of(next.cells, next.shape));
            return new Part(next.labels, next.rows, batch);
        }

        private @Nullable Rows nextRows() {
            if (!more) {
                return null;
            }
            List<byte[]> labels = new ArrayList<>();
            List<byte[]> cells = new ArrayList<>();
            int[] places = new int[PART];
            int shape = -1;
            int bytes = 0;
            while (more && labels.size() < PART && bytes < PART_BYTES) {
                byte[] value = cursor.value();
                if (value.length > 0) {
                    if (shape >= 0 && shape(value) != shape) {
                        break;
                    }
                    shape = shape(value);
                    bytes += value.length;
                    cells.add(Arrays.copyOfRange(value, 2, value.length));
                }
                byte[] key = cursor.key();
                places[labels.size()] = value.length > 0 ? cells.size() - 1 : -1;
                labels.add(Arrays.copyOfRange(key, ROW.length, key.length));
                more = cursor.next();
            }
            return new Rows(labels, places, cells, shape < 0 ? -1 : shapes.get(shape));
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    public static Batch relabelled(Batch batch, long base) {
        return new Batch(batch.schema(), batch.rows(), batch.columns(), base, null);
    }
}
