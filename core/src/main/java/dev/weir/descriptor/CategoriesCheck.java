package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of {@code categories}. Spec: https://datapackage.org/standard/table-schema/#categories */
final class CategoriesCheck {
    private CategoriesCheck() {}

    static void check(NodeCheck node, Field field) {
        NodeCheck categories = node.property("categories");
        if (categories == null) {
            return;
        }
        if (field.type() != FieldType.STRING && field.type() != FieldType.INTEGER) {
            categories.warning("\"categories\" is for string and integer fields and means nothing for the type "
                    + field.type().text());
            return;
        }
        node.flag("categoriesOrdered");
        List<NodeCheck> items = categories.items("\"categories\"", true);
        if (items == null) {
            return;
        }
        List<Json> values = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (NodeCheck item : items) {
            boolean object = item.json() instanceof JsonObject;
            if (object != items.get(0).json() instanceof JsonObject) {
                item.error("\"categories\" must be all values or all objects");
                continue;
            }
            NodeCheck value = object ? item.required("value", "A category must have a \"value\": add it") : item;
            if (object) {
                String label = item.text("label");
                NodeCheck labelNode = item.property("label");
                if (labelNode != null) {
                    SchemaCheck.unique(labelNode, label, labels, "label");
                }
            }
            if (value != null && isValue(value, field.type())) {
                if (values.contains(value.json())) {
                    value.error("The category " + value.shown() + " is here twice but must be unique: remove one");
                }
                values.add(value.json());
            }
        }
        enumWithin(node, field, values);
    }

    private static boolean isValue(NodeCheck value, FieldType type) {
        boolean right = type == FieldType.STRING
                ? value.json() instanceof JsonText
                : value.json() instanceof JsonNumber number && number.isInteger();
        if (!right) {
            value.wrongKind(
                    "A category of the type " + type.text(), type == FieldType.STRING ? "a string" : "an integer");
        }
        return right;
    }

    private static void enumWithin(NodeCheck node, Field field, List<Json> categories) {
        NodeCheck constraints = node.property("constraints");
        NodeCheck values = constraints == null ? null : constraints.property("enum");
        if (values == null || !(values.json() instanceof JsonArray array)) {
            return;
        }
        for (int i = 0; i < array.items().size(); i++) {
            Json value = array.items().get(i);
            if (!categories.contains(value) && !(field.type() == FieldType.INTEGER && value instanceof JsonText)) {
                NodeCheck item = values.item(i);
                values.error("The \"enum\" value " + item.shown()
                        + " is no category: \"enum\" must be a part of \"categories\"");
            }
        }
    }
}
