package dev.weir.descriptor.change;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Pointer;
import dev.weir.descriptor.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What differs between the descriptors of two versions, in the order of the newer one: the package, its resources, and
 * within each schema, keys, dialect, words.
 *
 * <p>Reads descriptors as they were published: unknown properties count as words about the data, what is of the wrong
 * kind as not stated, and defaults are filled in, so that stating one is no change. {@code version}, {@code created}, the
 * size and the hash of a file follow from other changes and are none themselves. Memory: the two descriptors.
 */
public final class DescriptorDifference {
    private static final Set<String> KNOWN = Set.of("name", "id", "version", "created", "resources");

    private DescriptorDifference() {}

    /** The changes from one version to the next, schemas and dialects in their place; empty where nothing differs. */
    public static List<Change> of(DataPackage before, DataPackage after) {
        if (before.equals(DataPackage.EMPTY) != after.equals(DataPackage.EMPTY)) {
            return List.of(new Change("", ChangeKind.UNREADABLE, "", "the descriptor of one version cannot be read"));
        }
        Differences differences = new Differences("");
        for (String property : List.of("name", "id")) {
            if (!Objects.equals(before.json().get(property), after.json().get(property))) {
                differences.changed(
                        Pointer.child("", property),
                        ChangeKind.PACKAGE_RENAMED,
                        "package " + property,
                        before.json().get(property),
                        after.json().get(property));
            }
        }
        List<Change> changes = differences.found();
        changes.addAll(resources(before, after));
        Differences words = new Differences("");
        words.metadata("", "", before.unpinned(), after.unpinned(), KNOWN);
        changes.addAll(words.found());
        return List.copyOf(changes);
    }

    private static List<Change> resources(DataPackage before, DataPackage after) {
        List<Change> changes = new ArrayList<>();
        ResourcePairs pairs = ResourcePairs.of(before, after);
        for (int i = 0; i < after.resources().size(); i++) {
            Resource newer = after.resources().get(i);
            Resource older = pairs.before(i);
            Differences differences = new Differences(label(newer, i));
            if (older == null) {
                differences.add(pointer(i), ChangeKind.RESOURCE_ADDED, "resource is added");
            } else {
                ResourceChanges.add(differences, pointer(i), older, newer);
            }
            changes.addAll(differences.found());
        }
        for (int gone : pairs.gone()) {
            String name = label(before.resources().get(gone), gone);
            changes.add(new Change(pointer(gone), ChangeKind.RESOURCE_REMOVED, name, "resource is gone"));
        }
        return changes;
    }

    /** What to call a resource: its name, else its file, else its place. */
    public static String label(Resource resource, int index) {
        return !resource.name().isEmpty()
                ? resource.name()
                : resource.paths().isEmpty()
                        ? "resource " + (index + 1)
                        : resource.paths().get(0);
    }

    private static String pointer(int index) {
        return Pointer.child("/resources", String.valueOf(index));
    }
}
