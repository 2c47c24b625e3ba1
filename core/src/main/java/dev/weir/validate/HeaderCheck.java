package dev.weir.validate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldsMatch;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a header against a schema's fields as {@code fieldsMatch} says, and pairs columns with fields.
 *
 * <p>Under {@code exact} the n-th column is the n-th field whatever its label; else names decide, the n-th label of a
 * name standing for the n-th field of it. A column without a field is read by nobody, a field without a column is absent
 * from every row, and neither is an error of the rows: a row is as long as the header. Immutable.
 * Spec: https://datapackage.org/standard/table-schema/#fieldsMatch
 */
public final class HeaderCheck {
    /** How many earlier places a duplicate label names. */
    private static final int MOST_PLACES = 10;

    private final Schema schema;
    private final List<String> labels;
    private final int[] fields;
    private final int[] columns;
    private final List<LabelError> errors = new ArrayList<>();
    private final Map<String, List<String>> places = new HashMap<>();
    private int missing;

    private HeaderCheck(Schema schema, List<String> labels) {
        this.schema = schema;
        this.labels = List.copyOf(labels);
        this.fields = new int[labels.size()];
        this.columns = new int[schema.fields().size()];
        Arrays.fill(fields, -1);
        Arrays.fill(columns, -1);
        if (labels.isEmpty()) {
            pairByPosition(columns.length);
            errors.add(new LabelError(ErrorCode.BLANK_HEADER, 0, null, "", ""));
        } else if (schema.fieldsMatch() == FieldsMatch.EXACT) {
            pairByPosition(fields.length);
            checkPositions();
        } else {
            pairByName();
            checkNames(schema.fieldsMatch());
        }
    }

    /** Pairs the labels of a header, as read, with the fields of a schema. */
    public static HeaderCheck of(Schema schema, List<String> labels) {
        return new HeaderCheck(schema, labels);
    }

    /** What is wrong with a header by itself, where no schema says what its labels should be: blank and repeated ones. */
    public static List<LabelError> unstated(List<String> labels) {
        List<LabelError> errors = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        for (int column = 0; column < labels.size(); column++) {
            String label = labels.get(column);
            Integer earlier = first.putIfAbsent(label, column + 1);
            if (label.isEmpty()) {
                errors.add(new LabelError(ErrorCode.BLANK_LABEL, column + 1, null, "", ""));
            } else if (earlier != null) {
                String note = "at position \"" + earlier + '"';
                errors.add(new LabelError(ErrorCode.DUPLICATE_LABEL, column + 1, label, label, note));
            }
        }
        return errors;
    }

    /** What is wrong with a header, by column; missing labels come after all that are there. */
    public List<LabelError> errors() {
        return List.copyOf(errors);
    }

    /** The 0-based field of a 0-based column, or -1. */
    public int fieldOf(int column) {
        return fields[column];
    }

    /** The 0-based column of a 0-based field, or -1. */
    public int columnOf(int field) {
        return columns[field];
    }

    /**
     * One thing that is wrong with a header.
     *
     * @param fieldNumber the column from 1; for a missing label a number after the last; 0 for the whole header
     * @param fieldName the field that stands, or should stand, there; null where none does
     * @param label the label as read, {@code ""} where there is none
     * @param note more, in words, often empty: the code says it
     */
    public record LabelError(
            ErrorCode code, int fieldNumber, @Nullable String fieldName, String label, String note) {}

    private void pairByPosition(int width) {
        for (int i = 0; i < Math.min(width, columns.length); i++) {
            columns[i] = i;
            if (i < fields.length) {
                fields[i] = i;
            }
        }
    }

    private void pairByName() {
        Map<String, Deque<Integer>> unpaired = new HashMap<>();
        for (int field = 0; field < columns.length; field++) {
            unpaired.computeIfAbsent(schema.field(field).name(), name -> new ArrayDeque<>())
                    .add(field);
        }
        for (int column = 0; column < fields.length; column++) {
            Deque<Integer> named = unpaired.get(labels.get(column));
            if (named != null && !named.isEmpty()) {
                fields[column] = named.remove();
                columns[fields[column]] = column;
            }
        }
    }

    private void checkPositions() {
        for (int column = 0; column < labels.size(); column++) {
            String label = labels.get(column);
            if (column >= columns.length) {
                add(ErrorCode.EXTRA_LABEL, column, null, "");
                continue;
            }
            String name = schema.field(column).name();
            String earlier = earlier(column);
            if (label.isEmpty() && !name.isEmpty()) {
                add(ErrorCode.BLANK_LABEL, column, name, "");
            } else if (!label.isEmpty() && !earlier.isEmpty() && !isRepeated(name, column)) {
                add(ErrorCode.DUPLICATE_LABEL, column, name, "at position \"" + earlier + '"');
            } else if (!label.equals(name)) {
                add(ErrorCode.INCORRECT_LABEL, column, name, "");
            }
        }
        for (int field = labels.size(); field < columns.length; field++) {
            missing(field);
        }
    }

    /** Whether the schema itself has two fields of this name at the places of two equal labels. */
    private boolean isRepeated(String name, int field) {
        return name.equals(labels.get(field)) && schema.indexOf(name) < field;
    }

    /** The first places of the labels before {@code column} that are equal to its own; calls come in column order. */
    private String earlier(int column) {
        List<String> known = places.computeIfAbsent(labels.get(column), label -> new ArrayList<>());
        String earlier = String.join(", ", known);
        if (known.size() < MOST_PLACES) {
            known.add(String.valueOf(column + 1));
        }
        return earlier;
    }

    private void checkNames(FieldsMatch match) {
        boolean mayHaveMore = match == FieldsMatch.SUBSET || match == FieldsMatch.PARTIAL;
        boolean mayHaveFewer = match == FieldsMatch.SUPERSET || match == FieldsMatch.PARTIAL;
        boolean any = columns.length == 0;
        Set<String> key = Set.copyOf(schema.primaryKey());
        for (int column = 0; column < labels.size(); column++) {
            any |= fields[column] >= 0;
            String earlier = earlier(column);
            if (fields[column] >= 0) {
                continue;
            }
            String label = labels.get(column);
            if (schema.indexOf(label) >= 0) {
                add(ErrorCode.DUPLICATE_LABEL, column, label, "at position \"" + earlier + '"');
            } else if (!mayHaveMore) {
                add(label.isEmpty() ? ErrorCode.BLANK_LABEL : ErrorCode.EXTRA_LABEL, column, null, "");
            }
        }
        if (!any && match == FieldsMatch.PARTIAL) {
            errors.add(new LabelError(ErrorCode.UNMATCHED_HEADER, 0, null, "", ""));
        }
        for (int field = 0; field < columns.length; field++) {
            if (columns[field] < 0 && (!mayHaveFewer || isNeeded(schema.field(field), key))) {
                missing(field);
            }
        }
    }

    private static boolean isNeeded(Field field, Set<String> key) {
        return field.constraints().required() || key.contains(field.name());
    }

    private void missing(int field) {
        int number = labels.size() + ++missing;
        String name = schema.field(field).name();
        errors.add(new LabelError(ErrorCode.MISSING_LABEL, number, name, "", ""));
    }

    private void add(ErrorCode code, int column, @Nullable String field, String note) {
        errors.add(new LabelError(code, column + 1, field, labels.get(column), note));
    }
}
