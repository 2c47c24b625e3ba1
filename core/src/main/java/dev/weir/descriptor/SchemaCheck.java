package dev.weir.descriptor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of Table Schema but those of its fields. Spec: https://datapackage.org/standard/table-schema/ */
final class SchemaCheck {
    private static final List<String> MATCHES = List.of("exact", "equal", "subset", "superset", "partial");

    private SchemaCheck() {}

    static void check(NodeCheck node) {
        if (!node.isObject("A schema")) {
            return;
        }
        node.text("$schema");
        NodeCheck fields =
                node.required("fields", "A schema must have \"fields\", an array of field descriptors: add it");
        List<NodeCheck> items = fields == null ? null : fields.items("\"fields\"", false);
        if (items != null) {
            for (NodeCheck item : items) {
                FieldCheck.check(item);
            }
            repeatedNames(items);
        }
        node.oneOf("fieldsMatch", MATCHES);
        missingValues(node);
        List<String> names = items == null ? null : names(node.object());
        NodeCheck primaryKey = node.property("primaryKey");
        if (primaryKey != null) {
            List<String> key = fieldNames(primaryKey, "\"primaryKey\"");
            known(primaryKey, key, names, "\"primaryKey\"");
        }
        uniqueKeys(node, names);
        ForeignKeyCheck.check(node);
        if (isAlone(node)) {
            ForeignKeyCheck.names(node, null, JsonObject.EMPTY);
        }
    }

    /** Whether the schema is no part of a package, where its keys are looked up with the other resources at hand. */
    private static boolean isAlone(NodeCheck node) {
        return !node.pointer().startsWith("/resources/");
    }

    /** A list of field names, or a single one as version 1 had it; null, with an error, where it is neither. */
    static @Nullable List<String> fieldNames(NodeCheck node, String what) {
        String single = node.json().asText();
        if (single != null) {
            return List.of(single);
        }
        if (!(node.json() instanceof JsonArray)) {
            node.wrongKind(what, "a field name or an array of field names");
            return null;
        }
        List<NodeCheck> items = node.items(what, true);
        return items == null ? null : NodeCheck.allTexts(items, what);
    }

    /** An error where a key names a field that is not among {@code names}, or one twice. */
    static void known(NodeCheck node, @Nullable List<String> key, @Nullable List<String> names, String what) {
        if (key == null || names == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String name : key) {
            if (!seen.add(name)) {
                node.warning(what + " names the field \"" + name + "\" twice");
            } else if (!names.contains(name)) {
                node.error(what + " names the field \"" + name + "\", which the schema does not have"
                        + Nearest.hint(name, names));
            }
        }
    }

    static List<String> names(JsonObject schema) {
        return new Schema(schema).names();
    }

    private static void repeatedNames(List<NodeCheck> fields) {
        Set<String> names = new HashSet<>();
        for (NodeCheck field : fields) {
            NodeCheck name = field.property("name");
            String text = name == null ? null : name.json().asText();
            if (name != null && text != null && !names.add(text)) {
                name.warning("Two fields are called " + name.shown() + ": keys and expressions mean the first");
            }
        }
    }

    /** {@code missingValues} of a schema or a field: unique strings, or objects of unique values and labels. */
    static void missingValues(NodeCheck node) {
        NodeCheck values = node.property("missingValues");
        List<NodeCheck> items = values == null ? null : values.items("\"missingValues\"", false);
        if (items == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (NodeCheck item : items) {
            if (item.json().getClass() != items.get(0).json().getClass()) {
                item.error("\"missingValues\" must be all strings or all objects");
            } else if (item.json() instanceof JsonObject) {
                NodeCheck value = item.required("value", "A missing value must have a \"value\", a string: add it");
                if (value != null && value.isText("\"value\"")) {
                    unique(value, value.json().asText(), seen, "missing value");
                }
                String label = item.text("label");
                NodeCheck labelNode = item.property("label");
                if (labelNode != null) {
                    unique(labelNode, label, labels, "label");
                }
            } else if (item.isText("Each missing value")) {
                unique(item, item.json().asText(), seen, "missing value");
            }
        }
    }

    static void unique(NodeCheck node, @Nullable String text, Set<String> seen, String what) {
        if (text != null && !seen.add(text)) {
            node.error("The " + what + ' ' + node.shown() + " is here twice but must be unique: remove one");
        }
    }

    private static void uniqueKeys(NodeCheck node, @Nullable List<String> names) {
        NodeCheck keys = node.property("uniqueKeys");
        List<NodeCheck> items = keys == null ? null : keys.items("\"uniqueKeys\"", true);
        if (items == null) {
            return;
        }
        for (NodeCheck key : items) {
            List<NodeCheck> fields = key.items("A unique key", true);
            List<String> texts = fields == null ? null : NodeCheck.allTexts(fields, "a unique key");
            known(key, texts, names, "A unique key");
        }
    }
}
