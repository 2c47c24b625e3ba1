package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.process.Group;
import dev.weir.process.Scan;
import dev.weir.process.SortKey;
import java.util.List;

/** The operators that must see all their rows before the first one comes out. */
public final class Operators {
    private Operators() {}

    /** Keeps rows for later, in their order, with their labels. */
    public static Collector spool(Schema schema, Workspace space) {
        return new SpoolRows(schema, space);
    }

    /** Sorts rows by keys, missing values last in either direction; rows of equal keys keep their order. */
    public static Collector sort(Schema schema, List<SortKey> keys, Workspace space) {
        List<Bound> bound =
                keys.stream().map(key -> key.expression().bind(schema)).toList();
        boolean[] descending = new boolean[keys.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = keys.get(i).descending();
        }
        return new Sort(schema, bound, descending, space);
    }

    /** Rows of one key together. */
    public static Collector group(Group group, Schema input, Schema result, Workspace space) {
        List<Bound> keys = group.keys().stream().map(key -> key.bind(input)).toList();
        Group.Body body = group.body(input);
        if (body instanceof Group.Aggregation aggregation) {
            return new HashAggregate(keys, aggregation, result, space);
        }
        return new PerKeyGroups((Group.PerKey) body, keys, input, result, space);
    }

    /** Runs through the rows in order, with a state per key. */
    public static <S extends Record> Collector scan(Scan<S> scan, Schema input, Schema result, Workspace space) {
        return new ScanRows<>(scan, input, result, space);
    }
}
