package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code CASE text WHEN 'a' THEN 1 WHEN 'b' THEN 0.9 ELSE NULL END} where all keys have at most eight bytes and all
 * results are constants that are held as {@code long}s: a cell's bytes, read as one word, find the result in a table
 * without collisions.
 */
public final class TextMap extends Kernel {
    private static final long[] MASKS = new long[9];

    static {
        for (int length = 0; length <= 8; length++) {
            MASKS[length] = TextIs.mask(length);
        }
    }

    private final long[] words;
    private final int[] lengths;
    private final int[] codes;
    /** Word and length of a key of at most seven bytes, -1 where there is none. */
    private final long[] tags;

    private final boolean brief;
    private final long factor;
    private final int shift;
    private final long[] results;
    private final long[] resultOfSlot;
    private final byte[] resultStates;
    private final boolean keysPresent;
    private final boolean otherPresent;
    private final int scale;
    private long[] values = new long[0];
    private byte[] scales = new byte[0];

    private TextMap(Kernel text, List<String> keys, Table table, Column results, int scale, int count) {
        super(results.type, text);
        this.scale = scale;
        this.factor = table.factor;
        this.shift = table.shift;
        this.words = new long[table.slots()];
        this.lengths = new int[table.slots()];
        this.codes = new int[table.slots()];
        this.tags = new long[table.slots()];
        Arrays.fill(lengths, -1);
        Arrays.fill(tags, -1);
        int longest = 0;
        for (int i = 0; i < keys.size(); i++) {
            byte[] key = keys.get(i).getBytes(StandardCharsets.UTF_8);
            int slot = (int) (TextIs.word(key) * factor >>> shift);
            words[slot] = TextIs.word(key);
            lengths[slot] = key.length;
            codes[slot] = i;
            tags[slot] = TextIs.word(key) | (long) key.length << 56;
            longest = Math.max(longest, key.length);
        }
        this.brief = longest <= 7;
        this.results = new long[count + 1];
        this.resultStates = new byte[count + 1];
        boolean present = true;
        for (int i = 0; i < count; i++) {
            resultStates[i] = results.isNull(i) ? Column.NULL : Column.VALUE;
            this.results[i] = results.isNull(i) ? 0 : scaled(results, i, scale);
            present &= i >= count - 2 || !results.isNull(i);
        }
        resultStates[count] = Column.BAD;
        keysPresent = present;
        otherPresent = !results.isNull(count - 2);
        resultOfSlot = new long[codes.length];
        for (int slot = 0; slot < codes.length; slot++) {
            resultOfSlot[slot] = this.results[codes[slot]];
        }
    }

    /** The multiplier and shift that send every key to a slot of its own. */
    private record Table(long factor, int shift) {
        int slots() {
            return 1 << (64 - shift);
        }

        static @Nullable Table of(List<String> keys) {
            for (int bits = 3; bits <= 10; bits++) {
                long factor = 0x9e3779b97f4a7c15L;
                for (int attempt = 0; attempt < 50; attempt++, factor = Column.mix(factor) | 1) {
                    boolean[] taken = new boolean[1 << bits];
                    boolean free = true;
                    for (String key : keys) {
                        long word = TextIs.word(key.getBytes(StandardCharsets.UTF_8));
                        int slot = (int) (word * factor >>> (64 - bits));
                        free &= !taken[slot];
                        taken[slot] = true;
                    }
                    if (free) {
                        return new Table(factor, 64 - bits);
                    }
                }
            }
            return null;
        }
    }

    /**
     * The kernel, or null where keys or results do not fit it.
     *
     * @param keys different texts
     * @param results a constant a key, then the one for all other texts, then the one for a missing cell
     */
    public static @Nullable Kernel of(Kernel text, List<String> keys, FieldType type, List<ConstantKernel> results) {
        boolean longs = switch (type) {
            case STRING, ANY, OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> false;
            default -> true;
        };
        boolean brief = keys.stream().allMatch(key -> key.getBytes(StandardCharsets.UTF_8).length <= 8);
        Table table = longs && brief && keys.size() <= 64 ? Table.of(keys) : null;
        if (table == null) {
            return null;
        }
        dev.weir.row.ColumnBuilder builder = dev.weir.row.ColumnBuilder.of(type);
        int scale = 0;
        for (ConstantKernel result : results) {
            builder.append(result.value);
        }
        Column column = builder.build();
        if (column instanceof LongColumn values && values.wide != null) {
            return null;
        }
        if (column instanceof DecimalColumn numbers) {
            for (int i = 0; i < results.size(); i++) {
                if (!numbers.isNull(i) && numbers.scales[i] < 0) {
                    return null;
                }
                scale = Math.max(scale, numbers.scales[i]);
            }
            for (int i = 0; i < results.size(); i++) {
                long power = DecimalColumn.POWERS[scale - numbers.scales[i]];
                if (Math.multiplyHigh(numbers.unscaled[i], power) != numbers.unscaled[i] * power >> 63) {
                    return null;
                }
            }
        }
        return new TextMap(text, keys, table, column, scale, results.size());
    }

