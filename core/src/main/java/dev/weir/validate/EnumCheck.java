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
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code enum} and {@code categories}: the cell's value is one of a few values of the field's type. */
abstract sealed class EnumCheck extends CellCheck {
    EnumCheck(int field, String note) {
        super(field, note);
    }

    /** The fastest check for the allowed values of a column of this kind. */
    static EnumCheck of(int field, FieldType type, List<Object> allowed, String note) {
        Values exact = new Values(field, note, allowed);
        return switch (type) {
            case STRING, ANY -> new Texts(field, note, allowed);
            case INTEGER, YEAR, BOOLEAN, DATE, TIME, YEARMONTH, DATETIME -> {
                Long[] narrow = allowed.stream()
                        .map(value -> CellValues.narrow(type, value))
                        .toArray(Long[]::new);
                yield Arrays.asList(narrow).contains(null) ? exact : new Longs(narrow, exact);
            }
            default -> exact;
        };
    }

    /** Texts: those of up to 7 bytes as one long of bytes and length, others by a hash and their bytes. */
    static final class Texts extends EnumCheck {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final int SHORT = 7;

        /** What of the 8 bytes at the start of a short text belongs to it, by its length. */
        private static final long[] MASKS = new long[SHORT + 1];

        static {
            for (int length = 1; length <= SHORT; length++) {
                MASKS[length] = -1L >>> (64 - 8 * length);
            }
        }

        private final LongTable table;
        private final byte[][] texts;
        private final long[] hashes;
        private final long seed;

        Texts(int field, String note, List<Object> values) {
            super(field, note);
            Set<String> allowed = new LinkedHashSet<>();
            values.forEach(value -> allowed.add(value.toString()));
            this.table = LongTable.of(shorts(allowed));
            this.seed = seed(allowed);
            this.texts = allowed.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .sorted(Comparator.comparingLong(utf8 -> TextColumn.hash(utf8, 0, utf8.length, seed)))
                    .toArray(byte[][]::new);
            this.hashes = Arrays.stream(texts)
                    .mapToLong(utf8 -> TextColumn.hash(utf8, 0, utf8.length, seed))
                    .toArray();
        }

        /** A seed under which no two of the texts share a hash. */
        private static long seed(Set<String> allowed) {
            for (long seed = 0; ; seed++) {
                Set<Long> seen = new HashSet<>();
                for (String text : allowed) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    seen.add(TextColumn.hash(utf8, 0, utf8.length, seed));
                }
                if (seen.size() == allowed.size()) {
                    return seed;
                }
            }
        }

        /** The words of some of the short texts; where there is none a word that no text has. */
        private static long[] shorts(Set<String> texts) {
            long[] words = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .filter(utf8 -> utf8.length <= SHORT)
                    .limit(LongTable.MOST)
                    .mapToLong(utf8 -> word(Arrays.copyOf(utf8, 8), 0, utf8.length))
                    .toArray();
            return words.length == 0 ? new long[] {-1} : words;
        }

        private static long word(byte[] bytes, int start, int length) {
            return (long) LONGS.get(bytes, start) & MASKS[length] | (long) length << 56;
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            Slices slices = ((TextColumn) column).slices;
            byte[] bytes = slices.bytes;
            int[] positions = slices.positions;
            int stride = slices.stride;
            int gap = slices.gap;
            long[] words = table.table;
            long factor = table.factor;
            int shift = table.shift;
            for (int row = 0, at = slices.offset; row < rows; row++, at += stride) {
                int start = positions[at] + gap;
                int length = positions[at + 1] - start;
                if (length <= SHORT) {
                    long word = word(bytes, start, length);
                    if (words[(int) (word * factor >>> shift)] == word) {
                        continue;
                    }
                }
                if (!contains(bytes, start, start + length)) {
                    fail(column, row, sink);
                }
            }
        }

        private boolean contains(byte[] bytes, int start, int end) {
            int at = Arrays.binarySearch(hashes, TextColumn.hash(bytes, start, end, seed));
            return at >= 0 && Arrays.equals(bytes, start, end, texts[at], 0, texts[at].length);
        }
    }

    /** Types whose cells are one {@code long}: a table without collisions, or a sorted array where there are many. */
    static final class Longs extends EnumCheck {
        private final long[] sorted;
        private final @Nullable LongTable table;
        private final Values exact;

        Longs(Long[] allowed, Values exact) {
            super(exact.field, exact.note);
            this.sorted = Arrays.stream(allowed)
                    .mapToLong(Long::longValue)
                    .sorted()
                    .distinct()
                    .toArray();
            this.table = sorted.length == 0 || sorted.length > LongTable.MOST ? null : LongTable.of(sorted);
            this.exact = exact;
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            LongColumn longs = (LongColumn) column;
            if (longs.wide != null) {
                exact.check(column, rows, sink);
                return;
            }
            long[] values = longs.values;
            if (table == null) {
                for (int row = 0; row < rows; row++) {
                    if (Arrays.binarySearch(sorted, values[row]) < 0) {
                        fail(column, row, sink);
                    }
                }
                return;
            }
            long[] slots = table.table;
            long factor = table.factor;
            int shift = table.shift;
            for (int row = 0; row < rows; row++) {
                long value = values[row];
                if (slots[(int) (value * factor >>> shift)] != value) {
                    fail(column, row, sink);
                }
            }
        }
    }

    /** Any type: a cell's value is looked up by its canonical form. */
    static final class Values extends EnumCheck {
        private final Set<String> allowed = new HashSet<>();

        Values(int field, String note, List<Object> values) {
            super(field, note);
            values.forEach(value -> allowed.add(KeyText.of(value)));
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            for (int row = 0; row < rows; row++) {
                Object value = column.value(row);
                if (value != null && !allowed.contains(KeyText.of(value))) {
                    fail(column, row, sink);
                }
            }
        }
    }
}
