package dev.weir.refresh.check;

import dev.weir.report.ErrorCode;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many errors there are, by code and field, from one run to the next: an entry each. One thread. */
public final class ErrorCounts {
    private static final ErrorCode[] CODES = ErrorCode.values();

    private final SortedRuns kept;
    private final Map<Kind, Long> changes = new HashMap<>();

    private record Kind(ErrorCode code, String field) {
        byte[] bytes() {
            return (code.code() + ' ' + field).getBytes(StandardCharsets.UTF_8);
        }
    }

    public ErrorCounts(SortedRuns kept) {
        this.kept = kept;
    }

    /** Some more errors, or, of a negative number, less. */
    public void add(ErrorCode code, @Nullable String field, long number) {
        changes.merge(new Kind(code, field == null ? "" : field), number, Long::sum);
    }

    /** Keeps what was added. */
    public void keep() {
        changes.forEach((kind, number) -> {
            byte[] key = kind.bytes();
            byte[] known = kept.get(key, Side.AFTER);
            long sum = number + (known == null ? 0 : number(known));
            if (sum == 0) {
                kept.remove(key);
            } else {
                kept.put(key, Long.toString(sum).getBytes(StandardCharsets.US_ASCII));
            }
        });
        changes.clear();
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    /** Brings what was kept to disk. */
    public void seal() {
        keep();
        kept.seal();
    }

    /** All that there are now. */
    public Map<ErrorCode, Map<String, Long>> all() {
        Map<ErrorCode, Map<String, Long>> all = new EnumMap<>(ErrorCode.class);
        try (SortedRuns.Cursor cursor = kept.cursor(Side.AFTER)) {
            for (boolean more = cursor.seek(new byte[0]); more; more = cursor.next()) {
                String[] kind = new String(cursor.key(), StandardCharsets.UTF_8).split(" ", 2);
                ErrorCode code = Arrays.stream(CODES)
                        .filter(one -> one.code().equals(kind[0]))
                        .findFirst()
                        .orElseThrow();
                all.computeIfAbsent(code, any -> new HashMap<>()).put(kind[1], number(cursor.value()));
            }
        }
        return all;
    }
}
