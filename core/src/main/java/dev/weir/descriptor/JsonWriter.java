package dev.weir.descriptor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a tree as JSON, byte for byte the same for the same tree: properties in their order, non-ASCII characters as
 * they are, numbers with the digits they were read with.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    /** The tree in UTF-8: two spaces a level, {@code \n}, a final newline. */
    public static byte[] write(Json json) {
        return pretty(json).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    public static String pretty(Json json) {
        StringBuilder out = new StringBuilder();
        write(json, out, 0);
        return out.append('\n').toString();
    }

    /** The tree on one line without blanks, and without a newline at the end. */
    public static String compact(Json json) {
        StringBuilder out = new StringBuilder();
        write(json, out, -1);
        return out.toString();
    }

    /** Appends {@code text} as a JSON string, in quotes. */
    public static void quote(CharSequence text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) && !inPair(text, i)) {
                        escape(c, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean inPair(CharSequence text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xF));
        }
    }

    /** {@code level} is the indentation, -1 for the compact form. */
    private static void write(Json json, StringBuilder out, int level) {
        if (json instanceof JsonObject object) {
            write(object, out, level);
        } else if (json instanceof JsonArray array) {
            write(array, out, level);
        } else if (json instanceof JsonText text) {
            quote(text.value(), out);
        } else if (json instanceof JsonNumber number) {
            out.append(number.value());
        } else if (json instanceof JsonBoolean flag) {
            out.append(flag.value());
        } else {
            out.append("null");
        }
    }

    private static void write(JsonObject object, StringBuilder out, int level) {
        if (object.properties().isEmpty()) {
            out.append("{}");
            return;
        }
        int inner = level < 0 ? -1 : level + 1;
        char before = '{';
        for (Map.Entry<String, Json> property : object.properties().entrySet()) {
            out.append(before);
            indent(out, inner);
            quote(property.getKey(), out);
            out.append(level < 0 ? ":" : ": ");
            write(property.getValue(), out, inner);
            before = ',';
        }
        indent(out, level);
        out.append('}');
    }

    private static void write(JsonArray array, StringBuilder out, int level) {
        List<Json> items = array.items();
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        int inner = level < 0 ? -1 : level + 1;
        char before = '[';
        for (Json item : items) {
            out.append(before);
            indent(out, inner);
            write(item, out, inner);
            before = ',';
        }
        indent(out, level);
        out.append(']');
    }

    private static void indent(StringBuilder out, int level) {
        if (level >= 0) {
            out.append('\n');
            for (int i = 0; i < level; i++) {
                out.append("  ");
            }
        }
    }
}
