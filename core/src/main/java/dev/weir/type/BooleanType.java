package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code boolean} field: text to 1 (true) or 0.
 *
 * <p>Reads exactly the texts of {@code trueValues} and {@code falseValues}, each with the standard's default. Canonical
 * text is the first of each. Errors: {@code type-error}. Spec: https://datapackage.org/standard/table-schema/#boolean
 */
final class BooleanType extends LongType {
    private static final List<String> TRUE = List.of("true", "True", "TRUE", "1");
    private static final List<String> FALSE = List.of("false", "False", "FALSE", "0");

    private final List<String> trueValues;
    private final List<String> falseValues;
    private final byte[] canonicalTrue;
    private final byte[] canonicalFalse;
    private final byte[][] longTexts;
    private final boolean[] longValues;
    private final boolean missingFirst;
    private final boolean trueReadsBack;
    private final boolean falseReadsBack;
    /** Texts of 1 to 8 bytes as words in an open table without collisions; 0 where a slot is empty. */
    private final long[] words;

    private final byte[] lengths;
    private final byte[] values;
    private final long factor;
    private final int shift;

    BooleanType(Field field, List<MissingValue> missing) {
        super(field, missing);
        trueValues = texts(field, "trueValues", TRUE);
        falseValues = texts(field, "falseValues", FALSE);
        canonicalTrue = canonical(trueValues, "true");
        canonicalFalse = canonical(falseValues, "false");
        Set<String> common = new HashSet<>(this.missing.texts());
        common.retainAll(all());
        missingFirst = !common.isEmpty();
        trueReadsBack = !trueValues.isEmpty() && !common.contains(trueValues.get(0));
        falseReadsBack = !falseValues.isEmpty() && !common.contains(falseValues.get(0));
        List<String> big = all().stream().filter(text -> !isShort(text)).toList();
        longTexts = big.stream().map(BooleanType::utf8).toArray(byte[][]::new);
        longValues = new boolean[longTexts.length];
        for (int i = 0; i < longValues.length; i++) {
            longValues[i] = trueValues.contains(big.get(i));
        }
        List<String> small = all().stream().filter(BooleanType::isShort).toList();
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(small.size(), 1));
        long found = factor(small, 64 - bits);
        while (found == 0) {
            bits++;
            found = factor(small, 64 - bits);
        }
        factor = found;
        shift = 64 - bits;
        words = new long[1 << bits];
        lengths = new byte[1 << bits];
        values = new byte[1 << bits];
        for (String text : small) {
            byte[] utf8 = utf8(text);
            long word = Words.of(utf8);
            int slot = (int) (word * factor >>> shift);
            words[slot] = word;
            lengths[slot] = (byte) utf8.length;
            values[slot] = (byte) (trueValues.contains(text) ? 1 : 0);
        }
    }

    /** An odd factor that sends every word to a slot of its own, or 0 where none of some was found. */
    private static long factor(List<String> texts, int shift) {
        long factor = 0x9e3779b97f4a7c15L;
        for (int attempt = 0; attempt < 1000; attempt++, factor = factor * 0xd1342543de82ef95L + 2) {
            Set<Integer> slots = new HashSet<>();
            for (String text : texts) {
                slots.add((int) (Words.of(utf8(text)) * factor >>> shift));
            }
            if (slots.size() == texts.size()) {
                return factor;
            }
        }
        return 0;
    }

    static void problems(Field field, List<String> problems) {
        List<String> both = new ArrayList<>(texts(field, "trueValues", TRUE));
        both.retainAll(texts(field, "falseValues", FALSE));
        if (!both.isEmpty()) {
            problems.add("\"" + both.get(0) + "\" is in trueValues and in falseValues: leave it in one of them");
        }
    }

    private static List<String> texts(Field field, String property, List<String> otherwise) {
        return field.json().array(property) == null
                ? otherwise
                : field.json().texts(property).stream().distinct().toList();
    }

    private static byte[] canonical(List<String> texts, String otherwise) {
        return utf8(texts.isEmpty() ? otherwise : texts.get(0));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(trueValues);
        all.addAll(falseValues);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a text is in the table of words; one that ends in NUL is not, its word would be another text's too. */
    private static boolean isShort(String text) {
        int length = utf8(text).length;
        return length > 0 && length <= 8 && text.indexOf(0) < 0;
    }

    @Override
    public void cast(Slices content, int rows, Column target) {
        if (missingFirst) {
            super.cast(content, rows, target);
        } else {
            castWords(content, rows, prepare(target, rows));
        }
    }

    /** The hot loop: one load, one multiply and one comparison a cell. */
    private void castWords(Slices content, int rows, LongColumn column) {
        byte[] bytes = content.bytes;
        int[] positions = content.positions;
        int stride = content.stride;
        int gap = content.gap;
        long[] cells = column.values;
        int at = content.offset;
        for (int row = 0; row < rows; row++, at += stride) {
            int start = positions[at] + gap;
            int length = positions[at + 1] - start;
            int slot = length - 1 >>> 3 == 0 ? slot(Words.first(Words.load(bytes, start), length), length) : -1;
            if (slot >= 0) {
                cells[row] = values[slot];
            } else {
                castSlowly(bytes, start, start + length, column, row);
            }
        }
    }

    /** Where the table holds a text of 1 to 8 bytes, or -1. */
    private int slot(long word, int length) {
        int slot = (int) (word * factor >>> shift);
        return words[slot] == word && lengths[slot] == length ? slot : -1;
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        int length = end - start;
        if (length > 0 && length <= 8) {
            long word = 0;
            for (int i = end - 1; i >= start; i--) {
                word = word << 8 | bytes[i] & 0xff;
            }
            int slot = slot(word, length);
            if (slot >= 0) {
                column.values[row] = values[slot];
                return true;
            }
        }
        for (int i = 0; i < longTexts.length; i++) {
            if (Arrays.equals(longTexts[i], 0, longTexts[i].length, bytes, start, end)) {
                column.values[row] = longValues[i] ? 1 : 0;
                return true;
            }
        }
        return false;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        out.put(((LongColumn) column).values[row] != 0 ? canonicalTrue : canonicalFalse);
    }

    @Override
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        return ((LongColumn) column).values[row] != 0 ? trueReadsBack : falseReadsBack;
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        return node instanceof JsonBoolean flag ? flag.value() : null;
    }

    @Override
    List<Object> lexicalOptions() {
        return List.of(Set.copyOf(trueValues), Set.copyOf(falseValues));
    }
}
