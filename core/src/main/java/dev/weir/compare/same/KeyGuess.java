package dev.weir.compare.same;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.run.RawRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A key where no schema declares one: the first field, else the first two or three together, that names every row of both
 * tables, and half of the rows of the smaller one in both; one row may have no value there. Codes, numbers without a fraction, texts, dates and years may
 * be keys.
 */
public final class KeyGuess {
    private static final Set<FieldType> KEYS = EnumSet.of(
            FieldType.STRING,
            FieldType.ANY,
            FieldType.INTEGER,
            FieldType.DATE,
            FieldType.DATETIME,
            FieldType.YEAR,
            FieldType.YEARMONTH);
    /** How many fields are looked at, and how many are once some rows were read. */
    private static final int FIELDS = 64;

    private static final int LATER = 3;

    /** Stands for a missing value, so that two of them are no key. */
    private static final long NOTHING = 0x6e6f7468696e67L;

    private KeyGuess() {}

    public static List<String> of(TablePair pair, MemoryUse memory) {
        List<int[]> candidates = candidates(pair);
        List<LongSet> before = sets(pair.before, candidates, memory);
        List<LongSet> after = sets(pair.after, candidates, memory);
        for (int i = 0; i < candidates.size(); i++) {
            LongSet a = before.get(i);
            LongSet b = after.get(i);
            if (a.isDistinct
                    && b.isDistinct
                    && Math.max(a.size(), b.size()) > 1
                    && 2 * a.common(b) >= Math.min(a.size(), b.size())) {
                List<String> names = pair.after.compared().names();
                List<String> key = new ArrayList<>();
                for (int field : candidates.get(i)) {
                    key.add(names.get(field));
                }
                release(before);
                release(after);
                return key;
            }
        }
        release(before);
        release(after);
        return List.of();
    }

    private static void release(List<LongSet> sets) {
        sets.forEach(LongSet::release);
    }

    private static List<int[]> candidates(TablePair pair) {
        List<int[]> candidates = new ArrayList<>();
        int width = pair.after.fields().length;
        boolean[] may = new boolean[width];
        for (int i = 0; i < Math.min(width, FIELDS); i++) {
            FieldType type = pair.after.compared().field(i).type();
            may[i] = KEYS.contains(type) && pair.before.compared().field(i).type() == type;
            if (may[i]) {
                candidates.add(new int[] {i});
            }
        }
        if (width > 2 && may[0] && may[1]) {
            candidates.add(new int[] {0, 1});
            if (width > 3 && may[2]) {
                candidates.add(new int[] {0, 1, 2});
            }
        }
        return candidates;
    }

    private static List<LongSet> sets(TableSide side, List<int[]> candidates, MemoryUse memory) {
        List<LongSet> sets = new ArrayList<>();
        candidates.forEach(candidate -> sets.add(new LongSet(memory)));
        try (RawRows rows = side.openCast()) {
            while (sets.stream().anyMatch(set -> set.isDistinct) && rows.next()) {
                Batch batch = rows.cells();
                for (int i = 0; i < sets.size(); i++) {
                    if (sets.get(i).isDistinct) {
                        look(batch, side.fields(), candidates.get(i), sets.get(i));
                    }
                }
                if (rows.before() > 0) {
                    dropLater(sets);
                }
            }
        }
        return sets;
    }

    /** Keeps the first few that are still keys. */
    private static void dropLater(List<LongSet> sets) {
        int kept = 0;
        for (LongSet set : sets) {
            kept += set.isDistinct ? 1 : 0;
            set.isDistinct &= kept <= LATER;
        }
    }

    private static void look(Batch batch, int[] fields, int[] candidate, LongSet set) {
        for (int row = 0; row < batch.rows() && set.isDistinct; row++) {
            long hash = 0;
            for (int part : candidate) {
                Column column = batch.column(fields[part]);
                hash = column.isNull(row) ? Column.mix(hash + NOTHING) : column.hash(row, hash + 1);
            }
            set.isDistinct = set.add(hash);
        }
    }
}
