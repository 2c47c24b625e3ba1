package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that stands in the descriptor: an array of arrays, the header first, or an array of objects, whose
 * keys are the header in the order in which they first appear ({@code itemKeys} of the dialect picks and orders them).
 *
 * <p>In: JSON. Out: the same table as CSV, for what is said of its shape and its texts, and the JSON value behind each
 * cell, for its type: there {@code 1} is a number and {@code "1"} a text. Objects give a header row of their own, so row
 * numbers count it as those of arrays do. A key that an object lacks is a missing cell without text. Held in memory, as
 * the descriptor is. Immutable, safe for use by several threads.
 *
 * <p>Spec: https://datapackage.org/standard/data-resource/#data
 */
public final class InlineRows {
    private static final Json NULL = new JsonNull(Json.Place.NONE);

    private final List<List<Json>> rows = new ArrayList<>();
    private final Dialect dialect;
    private final byte[] csv;
    private long[] starts = new long[16];

    private InlineRows(JsonArray data, Dialect stated) {
        boolean objects = !data.items().isEmpty() && data.items().get(0) instanceof JsonObject;
        List<String> keys = objects ? keys(data, stated) : List.of();
        if (objects) {
            rows.add(List.copyOf(keys.stream().map(Json::of).toList()));
        }
        for (Json item : data.items()) {
            rows.add(item instanceof JsonArray array ? array.items() : cells(item, keys));
        }
        this.dialect = objects ? new Dialect(JsonObject.EMPTY) : headerOf(stated);
        this.csv = text();
    }

    /** @param dialect as the resource states it: what it says of text is not about inline data */
    public static InlineRows of(JsonArray data, Dialect dialect) {
        return new InlineRows(data, dialect);
    }

    private static List<String> keys(JsonArray data, Dialect dialect) {
        if (!dialect.itemKeys().isEmpty()) {
            return dialect.itemKeys();
        }
        Set<String> keys = new LinkedHashSet<>();
        for (Json item : data.items()) {
            if (item instanceof JsonObject object) {
                keys.addAll(object.properties().keySet());
            }
        }
        return List.copyOf(keys);
    }

    private static List<Json> cells(Json item, List<String> keys) {
        if (!(item instanceof JsonObject object)) {
            return List.of(item);
        }
        List<Json> cells = new ArrayList<>();
        for (String key : keys) {
            Json cell = object.get(key);
            cells.add(cell == null ? NULL : cell);
        }
        return cells;
    }

    private static Dialect headerOf(Dialect stated) {
        JsonObject json = JsonObject.EMPTY;
        for (String name : List.of("header", "headerRows", "headerJoin")) {
            Json value = stated.json().get(name);
            json = value == null ? json : json.with(name, value);
        }
        return new Dialect(json);
    }

    private byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int count = 0;
        for (List<Json> row : rows) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = out.size();
            for (int i = 0; i < row.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                out.writeBytes(quoted(row.get(i)).getBytes(StandardCharsets.UTF_8));
            }
            out.write('\n');
        }
        starts = Arrays.copyOf(starts, count);
        return out.toByteArray();
    }

    private static String quoted(Json cell) {
        if (cell instanceof JsonNull) {
            return "";
        }
        String text = cell instanceof JsonText string ? string.value() : JsonWriter.compact(cell);
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain && !text.startsWith("\uFEFF") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The dialect of {@link #csv()}. */
    public Dialect dialect() {
        return dialect;
    }

    /** The table as CSV in UTF-8, not to be changed. */
    public byte[] csv() {
        return csv;
    }

    /**
     * The JSON value of a cell; null where the row is too short.
     *
     * @param offset where the row's record begins in {@link #csv()}
     * @param column from 0
     */
    public @Nullable Json cell(long offset, int column) {
        int found = Arrays.binarySearch(starts, offset);
        List<Json> row = rows.get(found >= 0 ? found : -found - 2);
        return column < row.size() ? row.get(column) : null;
    }
}
