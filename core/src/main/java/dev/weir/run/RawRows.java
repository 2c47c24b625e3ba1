package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.parse.Block;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import dev.weir.source.SourceException;
import dev.weir.validate.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, a block or a part of one at a time, as they stand in the file: hashed, and cast only where they are
 * asked for. For finding which rows of two files differ. To be closed; read once, by one thread.
 *
 * <p>Errors: {@link SourceException} where a table cannot be read to its end, as rows behind that would seem to be gone.
 */
public final class RawRows implements AutoCloseable {
    private static final long OTHER = 0x9e3779b97f4a7c15L;
    private static final byte[] NOTHING = {};

    private final TableScan scan;
    private final TableScan.Load[] loads;
    private TableScan.Load load;
    private int block;
    private boolean hadRows;
    private final String name;
    private final boolean casts;
    private final int columns;
    private @Nullable Batch batch;
    private long before;
    private int rows;

    /**
     * @param casts whether every cell is cast, which {@link #hashTyped} needs
     * @param blocks how many blocks with rows are read before the bytes of the first one are gone
     */
    RawRows(TableScan scan, String name, boolean casts, int blocks) {
        this.scan = scan;
        this.name = name;
        this.casts = casts || scan.isJson();
        this.columns = scan.columns();
        this.loads = new TableScan.Load[blocks];
        this.load = scan.cargo();
        loads[0] = load;
        Block.Problem problem = scan.table().headerProblem();
        if (problem != null) {
            scan.close();
            throw new SourceException(ErrorCode.SOURCE_ERROR, name, "the header: " + problem.note(), -1, null);
        }
    }

    public Schema schema() {
        return scan.schema();
    }

    /** The labels of the header; null where there is none. */
    public @Nullable List<String> labels() {
        return scan.table().labels();
    }

    /** Whether the data has a column for a field. */
    public boolean isPresent(int field) {
        return scan.isPresent(field);
    }

    /** Goes to the next rows; false where there are none left. */
    public boolean next() {
        before += rows;
        rows = 0;
        while (rows == 0) {
            if (!layOut()) {
                turn();
                if (!scan.next(load)) {
                    return false;
                }
                scan.settle(load);
                requireReadable();
            }
        }
        return true;
    }

    /** Goes to the block that was filled longest ago; one that had no rows is filled again, as nobody reads its bytes. */
    private void turn() {
        if (hadRows) {
            block = (block + 1) % loads.length;
            load = loads[block] == null ? scan.cargo() : loads[block];
            loads[block] = load;
            hadRows = false;
        }
    }

    private boolean layOut() {
        if (casts) {
            batch = scan.read(load);
            rows = batch == null ? 0 : batch.rows();
            hadRows |= rows > 0;
            return batch != null;
        }
        boolean there = load.block.layOut(columns);
        rows = there ? load.block.rows() : 0;
        hadRows |= rows > 0;
        return there;
    }

    private void requireReadable() {
        for (Block.Problem problem : load.block.problems()) {
            if (problem.fatal()) {
                long at = load.block.offsetOf(problem.at());
                throw new SourceException(ErrorCode.SOURCE_ERROR, name, problem.note(), at, null);
            }
        }
    }

    /** How many rows there are now. */
    public int rows() {
        return rows;
    }

    /** How many rows came before these. */
    public long before() {
        return before;
    }

    /** The bytes that the rows stand in, to be read as long as {@link OpenPackage.Table#rawRows} says. */
    public byte[] bytes() {
        return load.block.bytes();
    }

    /** Where in {@link #bytes} each record begins and ends, without its line end. */
    public void records(int[] starts, int[] ends) {
        load.block.records(starts, ends);
    }

    /** Hashes the text of whole records, from the first column to the last, that stand at {@link #records}. */
    public void hashRecords(int[] starts, int[] ends, long seed, long[] high, long[] low) {
        byte[] bytes = load.block.bytes();
        for (int i = 0; i < rows; i++) {
            high[i] = TextColumn.hash(bytes, starts[i], ends[i], seed);
            low[i] = TextColumn.hash(bytes, starts[i], ends[i], seed + OTHER);
        }
    }

