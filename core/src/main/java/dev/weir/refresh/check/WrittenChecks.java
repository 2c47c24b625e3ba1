package dev.weir.refresh.check;

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
public final class WrittenChecks {
    private WrittenChecks() {}

    /**
     * A table as it is written.
     *
     * @param checkedWith what stands for the check that saw its rows as they are, with all that their schema says; null
     *     where none has
     * @param isWhole whether all rows that were checked went on, those in error too
     */
    public record Written(Schema schema, @Nullable Object checkedWith, boolean isWhole) {}

    /** @param written the tables by name */
    public static List<String> of(Map<String, Written> written) {
        Set<String> names = new TreeSet<>();
        written.forEach((name, table) -> {
            if (table.checkedWith() == null || refersToOthers(name, table, written)) {
                names.add(name);
            }
        });
        for (String name : List.copyOf(names)) {
            Written table = written.get(name);
            names.addAll(targets(name, table == null ? Schema.EMPTY : table.schema(), written));
        }
        return List.copyOf(names);
    }

    private static boolean refersToOthers(String name, Written table, Map<String, Written> written) {
        Object check = whole(table);
        for (String target : targets(name, table.schema(), written)) {
            Written other = written.get(target);
            if (check == null || other == null || !check.equals(whole(other))) {
                return true;
            }
        }
        return false;
    }

    /** The check that a table's rows had, where all of them went on; else null. */
    private static @Nullable Object whole(Written table) {
        return table.isWhole() ? table.checkedWith() : null;
    }

    private static List<String> targets(String name, Schema schema, Map<String, Written> written) {
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
