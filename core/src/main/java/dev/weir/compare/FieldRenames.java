package dev.weir.compare;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that have got another name: one that only the first schema has and one that only the second has, of the same type
 * (integers and numbers count as one), alike in what the first rows hold (60 %), in their neighbours and in their names
 * (20 % each). The most alike are paired first. Without rows neighbours and names decide.
 */
final class FieldRenames {
    private static final double LEAST = 0.6;
    private static final double CONTENT = 0.6;
    private static final double REST = 0.2;

    /** The name before, and how sure that is, from 0 to 1. */
    record Renamed(String before, double confidence) {}

    private final Schema before;
    private final Schema after;
    private final @Nullable Batch olds;
    private final @Nullable Batch news;

    private FieldRenames(Schema before, Schema after, @Nullable Batch olds, @Nullable Batch news) {
        this.before = before;
        this.after = after;
        this.olds = olds;
        this.news = news;
    }

    /** By the name after. No row is read where no field is missing on both sides. */
    static Map<String, Renamed> of(
            Schema before, Schema after, OpenPackage.@Nullable Table old, OpenPackage.@Nullable Table now) {
        List<String> gone = new ArrayList<>(before.names());
        List<String> added = new ArrayList<>(after.names());
        gone.removeAll(after.names());
        added.removeAll(before.names());
        if (gone.isEmpty() || added.isEmpty()) {
            return Map.of();
        }
        if (old == null || now == null) {
            return new FieldRenames(before, after, null, null).find(gone, added);
        }
        try (RawRows first = old.rawRows(before, true);
                RawRows second = now.rawRows(after, true)) {
            boolean hasRows = first.next() && second.next();
            return new FieldRenames(before, after, hasRows ? first.cells() : null, hasRows ? second.cells() : null)
                    .find(gone, added);
        }
    }

    private Map<String, Renamed> find(List<String> gone, List<String> added) {
        Map<String, Renamed> found = new LinkedHashMap<>();
        while (true) {
            double best = 0;
            String from = "";
            String to = "";
            for (String name : added) {
                for (String old : gone) {
                    double alike = alike(old, name);
                    if (alike > best) {
                        best = alike;
                        from = old;
                        to = name;
                    }
                }
            }
            if (best < LEAST) {
                return found;
            }
            found.put(to, new Renamed(from, Math.round(best * 100) / 100.0));
            gone.remove(from);
            added.remove(to);
        }
    }

    private double alike(String old, String name) {
        int from = before.indexOf(old);
        int to = after.indexOf(name);
        if (!hasSameType(before.field(from), after.field(to))) {
            return 0;
        }
        double place = neighbours(from, to);
        double names = names(old, name);
        Batch first = olds;
        Batch second = news;
        if (first == null || second == null) {
            return (place + names) / 2;
        }
        return CONTENT * content(first.column(from), first.rows(), second.column(to), second.rows())
                + REST * place
                + REST * names;
    }

    private static boolean hasSameType(Field a, Field b) {
        return numeric(a.type()) == numeric(b.type());
    }

    private static FieldType numeric(FieldType type) {
        return type == FieldType.INTEGER ? FieldType.NUMBER : type;
    }

    /** How many of the two neighbours are the same. */
    private double neighbours(int from, int to) {
        double same = name(before, from - 1).equals(name(after, to - 1)) ? 0.5 : 0;
        return same + (name(before, from + 1).equals(name(after, to + 1)) ? 0.5 : 0);
    }

    private static String name(Schema schema, int field) {
        return field < 0 || field >= schema.fields().size()
                ? ""
                : schema.names().get(field);
    }

    /** How many pairs of letters the names have in common. */
    private static double names(String a, String b) {
        Set<String> first = letters(a);
        Set<String> second = letters(b);
        int all = first.size() + second.size();
        first.retainAll(second);
        return all == 0 ? 0 : 2.0 * first.size() / all;
    }

    private static Set<String> letters(String name) {
        String lower = "^" + name.toLowerCase(Locale.ROOT) + "$";
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= lower.length(); i++) {
            pairs.add(lower.substring(i, i + 2));
        }
        return pairs;
    }

    /** How many of the cells that have a value have one that stands in the other column as well, as often. */
    private static double content(Column a, int rows, Column b, int others) {
        Map<Object, Integer> counts = new HashMap<>();
        int values = 0;
        for (int i = 0; i < rows; i++) {
            if (!a.isNull(i)) {
                counts.merge(String.valueOf(a.value(i)), 1, Integer::sum);
                values++;
            }
        }
        int common = 0;
        int theirs = 0;
        for (int i = 0; i < others; i++) {
            if (!b.isNull(i)) {
                theirs++;
                Integer left = counts.computeIfPresent(String.valueOf(b.value(i)), (key, count) -> count - 1);
                common += left != null && left >= 0 ? 1 : 0;
            }
        }
        return Math.min(values, theirs) == 0 ? 0 : (double) common / Math.min(values, theirs);
    }
}
