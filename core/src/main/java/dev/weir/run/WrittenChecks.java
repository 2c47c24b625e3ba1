package dev.weir.run;

import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tables must be checked when they are written: those that steps have changed since they were last checked, those
 * whose foreign keys refer to rows that have changed or gone since, and those that are referred to.
 */
final class WrittenChecks {
    private WrittenChecks() {}

    /** @param written the tables by name, each the node that checked it last, or that made it since */
    static List<String> of(Map<String, Node> written) {
        Set<String> names = new TreeSet<>();
        written.forEach((name, node) -> {
            boolean clean = node instanceof RejectNode || node.checkedWith() != null;
            if (!clean || refersToOthers(name, node, written)) {
                names.add(name);
            }
        });
        for (String name : List.copyOf(names)) {
            names.addAll(targets(name, schema(written, name), written));
        }
        return List.copyOf(names);
    }

    private static boolean refersToOthers(String name, Node node, Map<String, Node> written) {
        KeyGroup group = whole(node);
        for (String target : targets(name, node.schema, written)) {
            Node other = written.get(target);
            if (group == null || other == null || whole(other) != group) {
                return true;
            }
        }
        return false;
    }

    /** The group that a node's rows were checked with, where all of them went on; else null. */
    private static @Nullable KeyGroup whole(Node node) {
        return node.isWhole() ? node.checkedWith() : null;
    }

    private static Schema schema(Map<String, Node> written, String name) {
        Node node = written.get(name);
        return node == null ? Schema.EMPTY : node.schema;
    }

    private static List<String> targets(String name, Schema schema, Map<String, Node> written) {
        List<String> targets = new ArrayList<>();
        for (ForeignKey key : schema.foreignKeys()) {
            String target = key.isSelf() ? name : key.resource();
            if (key.dataPackage() == null && target != null && written.containsKey(target)) {
                targets.add(target);
            }
        }
        return targets;
    }
}
