package dev.weir.validate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import dev.weir.store.KeyText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code enum} and {@code categories}: the cell's value is one of a few values of the field's type. */
abstract sealed class EnumCheck extends CellCheck {
    EnumCheck(int field, String note) {
        super(field, note);
    }

    /** Texts: by their first 8 bytes and length in a small open table, the rest compared where they are longer. */
    static final class Texts extends EnumCheck {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private final long[] words;
        private final int[] lengths;
        private final byte[][] texts;
        private final int shift;

        Texts(int field, String note, List<String> allowed) {
            super(field, note);
            Set<String> distinct = new LinkedHashSet<>(allowed);
            int bits = Math.max(3, 34 - Integer.numberOfLeadingZeros(distinct.size()));
            this.shift = 64 - bits;
            this.words = new long[1 << bits];
            this.lengths = new int[1 << bits];
            this.texts = new byte[1 << bits][];
            Arrays.fill(lengths, -1);
            for (String text : distinct) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                byte[] padded = Arrays.copyOf(utf8, utf8.length + Slices.PAD_BEHIND);
                long word = word(padded, 0, utf8.length);
                int slot = slot(word, utf8.length);
                while (lengths[slot] >= 0) {
                    slot = (slot + 1) & (words.length - 1);
                }
                words[slot] = word;
                lengths[slot] = utf8.length;
                texts[slot] = utf8;
            }
        }

        private static long word(byte[] bytes, int start, int length) {
            long word = (long) LONGS.get(bytes, start);
            return length >= 8 ? word : length == 0 ? 0 : word & -1L >>> (64 - 8 * length);
        }

        private int slot(long word, int length) {
            return (int) ((word + length) * 0x9e3779b97f4a7c15L >>> shift);
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            Slices slices = ((TextColumn) column).slices;
            byte[] bytes = slices.bytes;
            int[] positions = slices.positions;
            int stride = slices.stride;
            int gap = slices.gap;
            long[] words = this.words;
            int[] lengths = this.lengths;
            for (int row = 0, at = slices.offset; row < rows; row++, at += stride) {
                int start = positions[at] + gap;
                int length = positions[at + 1] - start;
                long word = word(bytes, start, length);
                int slot = slot(word, length);
                if (words[slot] != word || lengths[slot] != length || length > 8) {
                    if (!contains(bytes, start, length, word, slot)) {
                        fail(column, row, sink);
                    }
                }
            }
        }

        private boolean contains(byte[] bytes, int start, int length, long word, int first) {
            for (int slot = first; lengths[slot] >= 0; slot = (slot + 1) & (words.length - 1)) {
                if (words[slot] == word
                        && lengths[slot] == length
                        && (length <= 8 || Arrays.equals(bytes, start + 8, start + length, texts[slot], 8, length))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Types whose cells are one {@code long}: a table without collisions, or a sorted array where there are many. */
    static final class Longs extends EnumCheck {
        private static final int MOST_IN_TABLE = 64;
        private static final int TRIES = 64;

        private final long[] sorted;
        private final Values exact;
        private long[] table = new long[0];
        private long factor = 0x9e3779b97f4a7c15L;
        private int shift;

        Longs(int field, String note, long[] allowed, Values exact) {
            super(field, note);
            this.sorted = Arrays.stream(allowed).sorted().distinct().toArray();
            this.exact = exact;
            if (sorted.length > 0 && sorted.length <= MOST_IN_TABLE) {
                makeTable();
            }
        }

        /** Looks for a factor that gives each value a slot of its own; a free slot holds a value that belongs elsewhere. */
        private void makeTable() {
            int bits = 34 - Integer.numberOfLeadingZeros(sorted.length);
            for (int tries = 0; ; tries++) {
                shift = 64 - bits - tries / TRIES;
                table = new long[1 << -shift];
                boolean[] taken = new boolean[table.length];
                Arrays.fill(table, sorted[0]);
                boolean free = true;
                for (int i = 0; i < sorted.length && free; i++) {
                    int slot = (int) (sorted[i] * factor >>> shift);
                    free = !taken[slot];
                    taken[slot] = true;
                    table[slot] = sorted[i];
                }
                if (free) {
                    return;
                }
                factor = Column.mix(factor) | 1;
            }
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            LongColumn longs = (LongColumn) column;
            if (longs.wide != null) {
                exact.check(column, rows, sink);
                return;
            }
            long[] values = longs.values;
            long[] table = this.table;
            if (table.length > 0) {
                long factor = this.factor;
                int shift = this.shift;
                for (int row = 0; row < rows; row++) {
                    long value = values[row];
                    if (table[(int) (value * factor >>> shift)] != value) {
                        fail(column, row, sink);
                    }
                }
                return;
            }
            for (int row = 0; row < rows; row++) {
                if (Arrays.binarySearch(sorted, values[row]) < 0) {
                    fail(column, row, sink);
                }
            }
        }
    }

    /** Any type: a cell's value is looked up by its canonical form. */
    static final class Values extends EnumCheck {
        private final Map<String, Object> allowed = new HashMap<>();

        Values(int field, String note, List<Object> allowed) {
            super(field, note);
            for (Object value : allowed) {
                this.allowed.put(form(value), value);
            }
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            for (int row = 0; row < rows; row++) {
                Object value = column.value(row);
                if (value != null && !allowed.containsKey(form(value))) {
                    fail(column, row, sink);
                }
            }
        }

        private static String form(Object value) {
            return KeyText.of(value);
        }
    }

    /** The fastest check for the allowed values of a column of this kind. */
    static EnumCheck of(int field, FieldType type, List<Object> allowed, String note) {
        Values exact = new Values(field, note, allowed);
        switch (type) {
            case STRING, ANY -> {
                return new Texts(
                        field, note, allowed.stream().map(Object::toString).toList());
            }
            case INTEGER, YEAR, BOOLEAN, DATE, TIME, YEARMONTH, DATETIME -> {
                long[] longs = new long[allowed.size()];
                for (int i = 0; i < longs.length; i++) {
                    Long narrow = CellValues.narrow(type, allowed.get(i));
                    if (narrow == null) {
                        return exact;
                    }
                    longs[i] = narrow;
                }
                return new Longs(field, note, longs, exact);
            }
            default -> {
                return exact;
            }
        }
    }
}
