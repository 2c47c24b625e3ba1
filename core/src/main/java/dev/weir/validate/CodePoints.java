package dev.weir.validate;

import java.util.Arrays;

/**
 * A set of Unicode code points without surrogates, as sorted ranges that do not touch: {@code ranges[2 * i]} to {@code
 * ranges[2 * i + 1]}, both included. Immutable.
 */
final class CodePoints {
    static final int MAX = 0x10FFFF;
    static final CodePoints NONE = new CodePoints(new int[0]);
    static final CodePoints ALL = of(0, 0xD7FF).or(of(0xE000, MAX));

    private final int[] ranges;

    private CodePoints(int[] ranges) {
        this.ranges = ranges;
    }

    static CodePoints of(int first, int last) {
        return new CodePoints(new int[] {first, last});
    }

    static CodePoints of(int... codePoints) {
        CodePoints set = NONE;
        for (int codePoint : codePoints) {
            set = set.or(of(codePoint, codePoint));
        }
        return set;
    }

    /** Ranges in pairs, sorted, none touching the next. */
    static CodePoints ofRanges(int... pairs) {
        return new CodePoints(pairs.clone());
    }

    int[] ranges() {
        return ranges.clone();
    }

    boolean isEmpty() {
        return ranges.length == 0;
    }

    boolean contains(int codePoint) {
        int at = Arrays.binarySearch(ranges, codePoint);
        return at >= 0 || (-at - 1 & 1) == 1;
    }

    CodePoints or(CodePoints other) {
        long[] all = new long[(ranges.length + other.ranges.length) / 2];
        int count = 0;
        for (CodePoints set : new CodePoints[] {this, other}) {
            for (int i = 0; i < set.ranges.length; i += 2) {
                all[count++] = (long) set.ranges[i] << 32 | set.ranges[i + 1];
            }
        }
        Arrays.sort(all);
        int[] joined = new int[2 * count];
        int length = 0;
        for (long pair : all) {
            int first = (int) (pair >>> 32);
            int last = (int) pair;
            if (length > 0 && first <= joined[length - 1] + 1) {
                joined[length - 1] = Math.max(joined[length - 1], last);
            } else {
                joined[length++] = first;
                joined[length++] = last;
            }
        }
        return new CodePoints(Arrays.copyOf(joined, length));
    }

    /** Every code point that is not in this set. */
    CodePoints complement() {
        int[] gaps = new int[ranges.length + 2];
        int length = 0;
        int next = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] > next) {
                gaps[length++] = next;
                gaps[length++] = ranges[i] - 1;
            }
            next = ranges[i + 1] + 1;
        }
        if (next <= MAX) {
            gaps[length++] = next;
            gaps[length++] = MAX;
        }
        return new CodePoints(Arrays.copyOf(gaps, length)).withoutSurrogates();
    }

    private CodePoints withoutSurrogates() {
        int[] kept = new int[ranges.length + 2];
        int length = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] < 0xD800) {
                kept[length++] = ranges[i];
                kept[length++] = Math.min(ranges[i + 1], 0xD7FF);
            }
            if (ranges[i + 1] > 0xDFFF) {
                kept[length++] = Math.max(ranges[i], 0xE000);
                kept[length++] = ranges[i + 1];
            }
        }
        return new CodePoints(Arrays.copyOf(kept, length));
    }

    CodePoints minus(CodePoints other) {
        return complement().or(other).complement();
    }
}
