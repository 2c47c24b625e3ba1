package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code list} field: text to a {@code List} of values of one type.
 *
 * <p>Items stand between {@code delimiter}s and are read as {@code itemType} in its default form; no item is missing.
 * The empty text, where it is not a missing value, is the empty list. One bad item makes the cell bad. Errors: {@code
 * type-error}. Spec: https://datapackage.org/standard/table-schema/#list
 */
final class ListType extends ObjectType {
    private static final Set<FieldType> ITEM_TYPES = Collections.unmodifiableSet(EnumSet.of(
            FieldType.STRING,
            FieldType.INTEGER,
            FieldType.BOOLEAN,
            FieldType.NUMBER,
            FieldType.DATETIME,
            FieldType.DATE,
            FieldType.TIME));

    private final String delimiter;
    private final CellType items;

    ListType(Field field, List<MissingValue> missing) {
        super(field, missing);
        delimiter = field.json().text("delimiter", ",");
        FieldType stated = FieldType.of(field.json().text("itemType", "string"));
        items = CellType.of(Field.of(field.name(), stated == null ? FieldType.STRING : stated), List.of());
    }

    static void problems(Field field, List<String> problems) {
        if (field.json().text("delimiter", ",").isEmpty()) {
            problems.add("delimiter is empty: name the text between the items, or leave it out for \",\"");
        }
        String stated = field.json().text("itemType", "string");
        FieldType itemType = FieldType.of(stated);
        if (itemType == null || !ITEM_TYPES.contains(itemType)) {
            problems.add(
                    "itemType \"" + stated + "\" is not one of string, integer, boolean, number, datetime, date, time");
        }
    }

    @Override
    @Nullable
    Object castCell(byte[] bytes, int start, int end) {
        List<Object> values = new ArrayList<>();
        if (start == end) {
            return values;
        }
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        for (int from = 0; from >= 0; ) {
            int at = text.indexOf(delimiter, from);
            Object value = items.castText(text.substring(from, at < 0 ? text.length() : at))
                    .valueOrNull();
            if (value == null) {
                return null;
            }
            values.add(value);
            from = at < 0 ? -1 : at + delimiter.length();
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        if (!(node instanceof JsonArray array)) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (Json item : array.items()) {
            Object value = items.castJson(item).valueOrNull();
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    void format(Object value, TextBuffer out) {
        boolean first = true;
        for (Object item : (List<?>) value) {
            if (!first) {
                out.put(delimiter);
            }
            first = false;
            out.put(items.formatValue(item));
        }
    }

    @Override
    List<Object> lexicalOptions() {
        return List.of(delimiter, items.type);
    }
}