    /** Hashes the texts of fields, quotes too; a field that the data does not have is as one without a text. */
    public void hashFields(int[] fields, long seed, long[] high, long[] low) {
        Arrays.fill(high, 0, rows, seed);
        Arrays.fill(low, 0, rows, seed + OTHER);
        for (int field : fields) {
            if (!scan.isPresent(field)) {
                for (int i = 0; i < rows; i++) {
                    high[i] = TextColumn.hash(NOTHING, 0, 0, high[i]);
                    low[i] = TextColumn.hash(NOTHING, 0, 0, low[i]);
                }
                continue;
            }
            Slices raw = load.block.raw(scan.columnNumber(field) - 1);
            for (int i = 0; i < rows; i++) {
                high[i] = TextColumn.hash(raw.bytes, raw.start(i), raw.end(i), high[i]);
                low[i] = TextColumn.hash(raw.bytes, raw.start(i), raw.end(i), low[i]);
            }
        }
    }

    /** Adds to hashes whether fields have a value, and where {@code valued} says so that value. */
    public void hashTyped(int[] fields, boolean[] valued, long[] high, long[] low) {
        Batch cast = cells();
        for (int k = 0; k < fields.length; k++) {
            Column column = cast.column(fields[k]);
            for (int i = 0; i < rows; i++) {
                long value = column.isBad(i) ? 3 : column.isNull(i) ? 5 : valued[k] ? column.hash(i, OTHER) : 7;
                high[i] = Column.mix(high[i] ^ value);
                low[i] = Column.mix(low[i] + value);
            }
        }
    }

    /**
     * The first thing that is wrong with the bytes of the rows, which were cast, or with cells that no field is for, in
     * words; null where nothing is.
     */
    public @Nullable String problem() {
        for (Faults.Fault fault : load.faults.list()) {
            if (fault.code() != ErrorCode.MISSING_CELL) {
                return "row " + (before + fault.row() + 1) + " of the data: " + fault.note();
            }
        }
        return null;
    }

    /** How many cells rows that are too short lack, where they were cast. */
    public long missingCells() {
        long missing = 0;
        for (Faults.Fault fault : load.faults.list()) {
            missing += fault.code() == ErrorCode.MISSING_CELL ? 1 : 0;
        }
        return missing;
    }

    /** All cells of the rows, cast; valid until the next call of {@link #next}. */
    public Batch cells() {
        Batch cast = batch;
        if (cast == null) {
            throw new IllegalStateException("the cells were not cast");
        }
        return cast;
    }

    /** Casts some of the rows. What comes back is valid until the next call of {@link #next}. */
    public Batch select(int[] selected, int count) {
        if (batch != null) {
            return batch.gather(selected, count);
        }
        List<Column> cast = new ArrayList<>();
        List<@Nullable Physical> physicals = scan.physicals();
        for (int field = 0; field < physicals.size(); field++) {
            Column column = scan.type(field).allocate(Math.max(1, count));
            Physical physical = physicals.get(field);
            if (physical == null) {
                scan.type(field).cast(Slices.ofPairs(load.block.bytes(), new int[2 * count]), count, column);
                column.states = new byte[count];
                Arrays.fill(column.states, Column.ABSENT);
            } else {
                int at = scan.columnNumber(field) - 1;
                Slices raw = load.block.raw(at);
                scan.type(field).cast(pairs(load.block.content(at, raw), selected, count), count, column);
                column.raw = new RawText(pairs(raw, selected, count), physical);
                markAbsent(column, at, selected, count);
            }
            cast.add(column);
        }
        return new Batch(scan.schema(), count, cast, 0, null);
    }

    private static Slices pairs(Slices slices, int[] selected, int count) {
        int[] pairs = new int[2 * count];
        for (int i = 0; i < count; i++) {
            pairs[2 * i] = slices.start(selected[i]);
            pairs[2 * i + 1] = slices.end(selected[i]);
        }
        return Slices.ofPairs(slices.bytes, pairs);
    }

    private void markAbsent(Column column, int at, int[] selected, int count) {
        for (Block.Ragged ragged : load.block.ragged()) {
            int i = at >= ragged.cells() ? Arrays.binarySearch(selected, 0, count, ragged.row()) : -1;
            if (i >= 0) {
                byte[] states = column.states == null ? new byte[count] : column.states;
                states[i] = Column.ABSENT;
                column.states = states;
            }
        }
    }

    @Override
    public void close() {
        scan.close();
    }
}
