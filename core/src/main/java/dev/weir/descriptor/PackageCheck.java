package dev.weir.descriptor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of Data Package. Spec: https://datapackage.org/standard/data-package/ */
final class PackageCheck {
    private PackageCheck() {}

    static void check(NodeCheck node) {
        if (!node.isObject("A package descriptor")) {
            return;
        }
        node.texts("$schema", "profile", "id", "title", "description", "homepage", "version");
        name(node);
        node.location("image");
        node.textList("keywords", false);
        created(node);
        PeopleCheck.licenses(node);
        PeopleCheck.sources(node);
        PeopleCheck.contributors(node);
        boolean flow = node.json() instanceof JsonObject object && object.has("flow") && !object.has("resources");
        NodeCheck resources = node.required(
                "resources",
                flow
                        ? "This is a flow, not the descriptor of a package: weir run runs it"
                        : "A package must have \"resources\", an array with at least one resource: add it");
        List<NodeCheck> items = resources == null ? null : resources.items("\"resources\"", true);
        if (items != null) {
            for (NodeCheck resource : items) {
                ResourceCheck.check(resource);
            }
            uniqueNames(items);
            for (NodeCheck resource : items) {
                foreignKeys(resource, node.object());
            }
        }
    }

    /** A name that is a string; a warning where it is not one for addresses. */
    static void name(NodeCheck node) {
        String name = node.text("name");
        NodeCheck value = node.property("name");
        if (name != null && value != null && !isPlain(name)) {
            value.warning("The name " + value.shown()
                    + " should consist only of lower-case letters, digits, '.', '-' and" + " '_'");
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static void created(NodeCheck node) {
        String created = node.text("created");
        NodeCheck value = node.property("created");
        if (created != null && value != null && !InternetTime.is(created)) {
            value.error("\"created\" is " + value.shown()
                    + " but must be a datetime as in RFC 3339: write it like 2024-01-31T12:00:00Z");
        }
    }

    private static void uniqueNames(List<NodeCheck> resources) {
        Set<String> names = new HashSet<>();
        for (NodeCheck resource : resources) {
            NodeCheck name = resource.property("name");
            String text = name == null ? null : name.json().asText();
            if (name != null && text != null && !names.add(text)) {
                name.error("Two resources are called " + name.shown()
                        + ": a resource's name must be unique in its package, rename one");
            }
        }
    }

    private static void foreignKeys(NodeCheck resource, JsonObject dataPackage) {
        NodeCheck schema = resource.property("schema");
        if (schema != null && schema.json() instanceof JsonObject) {
            ForeignKeyCheck.names(schema, resource.object().text("name"), dataPackage);
        }
    }

    /** The resource called {@code name} in the package's tree, or null. */
    static @Nullable JsonObject resource(JsonObject dataPackage, String name) {
        for (JsonObject resource : dataPackage.objects("resources")) {
            if (name.equals(resource.text("name"))) {
                return resource;
            }
        }
        return null;
    }
}
