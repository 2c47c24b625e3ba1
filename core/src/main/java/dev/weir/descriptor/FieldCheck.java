package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.List;

/** The rules of a field but its constraints. Spec: https://datapackage.org/standard/table-schema/#field */
final class FieldCheck {
    private static final List<String> ITEM_TYPES =
            List.of("string", "integer", "boolean", "number", "datetime", "date", "time");

    private FieldCheck() {}

    static void check(NodeCheck node) {
        if (!node.isObject("A field")) {
            return;
        }
        NodeCheck name = node.required("name", "A field must have a \"name\", the name of its column: add it");
        if (name != null) {
            name.isText("\"name\"");
        }
        NodeCheck type = node.property("type");
        if (type != null && !isType(type)) {
            return;
        }
        node.texts("title", "description", "rdfType");
        SchemaCheck.missingValues(node);
        Field field = new Field(node.object());
        format(node, field);
        options(node, field.type());
        CategoriesCheck.check(node, field);
        ConstraintsCheck.check(node, field);
    }

    private static boolean isType(NodeCheck type) {
        String text = type.json().asText();
        if (text != null && FieldType.of(text) != null) {
            return true;
        }
        List<String> types = new ArrayList<>();
        for (FieldType known : FieldType.values()) {
            types.add(known.text());
        }
        type.error("The field type " + type.shown() + " is not in the standard: use one of " + String.join(", ", types)
                + (text == null ? "" : Nearest.hint(text, types)));
        return false;
    }

    private static void format(NodeCheck node, Field field) {
        NodeCheck format = node.property("format");
        if (format == null || !format.isText("\"format\"")) {
            return;
        }
        List<String> formats = switch (field.type()) {
            case STRING -> List.of("default", "email", "uri", "binary", "uuid");
            case GEOPOINT -> List.of("default", "array", "object");
            case GEOJSON -> List.of("default", "topojson");
            case DATETIME, DATE, TIME, ANY -> List.of();
            default -> List.of("default");
        };
        if (!formats.isEmpty() && !formats.contains(field.format())) {
            String message = "The type " + field.type().text() + " has no format " + format.shown() + ": use "
                    + (formats.size() == 1 ? "default, or leave it out" : "one of " + String.join(", ", formats))
                    + Nearest.hint(field.format(), formats);
            if (formats.size() == 1) {
                format.warning(message); // "There are no format options", so what is stated means nothing
            } else {
                format.error(message);
            }
            return;
        }
        String problem = node.rule().problem(field, "format", format.json());
        if (problem != null) {
            format.error(problem);
        }
    }

    private static void options(NodeCheck node, FieldType type) {
        switch (type) {
            case NUMBER -> {
                node.flag("bareNumber");
                oneCharacter(node, "decimalChar");
                group(node);
            }
            case INTEGER -> {
                node.flag("bareNumber");
                node.text("groupChar");
            }
            case BOOLEAN -> booleans(node);
            case LIST -> {
                node.oneOf("itemType", ITEM_TYPES);
                NodeCheck delimiter = node.property("delimiter");
                if (delimiter != null && "".equals(node.text("delimiter"))) {
                    delimiter.error("\"delimiter\" must have at least one character but is empty");
                }
            }
            default -> {
                // the other types have no properties of their own
            }
        }
    }

    private static void oneCharacter(NodeCheck node, String name) {
        String text = node.text(name);
        NodeCheck value = node.property(name);
        if (text != null && value != null && text.isEmpty()) {
            value.error('"' + name + "\" must have a character but is empty");
        }
    }

    private static void group(NodeCheck node) {
        String group = node.text("groupChar");
        NodeCheck value = node.property("groupChar");
        if (group != null && value != null && group.equals(node.object().text("decimalChar", "."))) {
            value.error("\"groupChar\" and the decimal character are both " + value.shown()
                    + ": a number cannot be read with one character for two uses");
        }
    }

    private static void booleans(NodeCheck node) {
        List<String> yes = node.textList("trueValues", true);
        List<String> no = node.textList("falseValues", true);
        List<String> trueValues = yes == null ? List.of("true", "True", "TRUE", "1") : yes;
        NodeCheck value = node.property("falseValues");
        if (value != null && no != null) {
            for (String text : no) {
                if (trueValues.contains(text)) {
                    value.error("\"" + text + "\" stands for both true and false: take it out of one list");
                }
            }
        }
    }
}