    private static long scaled(Column results, int row, int scale) {
        return results instanceof DecimalColumn numbers
                ? numbers.unscaled[row] * DecimalColumn.POWERS[scale - numbers.scales[row]]
                : ((LongColumn) results).values[row];
    }

    @Override
    Column compute(Batch batch) {
        TextColumn text = (TextColumn) inputs[0].evaluate(batch);
        int rows = batch.rows();
        if (values.length < rows) {
            values = new long[capacity(rows)];
            scales = new byte[capacity(rows)];
            Arrays.fill(scales, (byte) scale);
        }
        byte[] states = text.states;
        boolean hot = states == null && brief && keysPresent;
        long missed = hot ? fillBrief(text.slices, rows, results[results.length - 3]) : -1;
        byte[] marks = null;
        if (!hot || missed != 0 && !otherPresent) {
            marks = states != null || !keysPresent || !otherPresent ? stateBuffer(rows) : null;
            fill(text.slices, states, marks, rows);
        }
        Column column;
        if (type == FieldType.NUMBER) {
            DecimalColumn numbers = new DecimalColumn(type, values, scales);
            numbers.uniformScale = scale;
            column = numbers;
        } else {
            column = new LongColumn(type, values);
        }
        column.states = marks;
        return column;
    }

    /** The hot loop, where all keys have at most seven bytes: bytes and length are one word. Gives 0 if all were found. */
    private long fillBrief(Slices slices, int rows, long other) {
        byte[] bytes = slices.bytes;
        int[] positions = slices.positions;
        int stride = slices.stride;
        int gap = slices.gap;
        int at = slices.offset;
        long[] tags = this.tags;
        long[] found = resultOfSlot;
        long[] out = values;
        long missed = 0;
        for (int i = 0; i < rows; i++, at += stride) {
            int start = positions[at] + gap;
            int length = Math.min(positions[at + 1] - start, 8);
            long word = (long) TextIs.LONGS.get(bytes, start) & (1L << (length << 3)) - 1;
            int slot = (int) (word * factor >>> shift);
            long differing = tags[slot] ^ (word | (long) length << 56);
            missed |= differing;
            out[i] = differing == 0 ? found[slot] : other;
        }
        return missed;
    }

    private void fill(Slices slices, byte @Nullable [] states, byte @Nullable [] marks, int rows) {
        byte[] bytes = slices.bytes;
        int[] positions = slices.positions;
        int stride = slices.stride;
        int gap = slices.gap;
        int at = slices.offset;
        int other = results.length - 3;
        if (marks == null) {
            long otherResult = results[other];
            for (int i = 0; i < rows; i++, at += stride) {
                int start = positions[at] + gap;
                int length = positions[at + 1] - start;
                long word = (long) TextIs.LONGS.get(bytes, start) & MASKS[Math.min(length, 8)];
                int slot = (int) (word * factor >>> shift);
                boolean found = (words[slot] ^ word | lengths[slot] ^ length) == 0;
                values[i] = found ? resultOfSlot[slot] : otherResult;
            }
            return;
        }
        for (int i = 0; i < rows; i++, at += stride) {
            int start = positions[at] + gap;
            int length = positions[at + 1] - start;
            long word = (long) TextIs.LONGS.get(bytes, start) & MASKS[Math.min(length, 8)];
            int slot = (int) (word * factor >>> shift);
            int code = words[slot] == word && lengths[slot] == length ? codes[slot] : other;
            byte state = states == null ? Column.VALUE : states[i];
            code = state == Column.VALUE ? code : state == Column.NULL ? other + 1 : other + 2;
            marks[i] = resultStates[code];
            values[i] = results[code];
        }
    }
}
