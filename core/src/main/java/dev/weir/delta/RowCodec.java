package dev.weir.delta;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Physical;
import dev.weir.store.RowBlock;
import dev.weir.store.RowDecoder;
import dev.weir.store.RowEncoder;
import dev.weir.store.RowGather;
import dev.weir.store.RowShapes;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one schema as bytes and back, raw text too. Two rows have the same bytes where every cell has the same text and
 * value; a computed number its value alone, whatever its scale. Safe for several threads; one encodes at a time.
 */
public final class RowCodec {
    private final Schema schema;
    private final RowShapes shapes = new RowShapes();
    private final RowEncoder encoder;
    private final RowDecoder decoder;

    public RowCodec(Schema schema) {
        this.schema = schema;
        int[] order = IntStream.range(0, schema.fields().size()).toArray();
        this.encoder = RowEncoder.dense(shapes, order);
        this.decoder = new RowDecoder(schema, shapes, order);
    }

    public Schema schema() {
        return schema;
    }

    /** A batch as a block that owns its bytes, under the batch's labels. */
    public synchronized RowBlock encode(Batch batch) {
        return encoder.encode(LeastScales.of(batch), 0, batch.rows(), null);
    }

    /** The shape of rows of a batch like this one: which columns have raw text, and how that is read. */
    public synchronized int shape(Batch like) {
        return encoder.encode(like, 0, 0, null).shape();
    }

    /** All shapes of rows seen so far: for each column how its raw text is read, null for none. */
    public List<List<@Nullable Physical>> shapes() {
        return shapes.all();
    }

    /** Takes a shape in, under the next number if it is new. */
    public int addShape(List<@Nullable Physical> shape) {
        return shapes.of(shape);
    }

    /** The shape of rows without raw text. */
    public int plainShape() {
        return shape(new BatchBuilder(schema).build());
    }

    /** The shape under which rows of these two may stand in one block; -1 where they may not. */
    int union(int shape, int other) {
        return shapes.union(shape, other);
    }

    /** Rows of blocks as one batch, labelled {@code base}, {@code base + 1} … */
    Batch batch(RowBlock[] blocks, int[] rows, int count, int shape, long base) {
        return decoder.batch(RowGather.gather(blocks, rows, count, shape), schema, base);
    }

    /** A block's rows as a batch, labelled 0, 1 … */
    public Batch batch(RowBlock block) {
        return decoder.batch(block, schema, 0);
    }
}
