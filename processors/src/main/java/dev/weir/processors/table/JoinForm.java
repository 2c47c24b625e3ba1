package dev.weir.processors.table;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.process.Join;
import dev.weir.process.Options;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.CommonColumn;
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.Keys;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows of the left fields, then the right fields that were asked for. Cells are handed on with their raw text. Where a
 * row may lack a side, the fields of that side are no longer required; where rows may repeat, nothing is unique.
 */
record JoinForm(Options options, JoinKeys keys, JoinFields added, Keep keep) implements Join {

    @Override
    public List<String> leftKeys() {
        return keys.left();
    }

    @Override
    public List<String> rightKeys() {
        return keys.right();
    }

    private boolean isFilter() {
        return keep == Keep.SEMI || keep == Keep.ANTI;
    }

    private boolean mayLackLeft() {
        return keep == Keep.RIGHT || keep == Keep.FULL;
    }

    private boolean mayLackRight() {
        return keep == Keep.LEFT || keep == Keep.FULL;
    }

    @Override
    public Schema describe(Schema left, Schema right) {
        keys.check(options, left, right, mayLackLeft());
        if (isFilter()) {
            return left;
        }
        boolean repeats = !isKey(right, keys.right());
        List<Field> fields = new ArrayList<>();
        for (Field field : left.fields()) {
            Field kept = repeats || mayLackLeft() ? FieldProperties.withoutConstraint(field, "unique") : field;
            fields.add(mayLackLeft() ? FieldProperties.withoutConstraint(kept, "required") : kept);
        }
        for (Map.Entry<String, String> entry : added.in(right, keys.right()).entrySet()) {
            String name = entry.getKey();
            if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                throw options.error(
                        "fields",
                        "both sides have a field '" + name + "': list the right fields to add, under another name:"
                                + " fields: {right_" + name + ": " + entry.getValue() + "}");
            }
            Field field = FieldProperties.standing(right, right.field(right.indexOf(entry.getValue())))
                    .withName(name);
            field = FieldProperties.withoutConstraint(field, "unique");
            fields.add(mayLackRight() ? FieldProperties.withoutConstraint(field, "required") : field);
        }
        Schema keyed = repeats || mayLackLeft() ? Keys.withoutUniqueness(left) : left;
        return keyed.without("fieldsMatch").withFields(fields);
    }

    /** Whether no two rows have equal values in {@code names}. */
    private static boolean isKey(Schema schema, List<String> names) {
        if (!schema.primaryKey().isEmpty() && names.containsAll(schema.primaryKey())) {
            return true;
        }
        return schema.uniqueKeys().stream().anyMatch(key -> !key.isEmpty() && names.containsAll(key))
                || names.stream().anyMatch(name -> {
                    Field field = schema.field(name);
                    return field != null && field.constraints().unique();
                });
    }

    @Override
    public Origins origins(List<Schema> inputs, Schema output) {
        Schema left = inputs.get(0);
        Schema right = inputs.get(1);
        Origins origins =
                Origins.sameNames(left, left).rows(How.JOIN, 0, keys.left()).rows(How.JOIN, 1, keys.right());
        for (int i = 0; mayLackLeft() && i < keys.left().size(); i++) {
            String key = keys.left().get(i);
            origins = origins.from(
                    key, How.TRANSFORMATION, 1, List.of(keys.right().get(i)));
        }
        if (!isFilter()) {
            for (Map.Entry<String, String> entry : added.in(right, keys.right()).entrySet()) {
                origins = origins.from(entry.getKey(), How.IDENTITY, 1, List.of(entry.getValue()));
            }
        }
        return origins;
    }

    @Override
    public Kernel kernel(Schema left, Schema right) {
        if (isFilter()) {
            return (leftRows, rightRows, output) -> output.emit(leftRows);
        }
        Schema described = describe(left, right);
        int[] rightFields = added.in(right, keys.right()).values().stream()
                .mapToInt(right::indexOf)
                .toArray();
        int[] leftKeys = keys.left().stream().mapToInt(left::indexOf).toArray();
        int[] rightKeys = keys.right().stream().mapToInt(right::indexOf).toArray();
        int common = mayLackLeft() ? leftKeys.length : 0;
        CommonColumn[] commonLeft = new CommonColumn[common];
        CommonColumn[] commonRight = new CommonColumn[common];
        for (int i = 0; i < common; i++) {
            Field made = described.field(leftKeys[i]);
            commonLeft[i] = new CommonColumn(left, left.field(leftKeys[i]), described, made);
            commonRight[i] = new CommonColumn(right, right.field(rightKeys[i]), described, made);
        }
        return (leftRows, rightRows, output) -> {
            List<Column> columns = new ArrayList<>(leftRows.columns());
            for (int i = 0; i < commonLeft.length; i++) {
                Column column = commonLeft[i].apply(leftRows.column(leftKeys[i]), leftRows.rows());
                Column other = commonRight[i].apply(rightRows.column(rightKeys[i]), leftRows.rows());
                columns.set(leftKeys[i], either(column, other, leftRows.rows()));
            }
            for (int field : rightFields) {
                columns.add(rightRows.column(field));
            }
            output.emit(leftRows.with(described, columns));
        };
    }

    /** The left key, the right one where it is missing. */
    private static Column either(Column left, Column right, int rows) {
        boolean complete = true;
        for (int row = 0; row < rows && complete; row++) {
            complete = !left.isNull(row) || right.isNull(row);
        }
        if (complete) {
            return left;
        }
        ColumnBuilder merged = ColumnBuilder.of(left.type);
        for (int row = 0; row < rows; row++) {
            merged.append(left.isNull(row) && !right.isNull(row) ? right : left, row);
        }
        return merged.build();
    }
}
