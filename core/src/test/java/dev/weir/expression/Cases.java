package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.type.CellType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What tests of expressions share: schemas in a line, batches of text cells, results as canonical text. */
final class Cases {
    static final RunInputs MAY = new RunInputs(Instant.parse("2024-05-01T12:30:00Z"));

    private Cases() {}

    /** A schema of fields written {@code "name type, name type"}. */
    static Schema schema(String fields) {
        List<Field> made = new ArrayList<>();
        for (String field : fields.isEmpty() ? new String[0] : fields.split(", ")) {
            String[] parts = field.split(" ");
            made.add(Field.of(parts[0], FieldType.of(parts[1])));
        }
        return Schema.of(made);
    }

    /** A batch of rows of cells in canonical text, null for a missing one. */
    static Batch batch(Schema schema, String[]... rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                CellType type = CellType.of(schema.field(j), List.of());
                String text = rows[i][j];
                Object value = null;
                if (text != null) {
                    value = ((dev.weir.type.CastResult.Value) type.castText(text)).value();
                }
                builder.column(j).append(value);
            }
            builder.endRow(i);
        }
        return builder.build();
    }

    /** A result cell: canonical text, {@code NULL}, or {@code error: } and the note. */
    static String text(CellType type, Column column, Evaluator evaluator, int row) {
        if (column.isBad(row)) {
            return "error: " + evaluator.note(row);
        }
        Object value = column.value(row);
        return value == null ? "NULL" : type.formatValue(value);
    }

    /** The results of an expression for all rows of a batch. */
    static List<String> results(String sql, Batch batch) {
        Bound bound = Expression.parse(sql).with(MAY).bind(batch.schema());
        Evaluator evaluator = bound.evaluator();
        evaluator.evaluate(batch);
        Column column = evaluator.evaluate(batch);
        CellType type = CellType.of(bound.result("x"), List.of());
        List<String> results = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            results.add(text(type, column, evaluator, i));
        }
        return results;
    }

    /** The result of an expression without fields. */
    static String result(String sql) {
        return results(sql, batch(Schema.EMPTY, new String[] {})).get(0);
    }
}
