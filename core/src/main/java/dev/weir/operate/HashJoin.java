package dev.weir.operate;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.process.Join;
import dev.weir.process.Output;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The right side of a join, held and indexed by its keys; the left side is probed batch by batch, on many threads. A
 * missing key part matches nothing; keys of different numeric types are compared as numbers. Memory: the right rows.
 */
public final class HashJoin {
    private final Join join;
    private final Schema left;
    private final Schema right;
    private final HeldRows held;
    private final boolean[] asNumber;
    private Batch rows;
    private Column[] keys = new Column[0];
    private int[] table = new int[2];
    private long[] hashes = new long[0];
    private int[] next = new int[0];
    private @Nullable AtomicIntegerArray matched;

    public HashJoin(Join join, Schema left, Schema right) {
        this.join = join;
        this.left = left;
        this.right = right;
        this.held = new HeldRows(right);
        this.rows = new Batch(right, 0, List.of(), 0, null);
        this.asNumber = new boolean[join.leftKeys().size()];
        for (int i = 0; i < asNumber.length; i++) {
            asNumber[i] = type(left, join.leftKeys().get(i)) != type(right, join.rightKeys().get(i));
        }
    }

    private static FieldType type(Schema schema, String name) {
        return schema.field(schema.indexOf(name)).type();
    }

    /** A worker that takes right rows. */
    public Collector.Worker build() {
        return held.worker();
    }

    /** All right rows were taken: indexes them. */
    public void index() {
        rows = held.inOrder();
        int count = rows.rows();
        keys = keys(rows, join.rightKeys());
        hashes = new long[count];
        KeyMatch.hash(keys, count, hashes);
        table = new int[Integer.highestOneBit(Math.max(2, count) * 2 - 1) * 2];
        next = new int[count];
        int mask = table.length - 1;
        for (int row = count - 1; row >= 0; row--) {
            if (KeyMatch.hasNull(keys, row)) {
                continue;
            }
            int slot = (int) hashes[row] & mask;
            while (table[slot] != 0 && !isSame(table[slot] - 1, row)) {
                slot = slot + 1 & mask;
            }
            next[row] = table[slot];
            table[slot] = row + 1;
        }
        if (join.keep() == Join.Keep.RIGHT || join.keep() == Join.Keep.FULL) {
            matched = new AtomicIntegerArray((count + 31) / 32);
        }
    }

    private boolean isSame(int row, int other) {
        return hashes[row] == hashes[other] && KeyMatch.equal(keys, row, keys, other);
    }

