package dev.weir.compare;

import dev.weir.compare.same.Stretches;
import dev.weir.delta.PatienceDiff;
import dev.weir.row.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the rows that differ are one row before and after. */
final class RowPairs {
    private final ComparedRow[] olds;
    private final ComparedRow[] news;
    /** For each new row the index of the old one, -1 for none. */
    final int[] oldOf;

    RowPairs(ComparedRow[] olds, ComparedRow[] news) {
        this.olds = olds;
        this.news = news;
        this.oldOf = new int[news.length];
        java.util.Arrays.fill(oldOf, -1);
    }

    /** By key. Rows whose key has no value, or is not theirs alone among those that differ, are taken as a sequence. */
    void byKey(int[] fields) {
        List<@Nullable List<Object>> oldKeys = keys(olds, fields);
        List<@Nullable List<Object>> newKeys = keys(news, fields);
        Set<List<Object>> repeated = new HashSet<>();
        Map<List<Object>, Integer> places = new HashMap<>();
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < olds.length; i++) {
            List<Object> key = oldKeys.get(i);
            if (key != null && places.put(key, i) != null) {
                repeated.add(key);
            }
        }
        for (List<Object> key : newKeys) {
            if (key != null && !seen.add(key)) {
                repeated.add(key);
            }
        }
        List<Integer> oddOlds = new ArrayList<>();
        List<Integer> oddNews = new ArrayList<>();
        for (int i = 0; i < olds.length; i++) {
            List<Object> key = oldKeys.get(i);
            if (key == null || repeated.contains(key)) {
                oddOlds.add(i);
            }
        }
        for (int i = 0; i < news.length; i++) {
            List<Object> key = newKeys.get(i);
            if (key == null || repeated.contains(key)) {
                oddNews.add(i);
            } else {
                oldOf[i] = places.getOrDefault(key, -1);
            }
        }
        inOrder(oddOlds, oddNews);
    }

    /** As sequences between the rows that both have: those with the same values are one. */
    void inOrder(Stretches same) {
        int old = 0;
        int now = 0;
        for (int i = 0; i <= same.count(); i++) {
            long oldEnd = i == same.count() ? Long.MAX_VALUE : same.from(i);
            long newEnd = i == same.count() ? Long.MAX_VALUE : same.to(i);
            List<Integer> oldGap = new ArrayList<>();
            List<Integer> newGap = new ArrayList<>();
            for (; old < olds.length && olds[old].number() <= oldEnd; old++) {
                oldGap.add(old);
            }
            for (; now < news.length && news[now].number() <= newEnd; now++) {
                newGap.add(now);
            }
            inOrder(oldGap, newGap);
        }
    }

    private void inOrder(List<Integer> oldRows, List<Integer> newRows) {
        if (oldRows.isEmpty() || newRows.isEmpty()) {
            return;
        }
        long[] old = oldRows.stream().mapToLong(i -> hash(olds[i])).toArray();
        long[] now = newRows.stream().mapToLong(i -> hash(news[i])).toArray();
        int[] match = PatienceDiff.match(old, now);
        for (int i = 0; i < match.length; i++) {
            if (match[i] >= 0) {
                int before = oldRows.get(match[i]);
                int after = newRows.get(i);
                oldOf[after] = hasSameValues(olds[before], news[after]) ? before : -1;
            }
        }
    }

    private static boolean hasSameValues(ComparedRow old, ComparedRow now) {
        for (int i = 0; i < now.batch().columns().size(); i++) {
            if (!old.hasSameValue(i, now)) {
                return false;
            }
        }
        return true;
    }

    /** Rows with the same values have the same hash, whatever types they are read under. */
    private static long hash(ComparedRow row) {
        long hash = 1;
        for (int i = 0; i < row.batch().columns().size(); i++) {
            Column column = row.batch().column(i);
            Object value = column.isBad(row.row()) ? CellBytes.text(column, row.row()) : part(row.value(i));
            hash = Column.mix(hash * 31 + (value == null ? 0 : value.hashCode()));
        }
        return hash;
    }

    private static List<@Nullable List<Object>> keys(ComparedRow[] rows, int[] fields) {
        List<@Nullable List<Object>> keys = new ArrayList<>();
        for (ComparedRow row : rows) {
            keys.add(key(row, fields));
        }
        return keys;
    }

    private static @Nullable List<Object> key(ComparedRow row, int[] fields) {
        List<Object> key = new ArrayList<>(fields.length);
        for (int field : fields) {
            Object part = part(row.value(field));
            if (part == null) {
                return null;
            }
            key.add(part);
        }
        return key;
    }

    /** A value that equals those that are the same: numbers of all kinds as one. */
    private static @Nullable Object part(@Nullable Object value) {
        BigDecimal number = SameValue.number(value);
        return number == null ? value : number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
