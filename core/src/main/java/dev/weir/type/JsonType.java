package dev.weir.type;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.TextBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of an {@code object} or {@code array} field: JSON text to a tree.
 *
 * <p>Blanks that JSON allows around the value are allowed. Canonical text is the tree on one line without blanks, its
 * properties in their order. Errors: {@code type-error}. Spec:
 * https://datapackage.org/standard/table-schema/#object, https://datapackage.org/standard/table-schema/#array
 */
final class JsonType extends ObjectType {

    JsonType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    @Nullable
    Object castCell(byte[] bytes, int start, int end) {
        Json node = read(bytes, start, end, (byte) (type == FieldType.OBJECT ? '{' : '['));
        return node == null ? null : castNative(node);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        boolean fits = type == FieldType.OBJECT ? node instanceof JsonObject : node instanceof JsonArray;
        return fits ? node : null;
    }

    @Override
    void format(Object value, TextBuffer out) {
        out.put(JsonWriter.compact((Json) value));
    }

    /** The JSON value of a slice, which must begin with {@code first}, or null where it is no JSON. */
    static @Nullable Json read(byte[] bytes, int start, int end, byte first) {
        int from = start;
        while (from < end && NumberText.isBlank(bytes[from])) {
            from++;
        }
        if (from == end || bytes[from] != first) {
            return null;
        }
        try {
            return JsonReader.read(Arrays.copyOfRange(bytes, from, end), "cell");
        } catch (DescriptorException notJson) {
            return null;
        }
    }
}
