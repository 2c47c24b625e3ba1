package dev.weir.store;

import java.util.Arrays;

/**
 * Numbers increasing labels from 0, leaving few numbers out, so that a number needs fewer bits than a label; and back.
 * Memory: 16 bytes for each gap of more than {@link #GAP} labels. One thread numbers.
 */
final class LabelOrdinals {
    /** The most ordinals that one is asked for. */
    static final long LIMIT = (1L << 40) - 1;

    private static final long GAP = 256;

    private long[] labels = new long[16];
    private long[] ordinals = new long[16];
    private int runs;
    private long lastLabel = -1 - GAP;
    private long shift;

    /** The ordinal of a label, which is not less than the one before. */
    long ordinal(long label) {
        if (label - lastLabel > GAP || label < lastLabel || runs == 0) {
            begin(label);
        }
        lastLabel = label;
        return label - shift;
    }

    private void begin(long label) {
        if (runs > 0 && label < lastLabel) {
            throw new IllegalArgumentException("label " + label + " after " + lastLabel + ": labels must increase");
        }
        long ordinal = runs == 0 ? 0 : lastLabel - shift + 1;
        if (ordinal >= LIMIT - GAP) {
            throw new IllegalStateException("more than " + LIMIT + " rows have a key");
        }
        if (runs == labels.length) {
            labels = Arrays.copyOf(labels, 2 * runs);
            ordinals = Arrays.copyOf(ordinals, 2 * runs);
        }
        labels[runs] = label;
        ordinals[runs++] = ordinal;
        shift = label - ordinal;
    }

    /** The label of an ordinal that was given. */
    long label(long ordinal) {
        int at = Arrays.binarySearch(ordinals, 0, runs, ordinal);
        int run = at >= 0 ? at : -at - 2;
        return labels[run] + (ordinal - ordinals[run]);
    }
}
