package dev.weir.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Licences, sources and contributors. Spec: https://datapackage.org/standard/data-package/#licenses */
final class PeopleCheck {
    private PeopleCheck() {}

    static void licenses(NodeCheck node) {
        List<NodeCheck> items = objects(node, "licenses");
        for (NodeCheck license : items == null ? List.<NodeCheck>of() : items) {
            if (license.isObject("A license")) {
                if (!license.object().has("name") && !license.object().has("path")) {
                    license.error("A license must have a \"name\" or a \"path\": name it, for instance"
                            + " \"ODC-PDDL-1.0\"");
                }
                license.texts("name", "title");
                license.location("path");
            }
        }
    }

    static void sources(NodeCheck node) {
        List<NodeCheck> items = objects(node, "sources");
        for (NodeCheck source : items == null ? List.<NodeCheck>of() : items) {
            if (source.isObject("A source") && isFilled(source, "A source")) {
                source.texts("title", "email", "version");
                source.location("path");
            }
        }
    }

    static void contributors(NodeCheck node) {
        List<NodeCheck> items = objects(node, "contributors");
        for (NodeCheck contributor : items == null ? List.<NodeCheck>of() : items) {
            if (contributor.isObject("A contributor") && isFilled(contributor, "A contributor")) {
                contributor.texts("title", "givenName", "familyName", "email", "role", "organization");
                contributor.location("path");
                contributor.textList("roles", false);
            }
        }
    }

    private static @Nullable List<NodeCheck> objects(NodeCheck node, String name) {
        NodeCheck value = node.property(name);
        return value == null ? null : value.items('"' + name + '"', false);
    }

    private static boolean isFilled(NodeCheck node, String what) {
        if (node.object().properties().isEmpty()) {
            node.error(what + " must have at least one property, for instance a \"title\", but is empty");
            return false;
        }
        return true;
    }
}
