package dev.weir.refresh.source;

import dev.weir.delta.Delta;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.operate.Batches;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.ValueRow;
import dev.weir.store.MemoryBudget;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A source's kept rows beside a plain list: what the tests of changes hold them against. */
final class SourceModel implements AutoCloseable {
    static final Schema SCHEMA =
            Schema.of(List.of(Field.of("id", FieldType.INTEGER), Field.of("text", FieldType.STRING)));

    /** A row of the model; no key where {@code id} is null. */
    record Item(@Nullable Long id, String text) {}

    final RowCodec codec = new RowCodec(SCHEMA);
    private final Path folder;
    private final boolean isKeyed;
    private SortedRuns rows;
    private @Nullable SortedRuns index;
    SourceTable table;

    SourceModel(Path folder, boolean isKeyed) {
        this.folder = folder;
        this.isKeyed = isKeyed;
        open(List.of(), List.of());
    }

    private void open(List<String> rowRuns, List<String> indexRuns) {
        MemoryBudget budget = MemoryBudget.ofBytes(1L << 26);
        rows = SortedRuns.open(folder, "rows", rowRuns, budget);
        index = isKeyed ? SortedRuns.open(folder, "keys", indexRuns, budget) : null;
        int[] fields = isKeyed ? new int[] {0} : new int[0];
        table = new SourceTable("t", codec, codec.plainShape(), rows, fields, index, budget);
    }

    /** Makes what was AFTER BEFORE. */
    void commit() {
        List<String> rowRuns = rows.seal();
        List<String> indexRuns = index == null ? List.of() : index.seal();
        close();
        open(rowRuns, indexRuns);
    }

    void load(List<Item> items) {
        FirstLoad load = new FirstLoad(table);
        Batches batches = batches(items, 7);
        for (Batch batch = batches.nextBatch(); batch != null; batch = batches.nextBatch()) {
            load.append(batch);
        }
        load.finish();
        commit();
    }

    static Batches batches(List<Item> items, int batchRows) {
        return new Batches() {
            private int at;

            @Override
            public @Nullable Part next() {
                if (at == items.size()) {
                    return null;
                }
                BatchBuilder builder = new BatchBuilder(SCHEMA);
                for (int i = 0; i < batchRows && at < items.size(); i++, at++) {
                    Item item = items.get(at);
                    builder.append(ValueRow.of(SCHEMA, item.id(), item.text()), at);
                }
                var batch = builder.build();
                return () -> batch;
            }

            @Override
            public void close() {}
        };
    }

    static Supplier<Batches> file(List<Item> items, int batchRows) {
        return () -> batches(items, batchRows);
    }

    /** The rows by label. */
    TreeMap<byte[], Item> rows(Side side) {
        TreeMap<byte[], Item> all = new TreeMap<>(Arrays::compareUnsigned);
        try (SortedRuns.Cursor cursor = rows.cursor(side)) {
            while (cursor.next()) {
                all.put(cursor.key(), item(cursor.value()));
            }
        }
        return all;
    }

    List<Item> list(Side side) {
        return new ArrayList<>(rows(side).values());
    }

    Item item(byte[] cells) {
        var batch = codec.batch(RowBlock.of(List.of(cells), codec.plainShape()));
        return new Item(
                (Long) batch.column(0).value(0),
                Objects.toString(batch.column(1).value(0), ""));
    }

    /** Adds a change to rows by label. */
    TreeMap<byte[], Item> sum(TreeMap<byte[], Item> before, Delta delta) {
        TreeMap<byte[], Item> after = new TreeMap<>(Arrays::compareUnsigned);
        after.putAll(before);
        for (int i = 0; i < delta.size(); i++) {
            Item item = item(delta.cells(i));
            if (delta.weight(i) < 0) {
                if (!item.equals(after.remove(delta.label(i)))) {
                    throw new AssertionError("retracts a row that is not there: " + item);
                }
            } else if (after.put(delta.label(i), item) != null) {
                throw new AssertionError("asserts a row over another one: " + item);
            }
        }
        return after;
    }

    /** What the index of keys holds, as text. */
    List<String> index() {
        List<String> entries = new ArrayList<>();
        if (index != null) {
            try (SortedRuns.Cursor cursor = index.cursor(Side.AFTER)) {
                while (cursor.next()) {
                    entries.add(Arrays.toString(cursor.key()) + Arrays.toString(cursor.value()));
                }
            }
        }
        return entries;
    }

    /** What the index of keys should hold. */
    List<String> indexOfRows(Path scratch) {
        try (SourceModel fresh = new SourceModel(scratch, true)) {
            SourceKeys keys = Objects.requireNonNull(fresh.table.keys());
            for (var row : rows(Side.AFTER).entrySet()) {
                Line line =
                        new Line(0, row.getKey(), Objects.requireNonNull(rows.get(row.getKey(), Side.AFTER)), false);
                table.findKeys(List.of(line));
                if (line.key != null) {
                    keys.change(line.key, line.label, 1);
                }
            }
            keys.markAllRepeated();
            return fresh.index();
        }
    }

    static List<Item> random(Random random, int most, int ids, boolean nulls) {
        List<Item> items = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            items.add(item(random, ids, nulls));
        }
        return items;
    }

    static Item item(Random random, int ids, boolean nulls) {
        Long id = nulls && random.nextInt(6) == 0 ? null : Long.valueOf(random.nextInt(ids));
        return new Item(id, "v" + random.nextInt(4));
    }

    /** A new list by some edits: inserts, deletes, updates, moves of rows and blocks, repeats. */
    static List<Item> edited(Random random, List<Item> items, int ids, boolean nulls) {
        List<Item> now = new ArrayList<>(items);
        int edits = random.nextInt(6);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(now.size() + 1);
            if (now.isEmpty() || random.nextInt(5) == 0) {
                now.add(at, item(random, ids, nulls));
                continue;
            }
            int from = random.nextInt(now.size());
            switch (random.nextInt(5)) {
                case 0 -> now.remove(from);
                case 1 -> now.set(from, new Item(now.get(from).id(), "v" + random.nextInt(4)));
                case 2 -> {
                    int to = from + 1 + random.nextInt(now.size() - from);
                    List<Item> block = new ArrayList<>(now.subList(from, to));
                    now.subList(from, to).clear();
                    now.addAll(random.nextInt(now.size() + 1), block);
                }
                case 3 -> now.add(at, now.get(from));
                default -> now.add(at, item(random, ids, nulls));
            }
        }
        return now;
    }

    @Override
    public void close() {
        rows.close();
        if (index != null) {
            index.close();
        }
    }
}
