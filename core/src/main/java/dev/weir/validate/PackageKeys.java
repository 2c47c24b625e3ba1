package dev.weir.validate;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Schema;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The keys of all tables of a package, and the foreign keys between them.
 *
 * <p>Tables are best read in {@link #order}: then a foreign key is judged row by row, in the workers. Those to the table
 * itself, in a circle, or to more keys than the budget holds are judged by {@link #finish}. A foreign key with any
 * missing part is right. One that names a field or a table that is not here is left out: the descriptor's own checks
 * speak of it.
 *
 * <p>Memory: two bytes a row or less for a key of increasing integers; else 24 bytes a row, up to the budget, then
 * temporary files. Foreign keys: a bit to 8 bytes a key for integers close together, else 32 to 64 bytes a key.
 * Spec: https://datapackage.org/standard/table-schema/#foreignKeys
 */
public final class PackageKeys implements AutoCloseable {
    private final List<Schema> schemas;
    private final List<String> names;
    private final MemoryBudget budget;
    private final SpillFolder spills;
    private final boolean waits;
    private final long seed = new SplittableRandom().nextLong();
    private final List<List<KeyUse>> uses = new ArrayList<>();
    private final List<TableKeys> tables = new ArrayList<>();

    private PackageKeys(
            List<String> names, List<Schema> schemas, MemoryBudget budget, SpillFolder spills, boolean waits) {
        this.waits = waits;
        this.names = List.copyOf(names);
        this.schemas = List.copyOf(schemas);
        this.budget = budget;
        this.spills = spills;
        for (Schema schema : schemas) {
            List<KeyUse> own = new ArrayList<>();
            for (TableKey key : TableKey.listOf(schema)) {
                own.add(new DuplicateKeys(key, schema, seed, budget, spills));
            }
            uses.add(own);
        }
        for (int table = 0; table < schemas.size(); table++) {
            for (ForeignKey key : schemas.get(table).foreignKeys()) {
                addForeignKey(table, key);
            }
        }
        uses.forEach(own -> tables.add(new TableKeys(List.copyOf(own))));
    }

    /**
     * @param names the resource names of the tables; those of other packages as {@link ForeignKey#table} says
     * @param schemas the schemas of the tables, as many
     */
    public static PackageKeys of(List<String> names, List<Schema> schemas, MemoryBudget budget, SpillFolder spills) {
        return new PackageKeys(names, schemas, budget, spills, false);
    }

    /** The same, but all foreign keys are judged by {@link #finish}: what is found first of a row follows from the rows alone. */
    public static PackageKeys waiting(
            List<String> names, List<Schema> schemas, MemoryBudget budget, SpillFolder spills) {
        return new PackageKeys(names, schemas, budget, spills, true);
    }

    /** The keys of one table, by its index. */
    public TableKeys table(int table) {
        return tables.get(table);
    }

    private void addForeignKey(int table, ForeignKey key) {
        int target = target(table, key);
        if (target < 0
                || key.fields().isEmpty()
                || key.fields().size() != key.referenceFields().size()) {
            return;
        }
        Schema schema = schemas.get(table);
        Schema other = schemas.get(target);
        int[] fields = key.fields().stream().mapToInt(schema::indexOf).toArray();
        int[] otherFields =
                key.referenceFields().stream().mapToInt(other::indexOf).toArray();
        boolean[] numeric = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] < 0 || otherFields[i] < 0) {
                return;
            }
            FieldType type = schema.field(fields[i]).type();
            FieldType otherType = other.field(otherFields[i]).type();
            numeric[i] = comparesNumbers(type, otherType);
        }
        boolean narrow = fields.length == 1
                && schema.field(fields[0]).type() == other.field(otherFields[0]).type()
                && ReferencedKeys.isLongs(other, otherFields[0]);
        ReferencedKeys referenced = referenced(target, otherFields, numeric, narrow);
        uses.get(table).add(new ReferringKeys(table, schema, key, fields, referenced, waits, seed, budget, spills));
    }

    /** Whether keys of these types, which are not the same, are compared as numbers. */
    public static boolean comparesNumbers(FieldType type, FieldType other) {
        return type != other && isNumeric(type) && isNumeric(other);
    }

    private static boolean isNumeric(FieldType type) {
        return type == FieldType.INTEGER || type == FieldType.NUMBER || type == FieldType.YEAR;
    }

    private int target(int table, ForeignKey key) {
        return key.isSelf() ? table : names.indexOf(key.table());
    }

    private ReferencedKeys referenced(int target, int[] fields, boolean[] numeric, boolean narrow) {
        for (KeyUse use : uses.get(target)) {
            if (use instanceof ReferencedKeys referenced && referenced.serves(target, fields, numeric, narrow)) {
                return referenced;
            }
        }
        ReferencedKeys referenced =
                new ReferencedKeys(target, schemas.get(target), fields, numeric, narrow, seed, budget, spills);
        uses.get(target).add(referenced);
        return referenced;
    }

    /** The tables' indexes, each referenced table before those that refer to it where there is no circle. */
    public int[] order() {
        int[] order = new int[schemas.size()];
        boolean[] seen = new boolean[schemas.size()];
        int placed = 0;
        for (int table = 0; table < order.length; table++) {
            placed = place(table, seen, order, placed);
        }
        return order;
    }

    private int place(int table, boolean[] seen, int[] order, int placed) {
        if (seen[table]) {
            return placed;
        }
        seen[table] = true;
        int count = placed;
        for (ForeignKey key : schemas.get(table).foreignKeys()) {
            int target = target(table, key);
            if (target >= 0) {
                count = place(target, seen, order, count);
            }
        }
        order[count] = table;
        return count + 1;
    }

    /** Judges the foreign keys that had to wait until all tables were read, and forgets everything. */
    public void finish(ReferenceErrors errors) {
        for (List<KeyUse> own : uses) {
            for (KeyUse use : own) {
                if (use instanceof ReferringKeys referring) {
                    referring.finish(errors);
                }
            }
        }
        close();
    }

    /** What the report says of a row whose foreign key with these cells names no row. */
    public static String note(ForeignKey key, List<String> cells) {
        return ReferringKeys.note(key, cells);
    }

    /** What is said of such a row where it is put aside, with its cells. */
    public static String note(ForeignKey key) {
        return ReferringKeys.note(key, List.of());
    }

    @Override
    public void close() {
        uses.forEach(own -> own.forEach(KeyUse::close));
    }
}
