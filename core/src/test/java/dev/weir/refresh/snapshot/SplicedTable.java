package dev.weir.refresh.snapshot;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.RunInputs;
import dev.weir.process.Whole;
import dev.weir.refresh.StateFolder;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.run.RunOptions;
import dev.weir.version.DumpedVersions;
import dev.weir.write.DumpOptions;
import dev.weir.write.PackageStage;
import dev.weir.write.PackageWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A table under random edits that is dumped to folders, as a whole or spliced. */
final class SplicedTable {
    private static final RunInputs INPUTS = new RunInputs(Instant.EPOCH, text -> {});
    private static final String[] PIECES = {
        "a", "bc", "é", "longer text ", ",", ";", "\"", "\n", "\r\n", "\r", "#", "12", " ", "'"
    };

    final TreeMap<byte[], List<String>> rows = new TreeMap<>(Arrays::compareUnsigned);
    final Resource resource;
    private final Random random;
    private final Schema schema;
    private final RowCodec codec;
    private int version;

    SplicedTable(Random random, int fields, String dialect) {
        this.random = random;
        List<Field> made = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            made.add(Field.of("f" + i, FieldType.STRING));
        }
        this.schema = Schema.of(made);
        this.codec = new RowCodec(schema);
        Json json = JsonReader.read(dialect.getBytes(StandardCharsets.UTF_8), "dialect");
        this.resource = Resource.of("t", schema).with("dialect", json);
    }

    Snapshot snapshot(StateFolder state, int usualRows) {
        return new Snapshot(state, "0-0", codec, records(), null, usualRows);
    }

    private Whole.Records records() {
        Whole.Records records = PackageWriter.records(resource);
        if (records == null) {
            throw new AssertionError("no records: " + resource);
        }
        return records;
    }

    List<String> cells() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            StringBuilder cell = new StringBuilder("x");
            for (int k = random.nextInt(random.nextInt(4) + 1); k > 0; k--) {
                cell.append(PIECES[random.nextInt(PIECES.length)]);
            }
            cells.add(cell.toString().repeat(random.nextInt(40) == 0 ? 200 : 1));
        }
        return cells;
    }

    /** Random edits, as one change. */
    Delta edit() {
        Delta.Builder change = new Delta.Builder(codec);
        switch (random.nextInt(12)) {
            case 0 -> List.copyOf(rows.keySet()).forEach(label -> remove(label, change));
            case 1 -> List.copyOf(rows.keySet()).forEach(label -> update(label, change));
            case 2 -> insert(change, 0, 1 + random.nextInt(3));
            case 3 -> insert(change, rows.size(), 1 + random.nextInt(3));
            case 4 -> insert(change, random.nextInt(rows.size() + 1), 40 + random.nextInt(60));
            case 5 -> {
                int from = random.nextInt(rows.size() + 1);
                rows.keySet().stream()
                        .skip(from)
                        .limit(random.nextInt(60))
                        .toList()
                        .forEach(label -> remove(label, change));
            }
            default -> {
                for (int i = random.nextInt(8); i > 0; i--) {
                    any(change);
                }
            }
        }
        return change.build();
    }

    /** Adds rows at a place. */
    Delta insert(int at, int count) {
        Delta.Builder change = new Delta.Builder(codec);
        insert(change, at, count);
        return change.build();
    }

    /** Gives a row other cells. */
    Delta update(byte[] label) {
        Delta.Builder change = new Delta.Builder(codec);
        update(label, change);
        return change.build();
    }

    private void any(Delta.Builder change) {
        int kind = random.nextInt(3);
        if (kind == 0 || rows.isEmpty()) {
            insert(change, random.nextInt(rows.size() + 1), 1);
            return;
        }
        byte[] label = List.copyOf(rows.keySet()).get(random.nextInt(rows.size()));
        if (kind == 1) {
            remove(label, change);
        } else {
            update(label, change);
        }
    }

    private void insert(Delta.Builder change, int at, int count) {
        List<byte[]> labels = List.copyOf(rows.keySet());
        byte[] before = at == 0 ? null : labels.get(at - 1);
        byte[] after = at == labels.size() ? null : labels.get(at);
        for (int i = 0; i < count; i++) {
            before = Label.between(before, after);
            List<String> cells = cells();
            rows.put(before, cells);
            add(before, cells, 1, change);
        }
    }

    private void remove(byte[] label, Delta.Builder change) {
        add(label, rows.remove(label), -1, change);
    }

    private void update(byte[] label, Delta.Builder change) {
        List<String> cells = cells();
        add(label, rows.get(label), -1, change);
        rows.put(label, cells);
        add(label, cells, 1, change);
    }

    private void add(byte[] label, List<String> cells, int weight, Delta.Builder change) {
        change.add(batch(List.of(cells)), new byte[][] {label}, new int[] {weight});
    }

    private Batch batch(List<List<String>> all) {
        BatchBuilder builder = new BatchBuilder(schema);
        for (int row = 0; row < all.size(); row++) {
            for (int i = 0; i < schema.fields().size(); i++) {
                builder.column(i).append((Object) all.get(row).get(i));
            }
            builder.endRow(row);
        }
        return builder.build();
    }

    /** Writes all rows, in order, as the next version in a folder. */
    void write(Path to) {
        stage(to, (published, table) -> {
            Whole.Table.Preparer preparer = table.preparer();
            Object prepared = preparer.prepare(batch(List.copyOf(rows.values())));
            if (prepared != null) {
                table.take(prepared);
            }
        });
    }

    /** Writes the next version in a folder from the one that is there. */
    void splice(Path to, Snapshot snapshot) {
        stage(to, snapshot::splice);
        snapshot.written(published(to));
    }

    private interface Filling {
        void fill(PublishedFile published, Whole.RecordTable table);
    }

    private void stage(Path to, Filling filling) {
        DataPackage described =
                DataPackage.EMPTY.withResources(List.of(resource)).with("version", Json.of("1." + ++version + ".0"));
        PackageStage stage =
                PackageWriter.stage(to, DumpOptions.DEFAULT, described, INPUTS, new DumpedVersions(RunOptions.DEFAULT));
        try {
            Whole.ErrorTaker errors = (batch, row, code, field, note) -> {
                throw new AssertionError(note);
            };
            Whole.Table table = stage.open(new Whole.Opening(resource, INPUTS, stage, null, errors));
            filling.fill(published(to), (Whole.RecordTable) table);
            table.end();
            stage.prepare();
            stage.commit();
        } catch (RuntimeException | AssertionError e) {
            stage.abandon();
            throw e;
        }
    }

    static PublishedFile published(Path folder) {
        return PublishedFile.of(folder.resolve("datapackage.json"), "t");
    }
}
