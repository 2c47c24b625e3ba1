package dev.weir.numbering;

import dev.weir.compare.PackageDifference;
import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Pointer;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.change.Change;
import dev.weir.descriptor.change.DescriptorDifference;
import dev.weir.descriptor.change.HeaderChanges;
import dev.weir.descriptor.change.ResourcePairs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bump that the standard's recipe asks for between two versions of a package, and why: the greatest bump of all
 * reasons, none without a reason.
 *
 * @param changes what differs between the descriptors, and between the headers of the data where the schema is silent
 * @param reasons of descriptors and rows, the greatest bump first, else in the order of the newer descriptor
 */
public record Numbering(Bump bump, List<Change> changes, List<Reason> reasons) {
    private static final Set<SchemaChange.Kind> NAMING = EnumSet.of(
            SchemaChange.Kind.RESOURCE_RENAMED, SchemaChange.Kind.RESOURCE_ADDED, SchemaChange.Kind.RESOURCE_REMOVED);

    /** More changes than this of one kind in one resource are said by the first ones and a count. */
    private static final int MOST_SAID = 3;

    public Numbering {
        changes = List.copyOf(changes);
        reasons = List.copyOf(reasons);
    }

    /** Applies the recipe to what a comparison has found; names of tables without a descriptor do not count. */
    public static Numbering of(PackageDifference difference, NumberingOptions options) {
        List<RowCounts> rows =
                difference.resources().stream().map(RowCounts::of).toList();
        return of(asOne(difference), difference.after(), rows, options);
    }

    /** The older package; where two tables were compared whatever their names, under the name of the newer. */
    private static DataPackage asOne(PackageDifference difference) {
        List<Resource> before = difference.before().resources();
        List<Resource> after = difference.after().resources();
        boolean named = before.size() != 1
                || after.size() != 1
                || difference.schema().stream().anyMatch(change -> NAMING.contains(change.kind()));
        return named
                ? difference.before()
                : difference
                        .before()
                        .withResources(
                                List.of(before.get(0).withName(after.get(0).name())));
    }

    /**
     * Applies the recipe.
     *
     * @param rows what has become of the rows of each table; a resource that has none here says nothing of its rows
     */
    public static Numbering of(DataPackage before, DataPackage after, List<RowCounts> rows, NumberingOptions options) {
        List<Change> changes = new ArrayList<>(DescriptorDifference.of(before, after));
        Map<String, RowCounts> counts = new HashMap<>();
        rows.forEach(table -> counts.put(table.resource(), table));
        changes.addAll(headers(before, after, counts));
        List<Reason> reasons = new ArrayList<>();
        reasons(changes, counts, options, reasons);
        Set<String> referenced = referenced(before);
        referenced.addAll(referenced(after));
        for (RowCounts table : rows) {
            Reason reason = RowReasons.of(table, referenced.contains(table.resource()), options);
            if (reason != null) {
                reasons.add(reason);
            }
        }
        reasons.sort((left, right) -> right.bump().compareTo(left.bump()));
        Bump bump = reasons.isEmpty() ? Bump.NONE : reasons.get(0).bump();
        return new Numbering(bump, changes, reasons);
    }

    private static List<Change> headers(DataPackage before, DataPackage after, Map<String, RowCounts> counts) {
        List<Change> changes = new ArrayList<>();
        ResourcePairs pairs = ResourcePairs.of(before, after);
        for (int i = 0; i < after.resources().size(); i++) {
            Resource newer = after.resources().get(i);
            Resource older = pairs.before(i);
            RowCounts table = counts.get(DescriptorDifference.label(newer, i));
            if (older != null && table != null) {
                String pointer = Pointer.child("/resources", String.valueOf(i));
                changes.addAll(HeaderChanges.of(
                        table.resource(), pointer, older, newer, table.labelsBefore(), table.labels()));
            }
        }
        return changes;
    }

    /** The tables that foreign keys of the package point to. */
    private static Set<String> referenced(DataPackage dataPackage) {
        Set<String> names = new HashSet<>();
        for (Resource resource : dataPackage.resources()) {
            if (resource.schema() != null) {
                for (ForeignKey key : resource.schema().foreignKeys()) {
                    names.add(key.isSelf() ? resource.name() : key.dataPackage() == null ? key.resource() : "");
                }
            }
        }
        return names;
    }

    /** One reason for all changes of one bump and kind in one resource. */
    private static void reasons(
            List<Change> changes, Map<String, RowCounts> counts, NumberingOptions options, List<Reason> reasons) {
        Map<List<Object>, List<Change>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            List<Object> group = List.of(change.resource(), change.kind());
            groups.computeIfAbsent(group, first -> new ArrayList<>()).add(change);
        }
        groups.forEach((group, members) -> {
            Change first = members.get(0);
            RowCounts rows = counts.get(first.resource());
            boolean same = Recipe.isHowRead(first.kind()) && rows != null && rows.readsTheSame();
            String words = words(members) + (same ? "; every value reads the same" : "");
            reasons.add(new Reason(Recipe.bump(first.kind(), same, options), first.resource(), words));
        });
    }

    private static String words(List<Change> changes) {
        List<String> said = new ArrayList<>();
        int most = changes.size() > MOST_SAID ? MOST_SAID - 1 : changes.size();
        for (Change change : changes.subList(0, most)) {
            said.add(change.words());
        }
        String words = String.join("; ", said);
        return most == changes.size() ? words : words + "; and " + (changes.size() - most) + " more";
    }
}
