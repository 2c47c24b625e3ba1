package dev.weir.descriptor.change;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which resource of one version is which of the other: by name; of those left, by path, then by the names of their
 * fields, in order. Resources without a name are found by path and fields alone.
 */
public final class ResourcePairs {
    private final List<Resource> before;
    private final List<Resource> after;
    private final Map<Integer, Integer> pairs = new LinkedHashMap<>(); // newer to older

    private ResourcePairs(List<Resource> before, List<Resource> after) {
        this.before = before;
        this.after = after;
        pair((older, newer) -> !newer.name().isEmpty() && older.name().equals(newer.name()));
        pair((older, newer) -> !newer.paths().isEmpty() && older.paths().equals(newer.paths()));
        pair((older, newer) -> !names(newer).isEmpty() && names(older).equals(names(newer)));
        pair((older, newer) -> older.name().isEmpty() && newer.name().isEmpty());
    }

    public static ResourcePairs of(DataPackage before, DataPackage after) {
        return new ResourcePairs(before.resources(), after.resources());
    }

    private void pair(BiPredicate<Resource, Resource> same) {
        for (int i = 0; i < after.size(); i++) {
            for (int j = 0; j < before.size() && !pairs.containsKey(i); j++) {
                if (!pairs.containsValue(j) && same.test(before.get(j), after.get(i))) {
                    pairs.put(i, j);
                }
            }
        }
    }

    private static List<String> names(Resource resource) {
        return resource.schema() == null ? List.of() : resource.schema().names();
    }

    /** What the resource at an index of the newer package was, or null where it is new. */
    public @Nullable Resource before(int newer) {
        Integer older = pairs.get(newer);
        return older == null ? null : before.get(older);
    }

    /** The indexes in the older package of resources that are gone. */
    List<Integer> gone() {
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!pairs.containsValue(i)) {
                gone.add(i);
            }
        }
        return gone;
    }
}
