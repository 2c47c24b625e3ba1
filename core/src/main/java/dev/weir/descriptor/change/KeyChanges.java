package dev.weir.descriptor.change;

import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Pointer;
import dev.weir.descriptor.Schema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between the keys of two schemas of one table. */
final class KeyChanges {
    private KeyChanges() {}

    /** @param pointer of the schema */
    static void add(Differences differences, String pointer, Schema before, Schema after) {
        if (!before.primaryKey().equals(after.primaryKey())) {
            differences.add(
                    Pointer.child(pointer, "primaryKey"),
                    ChangeKind.KEY,
                    "primary key is now " + fields(after.primaryKey()) + ", was " + fields(before.primaryKey()));
        }
        each(
                differences,
                Pointer.child(pointer, "uniqueKeys"),
                "unique key ",
                new LinkedHashSet<>(before.uniqueKeys()),
                new LinkedHashSet<>(after.uniqueKeys()));
        String foreign = Pointer.child(pointer, "foreignKeys");
        Map<List<String>, ForeignKey> older = byFields(before);
        Map<List<String>, ForeignKey> newer = byFields(after);
        each(differences, foreign, "foreign key ", older.keySet(), newer.keySet());
        for (ForeignKey key : newer.values()) {
            ForeignKey was = older.get(key.fields());
            if (was != null && !was.equals(key)) {
                differences.add(
                        foreign,
                        ChangeKind.REFERENCE,
                        "foreign key " + fields(key.fields()) + " now points to " + target(key) + ", did to "
                                + target(was));
            }
        }
    }

    private static void each(
            Differences differences, String pointer, String what, Set<List<String>> before, Set<List<String>> after) {
        for (List<String> key : after) {
            if (!before.contains(key)) {
                differences.add(pointer, ChangeKind.KEY, what + fields(key) + " is added");
            }
        }
        for (List<String> key : before) {
            if (!after.contains(key)) {
                differences.add(pointer, ChangeKind.KEY, what + fields(key) + " is gone");
            }
        }
    }

    private static Map<List<String>, ForeignKey> byFields(Schema schema) {
        Map<List<String>, ForeignKey> keys = new LinkedHashMap<>();
        for (ForeignKey key : schema.foreignKeys()) {
            keys.putIfAbsent(key.fields(), key);
        }
        return keys;
    }

    private static String fields(List<String> names) {
        return names.isEmpty() ? "none" : "(" + String.join(", ", names) + ")";
    }

    private static String target(ForeignKey key) {
        String table = key.resource().isEmpty() ? "itself" : "'" + key.resource() + "'";
        return table
                + ' '
                + fields(key.referenceFields())
                + (key.dataPackage() == null ? "" : " of " + key.dataPackage());
    }
}
