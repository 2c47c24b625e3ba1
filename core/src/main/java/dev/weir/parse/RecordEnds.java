package dev.weir.parse;

import java.util.Arrays;

/**
 * Finds where records end in bytes of a {@link CsvFormat} that begin with a record and hold no comments. A record ends
 * behind its line break. One thread.
 */
public final class RecordEnds {
    private final boolean isStrict;
    private final MaskIndexer mask;
    private final StrictIndexer strict;
    private int[] ends = new int[1 << 10];
    private int count;

    public RecordEnds(CsvFormat format) {
        CsvFormat plain = new CsvFormat(format.delimiter(), format.quote(), format.skipInitialSpace(), new byte[0]);
        this.isStrict = format.needsStrict();
        this.mask = new MaskIndexer(plain);
        this.strict = new StrictIndexer(plain);
    }

    /**
     * Finds the ends of the whole records among some bytes.
     *
     * @param bytes with {@link dev.weir.row.Slices#PAD_BEHIND} bytes of any value behind {@code to}
     * @param isLast whether no bytes follow; else a CR that is the last one may belong to an LF yet to come
     * @return how many there are
     */
    public int find(byte[] bytes, int from, int to, boolean isLast) {
        int until = to > from && !isLast && bytes[to - 1] == '\r' ? to - 1 : to;
        if (isLast) {
            bytes[to] = 0;
        }
        count = 0;
        if (!isStrict) {
            boolean sound = mask(bytes, from, until);
            if (!sound && mask.looksForReturns()) {
                sound = mask(bytes, from, until);
            }
            if (sound) {
                note(bytes, mask.positions, mask.count);
                return count;
            }
        }
        strict.begin(from);
        strict.index(bytes, from, until);
        note(bytes, strict.positions, strict.count);
        return count;
    }

    private boolean mask(byte[] bytes, int from, int to) {
        mask.begin(from);
        return mask.index(bytes, from, to);
    }

    private void note(byte[] bytes, int[] separators, int known) {
        for (int i = 1; i < known; i++) {
            byte separator = bytes[separators[i]];
            if (separator == '\n' || separator == '\r') {
                if (count == ends.length) {
                    ends = Arrays.copyOf(ends, 2 * count);
                }
                ends[count++] = separators[i] + 1;
            }
        }
    }

    /** Where the {@code i}-th record of the last {@link #find} ends, from 0. */
    public int end(int i) {
        return ends[i];
    }
}