    private Column[] keys(Batch batch, List<String> names) {
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            Column column = batch.column(names.get(i));
            columns[i] = asNumber[i] && column instanceof LongColumn longs ? number(longs, batch.rows()) : column;
        }
        return columns;
    }

    private static DecimalColumn number(LongColumn longs, int rows) {
        DecimalColumn numbers = new DecimalColumn(FieldType.NUMBER, longs.values, new byte[Math.max(rows, 1)]);
        numbers.states = longs.states;
        if (longs.wide != null) {
            numbers.wide = new BigDecimal[rows];
            for (int i = 0; i < rows; i++) {
                if (longs.wide[i] instanceof BigInteger whole) {
                    numbers.wide[i] = new BigDecimal(whole);
                    numbers.scales[i] = DecimalColumn.WIDE;
                }
            }
        }
        return numbers;
    }

    /** A probe for one thread. */
    public Probe probe() {
        return new Probe();
    }

    /** Finds the right rows of left batches. One thread. */
    public final class Probe {
        private final Join.Kernel kernel = join.kernel(left, right);
        private long[] rowHashes = new long[0];
        private int[] leftRows = new int[1 << 12];
        private int[] rightRows = new int[1 << 12];
        private int pairs;

        /** Joins a batch; the rows go to {@code output} before the call returns. */
        public void push(Batch batch, Output output) {
            int count = batch.rows();
            Column[] leftKeys = keys(batch, join.leftKeys());
            if (rowHashes.length < count) {
                rowHashes = new long[count];
            }
            KeyMatch.hash(leftKeys, count, rowHashes);
            pairs = 0;
            for (int row = 0; row < count; row++) {
                pair(row, KeyMatch.hasNull(leftKeys, row) ? 0 : find(leftKeys, row));
            }
            if (join.keep() == Join.Keep.SEMI || join.keep() == Join.Keep.ANTI) {
                if (pairs > 0) {
                    kernel.apply(batch.gather(leftRows, pairs), new Batch(right, 0, rows.columns(), 0, null), output);
                }
                return;
            }
            for (int from = 0; from < pairs; from += 1 << 14) {
                int to = Math.min(pairs, from + (1 << 14));
                Batch lefts = batch.gather(Arrays.copyOfRange(leftRows, from, to), to - from);
                kernel.apply(lefts, rows.gather(Arrays.copyOfRange(rightRows, from, to), to - from), output);
            }
        }

        /** One more than the first right row with the key of a left row, 0 where there is none. */
        private int find(Column[] leftKeys, int row) {
            int mask = table.length - 1;
            int slot = (int) rowHashes[row] & mask;
            while (table[slot] != 0) {
                int found = table[slot] - 1;
                if (hashes[found] == rowHashes[row] && KeyMatch.equal(keys, found, leftKeys, row)) {
                    return found + 1;
                }
                slot = slot + 1 & mask;
            }
            return 0;
        }

        private void pair(int row, int found) {
            switch (join.keep()) {
                case SEMI -> {
                    if (found > 0) {
                        add(row, -1);
                    }
                }
                case ANTI -> {
                    if (found == 0) {
                        add(row, -1);
                    }
                }
                default -> {
                    if (found == 0 && (join.keep() == Join.Keep.LEFT || join.keep() == Join.Keep.FULL)) {
                        add(row, -1);
                    }
                    for (int at = found; at > 0; at = next[at - 1]) {
                        add(row, at - 1);
                        mark(at - 1);
                    }
                }
            }
        }

        private void add(int row, int found) {
            if (leftRows.length == pairs) {
                leftRows = Arrays.copyOf(leftRows, pairs * 2);
                rightRows = Arrays.copyOf(rightRows, pairs * 2);
            }
            leftRows[pairs] = row;
            rightRows[pairs++] = found;
        }
    }

    private void mark(int row) {
        AtomicIntegerArray bits = matched;
        if (bits != null && (bits.get(row >> 5) & 1 << (row & 31)) == 0) {
            bits.accumulateAndGet(row >> 5, 1 << (row & 31), (a, b) -> a | b);
        }
    }

    /** The right rows that no left row has met, in their order, behind all others; after all left rows were probed. */
    public void unmatched(Output output) {
        AtomicIntegerArray bits = matched;
        if (bits == null) {
            return;
        }
        Join.Kernel kernel = join.kernel(left, right);
        Batch none = new Batch(left, 0, emptyColumns(), 0, null);
        int[] found = new int[4096];
        int count = 0;
        for (int row = 0; row < rows.rows(); row++) {
            if ((bits.get(row >> 5) & 1 << (row & 31)) == 0) {
                found[count++] = row;
            }
            if (count == found.length || row + 1 == rows.rows() && count > 0) {
                emit(kernel, none, found, count, output);
                count = 0;
            }
        }
    }

    private void emit(Join.Kernel kernel, Batch none, int[] found, int count, Output output) {
        int[] missing = new int[count];
        Arrays.fill(missing, -1);
        Batch lefts = none.with(left, none.columns());
        List<Column> columns = lefts.columns().stream()
                .map(column -> column.gather(missing, count))
                .toList();
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            labels[i] = Long.MAX_VALUE / 2 + found[i];
        }
        kernel.apply(new Batch(left, count, columns, 0, labels), rows.gather(found, count), output);
    }

    private List<Column> emptyColumns() {
        return new dev.weir.row.BatchBuilder(left).build().columns();
    }
}
