package dev.weir.checklist;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field has none of the listed values ({@code forbidden-value}), or has each of them in one row at least ({@code
 * required-value}). The values are read as those of the field are.
 */
record ListedValue(ErrorCode code, String fieldName, List<Json> values) implements Check {
    static ListedValue of(Settings settings, ErrorCode code) {
        return new ListedValue(code, settings.text("fieldName"), settings.items("values"));
    }

    @Override
    public TableCheck start(Schema schema) {
        int index = CheckException.field(schema, fieldName, code.code());
        Field field = schema.field(index);
        CellType type = CellType.of(field, schema.missingValues(field));
        List<@Nullable Object> typed = new ArrayList<>();
        for (Json value : values) {
            typed.add(type.castJson(value) instanceof CastResult.Value cast ? comparable(cast.value()) : null);
        }
        return code == ErrorCode.FORBIDDEN_VALUE ? new Forbidden(index, typed) : new Required(index, typed);
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value instanceof Long whole ? new BigDecimal(whole).stripTrailingZeros() : value;
    }

    private static String text(Json value) {
        return value.asText() == null ? JsonWriter.compact(value) : String.valueOf(value.asText());
    }

    private final class Forbidden extends TableCheck {
        private final int field;
        private final Set<Object> forbidden = new LinkedHashSet<>();
        private final String note;

        Forbidden(int field, List<@Nullable Object> typed) {
            this.field = field;
            typed.stream().filter(value -> value != null).forEach(forbidden::add);
            this.note = "forbidden values are "
                    + values.stream().map(ListedValue::text).toList();
        }

        @Override
        public void rows(int pass, Batch batch, Found found) {
            for (int row = 0; row < batch.rows(); row++) {
                Object value = comparable(batch.column(field).value(row));
                if (value != null && forbidden.contains(value)) {
                    found.cell(row, field, note);
                }
            }
        }
    }

    private final class Required extends TableCheck {
        private final int field;
        private final List<@Nullable Object> required;
        private final Set<Object> seen = new LinkedHashSet<>();

        Required(int field, List<@Nullable Object> typed) {
            this.field = field;
            this.required = typed;
        }

        @Override
        public void rows(int pass, Batch batch, Found found) {
            for (int row = 0; row < batch.rows(); row++) {
                Object value = comparable(batch.column(field).value(row));
                if (value != null && required.contains(value)) {
                    seen.add(value);
                }
            }
        }

        @Override
        public void end(int pass, long rows, Found found) {
            for (int i = 0; i < required.size(); i++) {
                if (required.get(i) == null || !seen.contains(required.get(i))) {
                    found.table("the value \"" + text(values.get(i)) + "\" is required to be present in field \""
                            + fieldName + "\" in at least one row");
                }
            }
        }
    }
}
