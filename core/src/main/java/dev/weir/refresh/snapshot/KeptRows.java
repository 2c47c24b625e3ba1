package dev.weir.refresh;

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
 * A snapshot: the sum of all changes of a stream, for who must see all rows in order. Kept from labels, a 1 before
 * each, to rows, each behind the number of its shape in two bytes; under 0 how the raw text of each shape is read, as JSON. One thread.
 */
public final class KeptRows {
    private static final int PART = 4096;
    private static final byte[] SHAPES = {0};
    private static final byte[] ROW = {1};

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
        byte[] kept = rows.get(SHAPES, Side.BEFORE);
        if (kept != null) {
            for (Json shape : ((JsonArray) JsonReader.read(kept, "state")).items()) {
                shapes.add(codec.addShape(ShapeJson.read((JsonArray) shape)));
            }
        }
    }

    /** Adds a change. */
    void add(Delta change) {
        int known = shapes.size();
        for (int i = 0; i < change.size(); i++) {
            if (change.weight(i) < 0) {
                rows.remove(Label.join(ROW, change.label(i)));
            } else {
                byte[] cells = change.cells(i);
                byte[] value = new byte[cells.length + 2];
                int shape = number(change.shape(i));
                value[0] = (byte) (shape >> 8);
                value[1] = (byte) shape;
                System.arraycopy(cells, 0, value, 2, cells.length);
                rows.put(Label.join(ROW, change.label(i)), value);
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

    /** Adds rows that are all new. */
    public void load(Batch batch, LabelList labels) {
        int known = shapes.size();
        RowBlock block = codec.encode(batch);
        int shape = number(block.shape());
        for (int i = 0; i < batch.rows(); i++) {
            key.clear();
            key.put(ROW);
            key.put(labels.bytes(), labels.from(i), labels.to(i));
            value.clear();
            value.put((byte) (shape >> 8));
            value.put((byte) shape);
            block.putCells(i, value);
            rows.put(key.bytes, 0, key.length, value.bytes, 0, value.length);
        }
        keepShapes(known);
    }

    private int number(int shape) {
        int number = shapes.indexOf(shape);
        if (number < 0) {
            number = shapes.size();
            shapes.add(shape);
        }
        return number;
    }

    /** All rows as they are now, in order. */
    public Batches all() {
        SortedRuns.Cursor cursor = rows.cursor(Side.AFTER);
        boolean first = cursor.seek(ROW);
        return new Batches() {
            private boolean more = first;
            private long segment;

            @Override
            public @Nullable Part next() {
                if (!more) {
                    return null;
                }
                List<byte[]> cells = new ArrayList<>();
                int shape = shape(cursor.value());
                while (more && cells.size() < PART) {
                    byte[] value = cursor.value();
                    if (shape(value) != shape) {
                        break;
                    }
                    cells.add(Arrays.copyOfRange(value, 2, value.length));
                    more = cursor.next();
                }
                long base = segment++ << 32;
                int number = shapes.get(shape);
                return () -> relabelled(codec.batch(RowBlock.of(cells, number)), base);
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    private static int shape(byte[] value) {
        return (value[0] & 0xff) << 8 | value[1] & 0xff;
    }

    static Batch relabelled(Batch batch, long base) {
        return new Batch(batch.schema(), batch.rows(), batch.columns(), base, null);
    }
}
