package dev.weir.descriptor;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of {@code constraints}. Spec: https://datapackage.org/standard/table-schema/#field-constraints */
final class ConstraintsCheck {
    private static final Set<FieldType> LENGTHS =
            EnumSet.of(FieldType.STRING, FieldType.ARRAY, FieldType.OBJECT, FieldType.LIST);
    private static final Set<FieldType> RANGES = EnumSet.of(
            FieldType.INTEGER,
            FieldType.NUMBER,
            FieldType.DATE,
            FieldType.TIME,
            FieldType.DATETIME,
            FieldType.DURATION,
            FieldType.YEAR,
            FieldType.YEARMONTH);

    private ConstraintsCheck() {}

    static void check(NodeCheck fieldNode, Field field) {
        NodeCheck node = fieldNode.property("constraints");
        if (node == null || !node.isObject("\"constraints\"")) {
            return;
        }
        for (String name : node.object().properties().keySet()) {
            NodeCheck value = node.property(name);
            if (value == null) {
                continue;
            }
            if (!Constraints.NAMES.contains(name)) {
                value.warning("\"" + name + "\" is no constraint of the standard and is not checked"
                        + Nearest.hint(name, Constraints.NAMES));
            } else if (!isFor(name, field.type())) {
                value.error("The type " + field.type().text() + " has no constraint \"" + name + "\""
                        + (fieldNode.object().has("type") ? "" : " (a field without a type is of the type any)")
                        + ": remove it or change the type");
            } else {
                one(node, value, name, field);
            }
        }
        lengths(node);
    }

    private static boolean isFor(String constraint, FieldType type) {
        return switch (constraint) {
            case "minLength", "maxLength" -> LENGTHS.contains(type);
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> RANGES.contains(type);
            case "jsonSchema" -> type == FieldType.ARRAY || type == FieldType.OBJECT;
            case "pattern" -> type == FieldType.STRING;
            default -> true;
        };
    }

    private static void one(NodeCheck node, NodeCheck value, String name, Field field) {
        switch (name) {
            case "required", "unique" -> node.flag(name);
            case "minLength", "maxLength" -> {
                if (!(value.json() instanceof JsonNumber number
                        && number.isInteger()
                        && number.value().signum() >= 0)) {
                    value.wrongKind('"' + name + '"', "an integer of 0 or more");
                }
            }
            case "jsonSchema" -> {
                if (value.isObject("\"jsonSchema\"")) {
                    judge(value, value, name, field);
                }
            }
            case "pattern" -> {
                if (value.isText("\"pattern\"")) {
                    judge(value, value, name, field);
                }
            }
            case "enum" -> values(value, field);
            default -> {
                if (!isValue(value.json(), field.type())) {
                    value.wrongKind(
                            '"' + name + "\" of the type " + field.type().text(), kinds(field.type()));
                } else {
                    judge(value, value, name, field);
                }
            }
        }
    }

    private static void values(NodeCheck node, Field field) {
        List<NodeCheck> items = node.items("\"enum\"", true);
        if (items == null) {
            return;
        }
        Set<Json> seen = new HashSet<>();
        boolean texts = kinds(field.type()).equals("a string");
        for (NodeCheck item : items) {
            if (!isValue(item.json(), field.type())) {
                String what = "A value of \"enum\" of the type " + field.type().text();
                if (texts) {
                    item.wrongKind(what, "a string");
                } else {
                    node.error(what + " must be " + kinds(field.type()) + " but one is " + item.shown());
                }
            } else if (!seen.add(item.json())) {
                node.error("\"enum\" holds the value " + item.shown() + " twice: remove one");
            } else {
                judge(item, item, "enum", field);
            }
        }
    }

    private static void judge(NodeCheck at, NodeCheck value, String name, Field field) {
        String problem = at.rule().problem(field, name, value.json());
        if (problem != null) {
            at.error(problem);
        }
    }

    /** Whether a constraint's value is of a JSON kind of the type, or a string that may cast to it. */
    private static boolean isValue(Json value, FieldType type) {
        if (value instanceof JsonText || type == FieldType.ANY) {
            return true;
        }
        return switch (type) {
            case NUMBER -> value instanceof JsonNumber;
            case INTEGER, YEAR -> value instanceof JsonNumber number && number.isInteger();
            case BOOLEAN -> value instanceof JsonBoolean;
            case OBJECT, GEOJSON -> value instanceof JsonObject;
            case ARRAY, LIST -> value instanceof JsonArray;
            case GEOPOINT -> value instanceof JsonArray || value instanceof JsonObject;
            default -> false;
        };
    }

    private static String kinds(FieldType type) {
        return switch (type) {
            case NUMBER -> "a number or a string";
            case INTEGER, YEAR -> "an integer or a string";
            case BOOLEAN -> "true, false or a string";
            case OBJECT, GEOJSON -> "an object or a string";
            case ARRAY, LIST -> "an array or a string";
            case GEOPOINT -> "an array, an object or a string";
            default -> "a string";
        };
    }

    private static void lengths(NodeCheck node) {
        NodeCheck most = node.property("maxLength");
        if (node.object().get("minLength") instanceof JsonNumber least
                && most != null
                && most.json() instanceof JsonNumber number
                && least.value().compareTo(number.value()) > 0) {
            most.warning("\"maxLength\" is less than \"minLength\": no value can satisfy both");
        }
    }
}
