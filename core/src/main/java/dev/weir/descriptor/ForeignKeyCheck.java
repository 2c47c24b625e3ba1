package dev.weir.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of foreign keys. Spec: https://datapackage.org/standard/table-schema/#foreignKeys */
final class ForeignKeyCheck {
    private ForeignKeyCheck() {}

    /** Their form. */
    static void check(NodeCheck schema) {
        NodeCheck keys = schema.property("foreignKeys");
        List<NodeCheck> items = keys == null ? null : keys.items("\"foreignKeys\"", false);
        if (items != null) {
            for (NodeCheck key : items) {
                form(key);
            }
        }
    }

    private static void form(NodeCheck key) {
        if (!key.isObject("A foreign key")) {
            return;
        }
        NodeCheck fields =
                key.required("fields", "A foreign key must have \"fields\", the names of its own fields: add it");
        List<String> own = fields == null ? null : SchemaCheck.fieldNames(fields, "\"fields\"");
        NodeCheck reference = key.required(
                "reference", "A foreign key must have a \"reference\" with the \"fields\" that it refers to: add it");
        if (reference == null || !reference.isObject("\"reference\"")) {
            return;
        }
        reference.texts("resource");
        otherPackage(reference);
        NodeCheck target = reference.required(
                "fields", "A \"reference\" must have \"fields\", the names of the fields that it refers to: add it");
        boolean comparable =
                fields != null && (fields.json() instanceof JsonText || fields.json() instanceof JsonArray);
        if (target != null && fields != null && comparable) {
            target(target, fields, own);
        }
    }

    /** By the recipe for external foreign keys: an address or a name, which Weir does not follow, or a path, which it does. */
    private static void otherPackage(NodeCheck reference) {
        String text = reference.text("package");
        NodeCheck node = reference.property("package");
        if (text == null || node == null) {
            return;
        }
        if (ForeignKey.isPath(text)) {
            node.location();
        } else {
            node.warning("The package " + node.shown() + " is named by "
                    + (DataPath.isUrl(text) ? "an address" : "its name")
                    + ", which is not followed: the foreign key is not checked");
        }
    }

    /** The fields referred to: of the form and the length of the key's own. */
    private static void target(NodeCheck target, NodeCheck fields, @Nullable List<String> own) {
        boolean single = fields.json() instanceof JsonText;
        if (single != target.json() instanceof JsonText) {
            target.wrongKind(
                    "\"fields\" of the reference", single ? "a string as the key's own" : "an array as the key's own");
            return;
        }
        List<String> names = SchemaCheck.fieldNames(target, "\"fields\" of the reference");
        if (names != null && own != null && names.size() != own.size()) {
            target.error("A foreign key of " + own.size() + (own.size() == 1 ? " field" : " fields") + " refers to "
                    + names.size() + ": the two lists must be of the same length");
        }
    }

    /**
     * The names in keys whose form is right: fields of this schema, a resource of the package, fields of its schema. A
     * schema that is still a reference, or in another package, is not looked into.
     *
     * @param resource the name of the schema's own resource, null for a schema alone
     */
    static void names(NodeCheck schema, @Nullable String resource, JsonObject dataPackage) {
        NodeCheck keys = schema.property("foreignKeys");
        if (keys == null
                || !(keys.json() instanceof JsonArray array)
                || schema.object().array("fields") == null) {
            return;
        }
        List<String> own = SchemaCheck.names(schema.object());
        for (int i = 0; i < array.items().size(); i++) {
            NodeCheck key = keys.item(i);
            if (isFormed(key.json())) {
                names(key, own, resource, dataPackage);
            }
        }
    }

    private static void names(NodeCheck key, List<String> own, @Nullable String resource, JsonObject dataPackage) {
        ForeignKey foreignKey = ForeignKey.of(key.object());
        NodeCheck fields = key.property("fields");
        NodeCheck reference = key.property("reference");
        NodeCheck target = reference == null ? null : reference.property("fields");
        if (fields == null || reference == null || target == null) {
            return;
        }
        SchemaCheck.known(fields, foreignKey.fields(), own, "The foreign key");
        if (foreignKey.dataPackage() != null) {
            return;
        }
        if (foreignKey.isSelf() || foreignKey.resource().equals(resource)) {
            SchemaCheck.known(target, foreignKey.referenceFields(), own, "The reference");
            return;
        }
        NodeCheck name = reference.property("resource");
        if (resource == null || name == null) {
            return;
        }
        JsonObject referred = PackageCheck.resource(dataPackage, foreignKey.resource());
        if (referred == null) {
            List<String> all = new DataPackage(dataPackage)
                    .resources().stream().map(Resource::name).toList();
            name.error("The foreign key refers to the resource " + name.shown() + ", which the package does not have"
                    + Nearest.hint(foreignKey.resource(), all));
            return;
        }
        JsonObject referredSchema = referred.object("schema");
        if (referredSchema != null && referredSchema.array("fields") != null) {
            SchemaCheck.known(target, foreignKey.referenceFields(), SchemaCheck.names(referredSchema), "The reference");
        } else if (!referred.has("schema")) {
            name.error("The foreign key refers to the resource " + name.shown()
                    + ", which has no schema: give it one with the fields that the key names");
        }
    }

    private static boolean isFormed(Json key) {
        if (!(key instanceof JsonObject object) || !(object.get("reference") instanceof JsonObject reference)) {
            return false;
        }
        Json resource = reference.get("resource");
        return isNames(object.get("fields"))
                && isNames(reference.get("fields"))
                && object.get("fields") instanceof JsonText == reference.get("fields") instanceof JsonText
                && object.texts("fields").size() == reference.texts("fields").size()
                && (resource == null || resource instanceof JsonText)
                && (!reference.has("package") || reference.get("package") instanceof JsonText);
    }

    private static boolean isNames(@Nullable Json node) {
        return node instanceof JsonText
                || node instanceof JsonArray array
                        && !array.items().isEmpty()
                        && array.texts().size() == array.items().size();
    }
}
