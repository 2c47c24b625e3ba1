package dev.weir.refresh.source;

import dev.weir.delta.PatienceDiff;
import dev.weir.delta.RefusedException;
import dev.weir.operate.Batches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Matches the rows of two files by key. Both are read side by side; as long as they agree that costs a comparison a row.
 * Where they differ the next rows that agree are looked for some rows ahead, then, by key, anywhere; what was passed by is
 * matched by key at the end. How far ahead is looked does not change what is found: rows with the same cells have the same
 * key. Rows whose key has no value, or is not theirs alone in both files, are matched as a sequence.
 */
final class KeyedMatch {
    private static final int NEAR = 3;

    private final SourceTable table;
    private final SourceKeys keys;
    private final Supplier<Batches> file;
    private final int window;
    private final Set<ByteBuffer> repeated;
    private final List<Line> oddOld = new ArrayList<>();
    private final List<Line> oddNew = new ArrayList<>();
    private Matching found;
    /** Rows with one key in both files, passed by as they differ. */
    private long different;

    private KeyedMatch(SourceTable table, SourceKeys keys, Supplier<Batches> file, int window) {
        this.table = table;
        this.keys = keys;
        this.file = file;
        this.window = window;
        this.repeated = keys.repeated();
        this.found = new Matching(table);
    }

    /** @param window how many rows ahead is looked, from 1 */
    static Matching of(SourceTable table, SourceKeys keys, Supplier<Batches> file, int window) {
        KeyedMatch match = new KeyedMatch(table, keys, file, window);
        Set<ByteBuffer> more;
        do {
            more = match.attempt();
            match.repeated.addAll(more);
        } while (!more.isEmpty());
        return match.found;
    }

    /** Matches all rows; keys that turned out to be repeated come back, and then it is to be done again. */
    private Set<ByteBuffer> attempt() {
        found = new Matching(table);
        different = 0;
        oddOld.clear();
        oddNew.clear();
        try (KeptLines old = new KeptLines(table.rows());
                FileLines now = new FileLines(table, file.get(), repeated);
                SourceKeys.Lookup lookup = keys.lookup()) {
            walk(old, now, lookup);
            found.oldRows = old.taken();
            found.newRows = now.taken();
            Set<ByteBuffer> more = matchByKey(lookup);
            if (!more.isEmpty()) {
                return more;
            }
        }
        matchOdd();
        found.settle();
        return Set.of();
    }

    private void walk(Lines old, Lines now, SourceKeys.Lookup lookup) {
        while (true) {
            Line kept = old.ahead(0);
            Line line = now.ahead(0);
            if (kept == null && line == null) {
                return;
            }
            if (kept == null) {
                passNew(now, 1);
            } else if (line == null) {
                passOld(old, 1);
            } else if (Arrays.equals(kept.cells, line.cells)) {
                same(kept, line);
                old.take();
                now.take();
            } else if (!resume(old, now)) {
                resumeByKey(old, now, lookup);
            }
        }
    }

    private void same(Line old, Line line) {
        if (line.isOdd) {
            oddOld.add(old);
            oddNew.add(line);
            found.hold(old.heapBytes() + line.heapBytes());
        } else {
            found.same(old, line);
        }
    }

    private void passOld(Lines old, int count) {
        for (int i = 0; i < count; i++) {
            Line line = old.ahead(0);
            if (line != null) {
                found.gone(line);
                old.take();
            }
        }
    }

    private void passNew(Lines now, int count) {
        for (int i = 0; i < count; i++) {
            Line line = now.ahead(0);
            if (line != null) {
                found.added(line);
                now.take();
            }
        }
    }

    /** Goes to the nearest rows that agree, if there are any within the window. */
    private boolean resume(Lines old, Lines now) {
        for (int sum = 1; sum <= 2 * NEAR; sum++) {
            for (int i = Math.max(0, sum - NEAR); i <= Math.min(sum, NEAR); i++) {
                if (isSame(old, i, now, sum - i)) {
                    passOld(old, i);
                    passNew(now, sum - i);
                    return true;
                }
            }
        }
        List<Line> news = now.window(window);
        Map<ByteBuffer, Integer> places = new HashMap<>();
        for (int i = 0; i < news.size(); i++) {
            places.putIfAbsent(ByteBuffer.wrap(news.get(i).cells), i);
        }
        List<Line> olds = old.window(window);
        int best = Integer.MAX_VALUE;
        int oldAt = 0;
        for (int i = 0; i < olds.size() && i < best; i++) {
            Integer place = places.get(ByteBuffer.wrap(olds.get(i).cells));
            if (place != null && i + place < best) {
                best = i + place;
                oldAt = i;
            }
        }
        if (best == Integer.MAX_VALUE) {
            return false;
        }
        passOld(old, oldAt);
        passNew(now, best - oldAt);
        return true;
    }

    private static boolean isSame(Lines old, int i, Lines now, int k) {
        Line kept = old.ahead(i);
        Line line = now.ahead(k);
        return kept != null && line != null && Arrays.equals(kept.cells, line.cells);
    }

