package dev.weir.compare.same;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Copies;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import dev.weir.type.CellType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Two tables, made ready: what they are compared on, and how their rows are hashed. */
public final class TablePair {
    public final TableSide before;
    public final TableSide after;
    /** The declared key that both have, as fields of the comparison; empty for none. */
    public final List<String> key;

    /** What the second table's file has from the first one's; null where that is not known. */
    final @Nullable Copies copies;

    private TablePair(TableSide before, TableSide after, List<String> key, @Nullable Copies copies) {
        this.before = before;
        this.after = after;
        this.key = key;
        this.copies = copies;
    }

    public static TablePair of(OpenPackage.Table first, OpenPackage.Table second) {
        return of(first, second, null);
    }

    /** @param copies what the second table's one file has from the first one's; null where that is not known */
    public static TablePair of(OpenPackage.Table first, OpenPackage.Table second, @Nullable Copies copies) {
        Head a = Head.of(first);
        Head b = Head.of(second);
        List<String> names = new ArrayList<>(b.schema.names());
        names.retainAll(a.schema.names());
        int[] fields = names.stream().mapToInt(a.schema::indexOf).toArray();
        int[] others = names.stream().mapToInt(b.schema::indexOf).toArray();
        boolean[] valued = new boolean[fields.length];
        boolean readsSame = true;
        for (int i = 0; i < fields.length; i++) {
            CellType type = a.type(fields[i]);
            CellType other = b.type(others[i]);
            valued[i] = type.field().type() == other.field().type();
            readsSame &=
                    type.readsSame(other) || isText(type) && isText(other) && sameMissing(a, b, fields[i], others[i]);
        }
        TableSide.Hashing hashing = !readsSame
                ? TableSide.Hashing.VALUES
                : a.isCutAs(b) ? TableSide.Hashing.RECORDS : TableSide.Hashing.FIELDS;
        long seed = new SplittableRandom().nextLong(); // what is found does not depend on it
        return new TablePair(
                new TableSide(first, a.schema, a.header(), fields, a.of(names), hashing, valued, seed),
                new TableSide(second, b.schema, b.header(), others, b.of(names), hashing, valued, seed),
                key(a.schema, b.schema, names),
                copies);
    }

    private static boolean isText(CellType type) {
        return type.field().type() == FieldType.STRING || type.field().type() == FieldType.ANY;
    }

    private static boolean sameMissing(Head a, Head b, int field, int other) {
        return a.schema.missingValues(a.schema.field(field)).equals(b.schema.missingValues(b.schema.field(other)));
    }

    private static List<String> key(Schema before, Schema after, List<String> common) {
        for (Schema schema : List.of(after, before)) {
            if (!schema.primaryKey().isEmpty() && common.containsAll(schema.primaryKey())) {
                return schema.primaryKey();
            }
        }
        return List.of();
    }

    /** The schema of a table that states none: its header. */
    public static Schema schema(OpenPackage.Table table) {
        return Head.of(table).schema;
    }

    /** A schema with a type that cannot be used is read as far as it can be: that field as text. */
    public static Schema readable(Schema stated) {
        List<Field> fields = new ArrayList<>();
        for (Field field : stated.fields()) {
            fields.add(CellType.problems(field).isEmpty() ? field : Field.of(field.name(), FieldType.ANY));
        }
        return fields.equals(stated.fields()) ? stated : stated.withFields(fields);
    }

    /** Whether equal bytes are equal tables. */
    public boolean readsBytesAlike() {
        return before.hashing() == TableSide.Hashing.RECORDS;
    }

    /** A table's schema and header. */
    private record Head(
            Resource resource,
            Schema schema,
            Dialect dialect,
            @Nullable List<String> labels,
            boolean isJson) {

        static Head of(OpenPackage.Table table) {
            Schema stated = table.descriptor().schema();
            try (RawRows rows = table.rawRows(stated == null ? null : readable(stated), false)) {
                List<String> labels = rows.labels();
                Schema schema = labels == null ? rows.schema() : labelled(rows.schema(), labels);
                return new Head(table.descriptor(), schema, table.dialect(), labels, table.isJson());
            }
        }

        /**
         * The schema for what the table has: its fields by name; columns that it does not know, as an old or a wrong
         * schema does not, are text.
         */
        private static Schema labelled(Schema stated, List<String> labels) {
            if (new HashSet<>(stated.names()).containsAll(labels)) {
                return stated;
            }
            List<Field> fields = new ArrayList<>();
            for (String label : labels) {
                Field field = stated.field(label);
                fields.add(field == null ? Field.of(label, FieldType.ANY) : field);
            }
            return stated.withFields(fields);
        }

        List<String> header() {
            return labels == null ? List.of() : labels;
        }

        CellType type(int field) {
            return CellType.of(schema.field(field), schema.missingValues(schema.field(field)));
        }

        Schema of(List<String> names) {
            return schema.withFields(names.stream()
                    .map(name -> schema.field(schema.indexOf(name)))
                    .toList());
        }

        boolean isCutAs(Head other) {
            boolean sameLabels = labels == null ? other.labels == null : labels.equals(other.labels);
            return sameLabels
                    && schema.names().equals(other.schema.names())
                    && dialect.equals(other.dialect)
                    && !isJson
                    && !other.isJson;
        }
    }
}
