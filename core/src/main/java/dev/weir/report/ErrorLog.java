package dev.weir.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Collects the errors of one resource: counts all, lists the first {@code limit} in row order however they arrive.
 * Memory: the listed ones. Not safe for several threads.
 */
public final class ErrorLog {
    /** By hand: what {@code Comparator} puts together is linked anew in each process. */
    private static final Comparator<RowError> ROW_ORDER = ErrorLog::compare;

    private final int limit;
    private final Predicate<ErrorCode> counted;
    private final List<RowError> listed = new ArrayList<>();
    private final Map<ErrorCode, Map<String, Long>> counts = new EnumMap<>(ErrorCode.class);
    private long count;

    /** @param limit how many errors to list; 0 lists all */
    public ErrorLog(int limit) {
        this(limit, code -> true);
    }

    /**
     * @param limit how many errors to list; 0 lists all
     * @param counted which errors count; others are dropped
     */
    public ErrorLog(int limit, Predicate<ErrorCode> counted) {
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
        this.counted = counted;
    }

    private static int compare(RowError one, RowError other) {
        int order = Long.compare(one.position().rowNumber(), other.position().rowNumber());
        order = order == 0 ? Integer.compare(one.fieldNumber(), other.fieldNumber()) : order;
        return order == 0 ? one.code().compareTo(other.code()) : order;
    }

    public void add(RowError error) {
        if (!counted.test(error.code())) {
            return;
        }
        count++;
        String field = error.fieldName() == null ? "" : error.fieldName();
        counts.computeIfAbsent(error.code(), code -> new HashMap<>()).merge(field, 1L, Long::sum);
        listed.add(error);
        if (limit < Integer.MAX_VALUE / 2 && listed.size() >= 2 * limit) {
            trim();
        }
    }

    /** Counts errors of rows behind all that are listed. */
    public void addUnlisted(ErrorCode code, String field, long number) {
        if (!counted.test(code)) {
            return;
        }
        count += number;
        counts.computeIfAbsent(code, key -> new HashMap<>()).merge(field, number, Long::sum);
    }

    /** How many errors are listed at the most. */
    public int limit() {
        return limit;
    }

    private void trim() {
        listed.sort(ROW_ORDER);
        if (listed.size() > limit) {
            listed.subList(limit, listed.size()).clear();
        }
    }

    /** Whether errors of rows behind those seen so far would be listed. */
    public boolean wantsMore() {
        return count < limit;
    }

    public long count() {
        return count;
    }

    public Map<ErrorCode, Map<String, Long>> counts() {
        return counts;
    }

    /** The listed errors in row order. */
    public List<RowError> errors() {
        trim();
        return List.copyOf(listed);
    }
}