    /** Goes to the first old row behind the one at hand that has the key of one of the next new rows. */
    private void resumeByKey(Lines old, Lines now, SourceKeys.Lookup lookup) {
        List<Line> news = now.window(window);
        table.findKeys(news);
        Line kept = old.ahead(0);
        byte[] nearest = Line.NO_LABEL;
        int count = news.size();
        for (int i = 0; i < news.size() && kept != null; i++) {
            byte[] key = news.get(i).key;
            byte[] label = key == null ? null : lookup.first(key);
            if (label != null
                    && Arrays.compareUnsigned(label, kept.label) >= 0
                    && (nearest.length == 0 || Arrays.compareUnsigned(label, nearest) < 0)) {
                nearest = label;
                count = i;
            }
        }
        passNew(now, count);
        int passed = 0;
        while (nearest.length > 0 && kept != null && !Arrays.equals(kept.label, nearest)) {
            passOld(old, 1);
            passed++;
            kept = old.ahead(0);
        }
        if (nearest.length > 0 && !isSame(old, 0, now, 0)) {
            int together = together(old, now, window - Math.max(count, passed));
            passOld(old, together);
            passNew(now, together);
            different += together;
            requireHalf(now);
        }
    }

    /** How many of the next rows have the same keys, of those that are known to differ: one at the least. */
    private int together(Lines old, Lines now, int differing) {
        if (differing <= 1) {
            return 1;
        }
        List<Line> olds = old.window(differing);
        List<Line> news = now.window(differing);
        table.findKeys(olds);
        table.findKeys(news);
        int count = 1;
        while (count < Math.min(olds.size(), news.size())
                && olds.get(count).key != null
                && Arrays.equals(olds.get(count).key, news.get(count).key)) {
            count++;
        }
        return count;
    }

    /**
     * A file is not looked at to its end once half as many rows as there were are known to be others: be the new file
     * longer or not, that is more than a quarter.
     */
    private void requireHalf(Lines now) {
        long rows = Math.max(table.rows().entries(), now.taken());
        if (rows >= FileChange.LEAST_REFUSED && 2 * different > rows) {
            throw FileChange.tooMany(table);
        }
    }

    /** Matches what was passed by; keys that more than one new row has come back. */
    private Set<ByteBuffer> matchByKey(SourceKeys.Lookup lookup) {
        List<Line> olds = new ArrayList<>(found.gone);
        List<Line> news = new ArrayList<>(found.added);
        found.gone.clear();
        found.added.clear();
        table.findKeys(olds);
        table.findKeys(news);
        Map<ByteBuffer, Line> byKey = new HashMap<>();
        for (Line line : olds) {
            byte[] key = line.key;
            if (key == null || isOdd(key)) {
                oddOld.add(line);
            } else {
                byKey.put(ByteBuffer.wrap(key), line);
            }
        }
        Set<ByteBuffer> more = new HashSet<>();
        Set<ByteBuffer> seen = new HashSet<>();
        for (Line line : news) {
            byte[] key = line.key;
            if (key == null || isOdd(key)) {
                oddNew.add(line);
                continue;
            }
            ByteBuffer wrapped = ByteBuffer.wrap(key);
            Line old = byKey.remove(wrapped);
            if (!seen.add(wrapped)) {
                more.add(wrapped);
            } else if (old != null) {
                found.pair(old, line);
            } else if (lookup.first(key) != null) {
                more.add(wrapped);
            } else {
                found.added.add(line);
            }
        }
        found.gone.addAll(byKey.values());
        return more;
    }

    private boolean isOdd(byte @org.jspecify.annotations.Nullable [] key) {
        return key == null || !repeated.isEmpty() && repeated.contains(ByteBuffer.wrap(key));
    }

    private void matchOdd() {
        Comparator<Line> byPlace = Comparator.comparingLong(line -> line.place);
        oddOld.sort(byPlace);
        oddNew.sort(byPlace);
        long[] old = oddOld.stream().mapToLong(line -> RowHash.of(line.cells)).toArray();
        long[] now = oddNew.stream().mapToLong(line -> RowHash.of(line.cells)).toArray();
        int[] oldOf = PatienceDiff.match(old, now);
        boolean[] isMatched = new boolean[old.length];
        for (int i = 0; i < now.length; i++) {
            Line line = oddNew.get(i);
            if (oldOf[i] < 0) {
                found.added.add(line);
                continue;
            }
            Line kept = oddOld.get(oldOf[i]);
            if (!Arrays.equals(kept.cells, line.cells)) {
                throw new RefusedException("rows of " + table.name() + " look alike");
            }
            isMatched[oldOf[i]] = true;
            found.pair(kept, line);
        }
        for (int i = 0; i < isMatched.length; i++) {
            if (!isMatched[i]) {
                found.gone.add(oddOld.get(i));
            }
        }
    }
}
