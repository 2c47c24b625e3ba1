package dev.weir.descriptor;

import java.util.List;
import java.util.Locale;

/** The rules of Data Resource. Spec: https://datapackage.org/standard/data-resource/ */
final class ResourceCheck {
    private static final List<String> ALGORITHMS =
            List.of("md5", "sha1", "sha-1", "sha224", "sha256", "sha-256", "sha384", "sha-384", "sha512", "sha-512");

    private ResourceCheck() {}

    static void check(NodeCheck node) {
        if (!node.isObject("A resource")) {
            return;
        }
        node.required("name", "A resource must have a \"name\", unique in its package: add it");
        PackageCheck.name(node);
        node.texts("$schema", "profile", "title", "description", "format", "encoding", "compression");
        node.oneOf("type", List.of("table"));
        mediatype(node);
        bytes(node);
        hash(node);
        PeopleCheck.licenses(node);
        PeopleCheck.sources(node);
        source(node);
        reference(node, "dialect");
        reference(node, "schema");
    }

    /** {@code path} or {@code data}, one and only one. */
    private static void source(NodeCheck node) {
        NodeCheck path = node.property("path");
        NodeCheck data = node.property("data");
        if (path != null && data != null) {
            node.error("A resource must have either \"path\" or \"data\" but has both: remove one");
        }
        if (path == null && data == null) {
            path = node.property("url");
            if (path == null) {
                node.error("A resource must have \"path\" or \"data\" but has neither: name its file by \"path\"");
            } else {
                path.warning("\"url\" is of version 0 and read as \"path\": rename it");
            }
        }
        if (path != null) {
            path(path);
        }
        if (data != null) {
            data(node, data);
        }
    }

    private static void path(NodeCheck path) {
        if (path.json() instanceof JsonText) {
            path.location();
            return;
        }
        if (!(path.json() instanceof JsonArray)) {
            path.wrongKind("\"path\"", "a string or an array of strings");
            return;
        }
        List<NodeCheck> parts = path.items("\"path\"", true);
        List<String> texts = parts == null ? null : NodeCheck.allTexts(parts, "\"path\"");
        if (parts == null) {
            return;
        }
        int urls = 0;
        for (NodeCheck part : parts) {
            part.location();
            urls += part.json() instanceof JsonText text && DataPath.isUrl(text.value()) ? 1 : 0;
        }
        if (texts != null && urls > 0 && urls < parts.size()) {
            path.error("\"path\" mixes URLs and paths: the parts of a resource must be all one or all the other");
        }
    }

    private static void data(NodeCheck node, NodeCheck data) {
        JsonObject resource = node.object();
        boolean table = new Resource(resource).isTable();
        if (data.json() instanceof JsonText) {
            if (!resource.has("format") && !resource.has("mediatype")) {
                data.error("\"data\" is a string, so \"format\" or \"mediatype\" must say of what: add for instance"
                        + " \"format\": \"csv\"");
            }
        } else if (data.json() instanceof JsonArray array) {
            if (table) {
                rows(data, array);
            }
        } else if (!(data.json() instanceof JsonObject)) {
            data.wrongKind("\"data\"", "an array, an object or a string");
        } else if (table && new Resource(resource).dialect().property() == null) {
            data.wrongKind("The \"data\" of a table", "an array of rows");
        }
    }

    /** The first row that is none, and how many more there are. */
    private static void rows(NodeCheck data, JsonArray array) {
        int wrong = 0;
        int first = 0;
        for (int i = array.items().size() - 1; i >= 0; i--) {
            Json row = array.items().get(i);
            if (!(row instanceof JsonArray) && !(row instanceof JsonObject)) {
                wrong++;
                first = i;
            }
        }
        if (wrong > 0) {
            NodeCheck row = data.item(first);
            row.error("A row of a table must be an array or an object but is " + row.shown()
                    + (wrong > 1 ? " (and " + (wrong - 1) + " more rows are neither)" : ""));
        }
    }

    private static void reference(NodeCheck node, String name) {
        NodeCheck value = node.property(name);
        if (value == null) {
            return;
        }
        if (value.json() instanceof JsonText) {
            value.location();
        } else if (!(value.json() instanceof JsonObject)) {
            value.wrongKind('"' + name + '"', "an object, a URL or a path");
        } else if (name.equals("schema")) {
            SchemaCheck.check(value);
        } else {
            DialectCheck.check(value);
        }
    }

    private static void mediatype(NodeCheck node) {
        String text = node.text("mediatype");
        NodeCheck value = node.property("mediatype");
        if (text != null && value != null) {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1) {
                value.error("\"mediatype\" is " + value.shown() + " but must have the form type/subtype, for instance"
                        + " text/csv");
            }
        }
    }

    private static void bytes(NodeCheck node) {
        NodeCheck value = node.property("bytes");
        if (value != null
                && !(value.json() instanceof JsonNumber number
                        && number.isInteger()
                        && number.value().signum() >= 0)) {
            value.wrongKind("\"bytes\"", "the size of the file, an integer of 0 or more,");
        }
    }

    /** Bare hexadecimal digits are MD5; else {@code algorithm:digits}. */
    private static void hash(NodeCheck node) {
        String text = node.text("hash");
        NodeCheck value = node.property("hash");
        if (text == null || value == null) {
            return;
        }
        if (text.isEmpty()) {
            value.warning("\"hash\" is empty and says nothing: remove it");
            return;
        }
        int colon = text.indexOf(':');
        String digits = text.substring(colon + 1);
        boolean hexadecimal = !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!hexadecimal || colon == 0 || colon < 0 && digits.length() != 32) {
            value.error("\"hash\" is " + value.shown() + " but must be the 32 hexadecimal digits of an MD5, or the name"
                    + " of an algorithm, a colon and its digits, for instance sha256:…");
        } else if (colon > 0 && !ALGORITHMS.contains(text.substring(0, colon).toLowerCase(Locale.ROOT))) {
            value.warning("\"hash\" is by an algorithm that is not known here, so it is not checked: known are "
                    + String.join(", ", ALGORITHMS));
        }
    }
}
