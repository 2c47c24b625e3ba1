package dev.weir.descriptor.change;

import dev.weir.descriptor.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Columns of the data itself that have come, gone or moved while the schema says nothing of it. */
public final class HeaderChanges {
    private HeaderChanges() {}

    /**
     * The changes of one table's header that are not those of its schema; none where a header is not known (empty).
     *
     * @param resource what to call it
     * @param pointer of the resource in the newer descriptor
     */
    public static List<Change> of(
            String resource,
            String pointer,
            Resource before,
            Resource after,
            List<String> labelsBefore,
            List<String> labels) {
        if (labelsBefore.isEmpty() || labels.isEmpty()) {
            return List.of();
        }
        List<String> fieldsBefore = names(before);
        List<String> fields = names(after);
        Differences differences = new Differences(resource);
        Set<String> added = without(labels, labelsBefore);
        added.removeAll(without(fields, fieldsBefore));
        for (String label : added) {
            differences.add(pointer, ChangeKind.FIELD_ADDED, "the data has a column '" + label + "' more");
        }
        Set<String> removed = without(labelsBefore, labels);
        removed.removeAll(without(fieldsBefore, fields));
        for (String label : removed) {
            differences.add(pointer, ChangeKind.FIELD_REMOVED, "the data no longer has a column '" + label + "'");
        }
        if (!inOrder(labelsBefore, labels) && inOrder(fieldsBefore, fields)) {
            differences.add(pointer, ChangeKind.FIELDS_REORDERED, "the columns of the data are in another order");
        }
        return differences.found();
    }

    private static List<String> names(Resource resource) {
        return resource.schema() == null ? List.of() : resource.schema().names();
    }

    private static Set<String> without(List<String> names, List<String> others) {
        Set<String> rest = new LinkedHashSet<>(names);
        others.forEach(rest::remove);
        return rest;
    }

    /** Whether the names that both have stand in one order. */
    private static boolean inOrder(List<String> before, List<String> after) {
        List<String> older = new ArrayList<>(before);
        older.retainAll(after);
        List<String> newer = new ArrayList<>(after);
        newer.retainAll(before);
        return older.equals(newer);
    }
}
