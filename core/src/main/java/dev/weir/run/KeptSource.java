package dev.weir.run;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Schema;
import dev.weir.operate.Batches;
import dev.weir.process.FlowException;
import dev.weir.process.Operation;
import dev.weir.refresh.SourceStream;
import dev.weir.refresh.source.SourceTable;
import dev.weir.row.Physical;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table that is read, with the rows of it that are kept: from labels to cells, and from keys to labels. */
final class KeptSource {
    private static final int BLOCK = 4096;

    final Operation.Read read;
    final String name;
    final Schema schema;
    final RowCodec codec;
    final int shape;
    private final Function<String, SortedRuns> tables;

    /**
     * @param name begins the names of its tables
     * @param columns how the raw text of each column is read, null for one that the data does not have
     * @param tables by name
     */
    KeptSource(
            Operation.Read read, String name, List<@Nullable Physical> columns, Function<String, SortedRuns> tables) {
        Schema stated = read.resource().schema();
        if (stated == null) {
            throw new IllegalStateException("resource '" + read.resource().name() + "' is no table");
        }
        this.read = read;
        this.name = name;
        this.schema = stated;
        this.codec = new RowCodec(schema);
        this.shape = codec.addShape(columns);
        this.tables = tables;
    }

    static TableScan scan(Operation.Read read, RunOptions options) {
        TableFormat format = TableFormat.of(read.resource());
        if (!format.isTable()) {
            throw new FlowException("resource '" + read.resource().name() + "': " + format.problem());
        }
        return TableScan.open(read.source(), read.resource().schema(), format.dialect(), options);
    }

    SortedRuns rows() {
        return tables.apply(name + "-rows");
    }

    SortedRuns keys() {
        return tables.apply(name + "-keys");
    }

    /** The table as it is kept. */
    SourceTable table(RunOptions options) {
        int[] key = key();
        SourceTable table = new SourceTable(
                read.resource().name(), codec, shape, rows(), key, key.length == 0 ? null : keys(), options.budget());
        if (options.threads() > 1) {
            table.readAhead();
        }
        return table;
    }

    /** The 0-based indexes of the primary key's fields; none where there is no key to match rows by. */
    int[] key() {
        int[] key = schema.primaryKey().stream().mapToInt(schema::indexOf).toArray();
        for (int field : key) {
            if (field < 0 || !OrderedBytes.isFor(schema.field(field).type())) {
                return new int[0];
            }
        }
        return key;
    }

    /**
     * @param isSame whether the rows are those of the run before, by a file that is the same to the byte
     * @param isEdited whether they are others than those of the file
     * @param isFirstEdited whether that is new
     */
    SourceStream stream(Delta change, boolean isSame, boolean isEdited, boolean isFirstEdited) {
        return new SourceStream("load", codec, shape, rows(), change, present(), isSame, isEdited, isFirstEdited);
    }

    /** Which fields the data has. */
    boolean[] present() {
        List<@Nullable Physical> columns = codec.shapes().get(shape);
        boolean[] present = new boolean[columns.size()];
        for (int i = 0; i < present.length; i++) {
            present[i] = columns.get(i) != null;
        }
        return present;
    }

    /** All rows as they are now, in order. */
    Batches all() {
        return SourceStream.all(codec, shape, rows());
    }

    /** Adds kept rows from a label on to a change; the label of the first row behind them comes back, null for none. */
    byte @Nullable [] read(byte[] from, int count, Delta.Builder to) {
        try (SortedRuns.Cursor cursor = rows().cursor(Side.BEFORE)) {
            boolean more = cursor.seek(from);
            for (int left = count; more && left > 0; left -= BLOCK) {
                List<byte[]> labels = new ArrayList<>(BLOCK);
                List<byte[]> cells = new ArrayList<>(BLOCK);
                while (more && labels.size() < Math.min(left, BLOCK)) {
                    labels.add(cursor.key());
                    cells.add(cursor.value());
                    more = cursor.next();
                }
                to.addBlock(RowBlock.of(cells, shape), labels.toArray(byte[][]::new), 0);
            }
            return more ? cursor.key() : null;
        }
    }
}
