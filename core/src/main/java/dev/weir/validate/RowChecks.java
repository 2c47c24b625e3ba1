package dev.weir.validate;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DescriptorCheck;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldRule;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema promises of each row by itself: types, constraints, categories, and no missing part of the primary key.
 *
 * <p>What compares rows is in {@link TableKeys}. Immutable, safe for use by several threads; each takes a {@link
 * RowChecker} of its own. Spec: https://datapackage.org/standard/table-schema/#field-constraints
 */
public final class RowChecks {
    private final List<CellCheck> checks = new ArrayList<>();
    private final @Nullable PrimaryKeyNulls primaryKey;

    private RowChecks(Schema schema) {
        for (int i = 0; i < schema.fields().size(); i++) {
            checks.addAll(FieldChecks.of(i, schema.field(i)));
        }
        this.primaryKey = primaryKey(schema);
    }

    /**
     * The checks of a schema.
     *
     * @throws IllegalArgumentException where {@link #RULE} has something to say of a constraint
     */
    public static RowChecks of(Schema schema) {
        return new RowChecks(schema);
    }

    /** The checks of a schema without its constraints and keys: what a table is held against while it is read for steps. */
    public static RowChecks ofTypes(Schema schema) {
        List<Field> types = schema.fields().stream()
                .map(field -> new Field(field.json().without("constraints").without("categories")))
                .toList();
        return new RowChecks(schema.without("primaryKey").withFields(types));
    }

    /** Judges formats and constraint values while a descriptor is checked: see {@link DescriptorCheck}. */
    public static final FieldRule RULE = FieldChecks.RULE;

    /** All that is wrong with a schema, constraints that cannot be used too; pointers are relative to the schema. */
    public static Checked problems(Schema schema) {
        return new DescriptorCheck(false, RULE).schema(schema.json());
    }

    private static @Nullable PrimaryKeyNulls primaryKey(Schema schema) {
        List<String> names = schema.primaryKey();
        int[] parts = names.stream().mapToInt(schema::indexOf).toArray();
        if (parts.length == 0 || Arrays.stream(parts).anyMatch(part -> part < 0)) {
            return null;
        }
        int[] optional = Arrays.stream(parts)
                .filter(part -> !schema.field(part).constraints().required())
                .toArray();
        List<String> optionalNames =
                Arrays.stream(optional).mapToObj(schema::field).map(Field::name).toList();
        return optional.length == 0 ? null : new PrimaryKeyNulls(parts, optional, optionalNames);
    }

    /** A checker for one thread. */
    public RowChecker newChecker() {
        return new RowChecker(checks.stream().map(CellCheck::forWorker).toArray(CellCheck[]::new), primaryKey);
    }
}
