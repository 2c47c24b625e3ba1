package dev.weir.validate;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;

/** A constraint's value as frictionless-py's notes show it, so that reports of both can be compared by their text. */
final class PythonText {
    private PythonText() {}

    /** {@code constraint "minimum" is "0"}. */
    static String note(String constraint, Json value) {
        StringBuilder text =
                new StringBuilder("constraint \"").append(constraint).append("\" is \"");
        if (value instanceof JsonText plain) {
            text.append(plain.value());
        } else {
            append(value, text);
        }
        return text.append('"').toString();
    }

    /** The value alone. */
    static String plain(Json value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(Json value, StringBuilder out) {
        if (value instanceof JsonText text) {
            quote(text.value(), out);
        } else if (value instanceof JsonBoolean flag) {
            out.append(flag.value() ? "True" : "False");
        } else if (value instanceof JsonNumber number) {
            out.append(number.value());
        } else if (value instanceof JsonArray array) {
            out.append('[');
            String between = "";
            for (Json item : array.items()) {
                out.append(between);
                append(item, out);
                between = ", ";
            }
            out.append(']');
        } else if (value instanceof JsonObject object) {
            out.append('{');
            String[] between = {""};
            object.properties().forEach((name, item) -> {
                out.append(between[0]);
                quote(name, out);
                append(item, out.append(": "));
                between[0] = ", ";
            });
            out.append('}');
        } else {
            out.append("None");
        }
    }

    private static void quote(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c == quote ? "\\" : "").append(c);
            }
        }
        out.append(quote);
    }
}
