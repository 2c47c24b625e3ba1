package dev.weir.processors.outside;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Schema;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows are printed. */
enum PrintFormat {
    /** A table with aligned columns, numbers to the right, and how many rows there are. */
    TEXT {
        @Override
        String print(String name, Schema schema, List<List<@Nullable String>> rows, long all) {
            int fields = schema.fields().size();
            int[] widths = new int[fields];
            for (int i = 0; i < fields; i++) {
                widths[i] = width(schema.field(i).name());
                for (List<@Nullable String> row : rows) {
                    widths[i] = Math.max(widths[i], width(shown(row.get(i))));
                }
            }
            StringBuilder out = new StringBuilder(name).append('\n');
            line(out, schema, schema.names(), widths);
            for (List<@Nullable String> row : rows) {
                line(out, schema, row, widths);
            }
            String count = all == 1 ? "1 row" : all + " rows";
            return out.append(rows.size() < all ? "(" + rows.size() + " of " + count + ")" : "(" + count + ")")
                    .append('\n')
                    .toString();
        }

        private void line(StringBuilder out, Schema schema, List<? extends @Nullable String> cells, int[] widths) {
            int start = out.length();
            for (int i = 0; i < widths.length; i++) {
                String text = shown(cells.get(i));
                String gap = " ".repeat(Math.max(0, widths[i] - width(text)));
                FieldType type = schema.field(i).type();
                boolean right = type == FieldType.INTEGER || type == FieldType.NUMBER;
                out.append("  ").append(right ? gap + text : text + gap);
            }
            while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append('\n');
        }

        private String shown(@Nullable String cell) {
            String text = cell == null
                    ? ""
                    : cell.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
            return width(text) > 60 ? text.substring(0, text.offsetByCodePoints(0, 59)) + "…" : text;
        }

        private int width(String text) {
            return text.codePointCount(0, text.length());
        }
    },

    /** Comma-separated, with a header. */
    CSV {
        @Override
        String print(String name, Schema schema, List<List<@Nullable String>> rows, long all) {
            StringBuilder out = new StringBuilder();
            line(out, schema.names());
            rows.forEach(row -> line(out, row));
            return out.toString();
        }

        private void line(StringBuilder out, List<? extends @Nullable String> cells) {
            String before = "";
            for (String cell : cells) {
                out.append(before);
                boolean quoted = cell != null && (cell.isEmpty() || cell.matches("(?s).*[,\"\\r\\n].*"));
                out.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell == null ? "" : cell);
                before = ",";
            }
            out.append('\n');
        }
    },

    /** One JSON object a row. */
    JSONL {
        @Override
        String print(String name, Schema schema, List<List<@Nullable String>> rows, long all) {
            StringBuilder out = new StringBuilder();
            for (List<@Nullable String> row : rows) {
                Map<String, Json> properties = new LinkedHashMap<>();
                for (int i = 0; i < row.size(); i++) {
                    properties.put(schema.field(i).name(), json(schema, schema.field(i), row.get(i)));
                }
                out.append(JsonWriter.compact(new JsonObject(properties, Json.Place.NONE)))
                        .append('\n');
            }
            return out.toString();
        }

        private Json json(Schema schema, Field field, @Nullable String text) {
            if (text == null) {
                return new JsonNull(Json.Place.NONE);
            }
            CastResult cast = CellType.of(field, schema.missingValues(field)).castText(text);
            Object value = cast.valueOrNull();
            if (value instanceof Boolean flag) {
                return new JsonBoolean(flag, Json.Place.NONE);
            }
            if (value instanceof Long || value instanceof BigDecimal || value instanceof java.math.BigInteger) {
                return new JsonNumber(new BigDecimal(value.toString()), Json.Place.NONE);
            }
            return value instanceof Json json ? json : Json.of(text);
        }
    };

    /**
     * The text of the first rows.
     *
     * @param rows texts of cells, null where one is missing
     * @param all how many rows the resource has
     */
    abstract String print(String name, Schema schema, List<List<@Nullable String>> rows, long all);
}
