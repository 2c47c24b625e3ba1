package dev.weir.compare;

import dev.weir.descriptor.DataPackage;
import java.util.List;

/**
 * How one package differs from another: descriptors first, then rows.
 *
 * @param before the descriptor of the first package, types inferred where it had none
 * @param after that of the second
 * @param schema what differs between the descriptors: of the package, then of each resource in the second's order
 * @param resources the tables that both have, in the second's order, those without a difference too; a table that only one
 *     has is a difference of the descriptors
 */
public record PackageDifference(
        DataPackage before, DataPackage after, List<SchemaChange> schema, List<ResourceDifference> resources) {
    public PackageDifference {
        schema = List.copyOf(schema);
        resources = List.copyOf(resources);
    }

    /** Whether nothing differs, not even a text or an order. */
    public boolean isEmpty() {
        return schema.isEmpty() && resources.stream().noneMatch(ResourceDifference::differs);
    }
}
