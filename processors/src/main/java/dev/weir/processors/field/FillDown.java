package dev.weir.processors.field;

import dev.weir.descriptor.Schema;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Scan;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.BatchRow;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the last value above, of the same key where there is one, into missing cells. Cells above the first value stay
 * missing. The state is one value a field.
 */
public final class FillDown implements Step {
    private static final Spec SPEC = Spec.of(
                    "fill-down",
                    "Scan",
                    "Puts the last value above into the missing cells of fields, of the rows of the same key where one"
                            + " is named.")
            .option("fields", Option.Kind.TEXTS, "the fields: names, or /…/; by default all but the key")
            .option("by", Option.Kind.TEXTS, "the key fields; by default all rows are of one key")
            .example("{fields: [currency], by: [status]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return TableProcessor.of(SPEC.name(), options, resource -> filling(options, TableProcessor.schema(resource)));
    }

    private static Filling filling(Options options, Schema input) {
        List<String> keys = options.has("by") ? new FieldNames(options, "by").in(input.names()) : List.of();
        List<String> fields = options.has("fields")
                ? new FieldNames(options, "fields").in(input.names())
                : input.names().stream().filter(name -> !keys.contains(name)).toList();
        for (String field : fields) {
            if (keys.contains(field)) {
                throw options.error("fields", "'" + field + "' is a key: rows without one are of a key of their own");
            }
        }
        return new Filling(keys, fields);
    }

    /** The last value of each field, null where there was none yet. */
    record Above(List<@Nullable Object> values) {}

    private record Filling(List<String> keys, List<String> fields) implements Scan<Above> {
        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.sameNames(inputs.get(0), output);
            for (String field : fields) {
                origins =
                        origins.from(field, How.AGGREGATION, 0, List.of(field)).from(field, How.GROUP, 0, keys);
            }
            return origins;
        }

        @Override
        public Above initial() {
            return new Above(Collections.nCopies(fields.size(), null));
        }

        @Override
        public Next<Above> next(Above state, Row row, Schema output) {
            List<@Nullable Object> values = null;
            Row filled = row;
            for (int i = 0; i < fields.size(); i++) {
                int field = row.index(fields.get(i));
                Object above = state.values().get(i);
                Object value = row.value(field);
                if (value == null && above != null && !isBad(row, field)) {
                    filled = filled.with(fields.get(i), above);
                } else if (value != null && !value.equals(above)) {
                    values = values == null ? new ArrayList<>(state.values()) : values;
                    values.set(i, value);
                }
            }
            return new Next<>(values == null ? state : new Above(values), filled);
        }

        /** Whether the cell has a text that could not be read: it keeps it. */
        private static boolean isBad(Row row, int field) {
            return row instanceof BatchRow cursor
                    && cursor.batch().column(field).isBad(cursor.position());
        }
    }
}
