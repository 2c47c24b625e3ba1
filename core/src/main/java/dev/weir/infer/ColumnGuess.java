package dev.weir.infer;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonArray;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all texts of a column that one thread has seen may be. Each batch is read with the first candidate that is left;
 * where that does not fit, with the next. What a later candidate has not seen is noted: {@link #needsAnotherLook}. Numbers
 * with leading zeros or a plus sign stay text, as they are codes. One thread; memory: one column.
 */
public final class ColumnGuess {
    private final BitSet possible = new BitSet();
    private final MissingWords words = new MissingWords();
    private final FewValues few = new FewValues();
    private @Nullable Column column;
    private int columnOf = -1;
    private boolean seen;
    private boolean missing;
    private boolean started;
    private boolean skipped;
    private boolean years = true;
    private boolean whole;

    public ColumnGuess() {
        possible.set(0, Candidate.ALL.size());
    }

    /** Another look at the same column: at each batch with all that is still possible. */
    public ColumnGuess again() {
        ColumnGuess again = new ColumnGuess();
        again.possible.and(possible);
        again.whole = true;
        return again;
    }

    /** Looks at the cells of a batch; {@code texts} is a column of the type any. */
    public void look(Column texts, int rows) {
        Slices slices = ((TextColumn) texts).slices;
        int first = firstText(texts, slices, rows);
        if (texts.states != null && !missing) {
            for (int row = 0; row < rows && !missing; row++) {
                missing = texts.isNull(row);
            }
        }
        if (first < 0) {
            for (int row = 0; row < rows; row++) {
                if (!texts.isNull(row)) {
                    words.take(slices, row);
                }
            }
            few.look(slices, rows, texts);
            return;
        }
        if (!seen) {
            seen = true;
            startWith(slices.text(first));
        }
        if (whole) {
            keepFitting(slices, rows, texts);
        }
        fit(slices, rows, texts);
        started = true;
        few.look(slices, rows, texts);
        if (years) {
            years = isYears(slices, rows, texts);
        }
    }

    private static int firstText(Column texts, Slices slices, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row) && !MissingWords.has(slices.length(row) > 8 ? "" : slices.text(row))) {
                return row;
            }
        }
        return -1;
    }

    /** Most candidates do not even fit the first cell. */
    private void startWith(String text) {
        for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
            if (!Candidate.ALL.get(i).fits(text)) {
                possible.clear(i);
            }
        }
    }

    private void keepFitting(Slices slices, int rows, Column texts) {
        for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
            if (!fits(i, slices, rows, texts)) {
                possible.clear(i);
            }
        }
    }

    private void fit(Slices slices, int rows, Column texts) {
        int first = possible.nextSetBit(0);
        while (first >= 0 && !fits(first, slices, rows, texts)) {
            possible.clear(first);
            int next = possible.nextSetBit(first);
            if (started && next >= 0 && !Candidate.ALL.get(next).follows(Candidate.ALL.get(first))) {
                skipped = true;
            }
            first = next;
        }
    }

    private boolean fits(int index, Slices slices, int rows, Column texts) {
        Candidate candidate = Candidate.ALL.get(index);
        Column into = column;
        if (into == null || columnOf != index) {
            into = candidate.type.allocate(Math.max(rows, 1));
            column = into;
            columnOf = index;
        }
        return candidate.fits(slices, rows, texts, into, words);
    }

    /** Whether each cell has four digits that may be a year. */
    private static boolean isYears(Slices slices, int rows, Column texts) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                int start = slices.start(row);
                byte first = slices.bytes[start];
                if (slices.end(row) - start != 4 || first != '1' && first != '2') {
                    return false;
                }
            }
        }
        return true;
    }

    /** The cells of the last batch as integers; null where they are none. */
    public @Nullable Column integers() {
        return possible.get(Candidate.INTEGER)
                        && columnOf == Candidate.INTEGER
                        && words.met().isEmpty()
                ? column
                : null;
    }

    /** Adds what another thread has seen of the same column. */
    public void add(ColumnGuess other) {
        if (seen && other.seen) {
            int mine = possible.nextSetBit(0);
            int theirs = other.possible.nextSetBit(0);
            possible.and(other.possible);
            int first = possible.nextSetBit(0);
            skipped |= other.skipped || hasSkipped(first, mine) || hasSkipped(first, theirs);
        } else if (other.seen) {
            possible.clear();
            possible.or(other.possible);
            skipped = other.skipped;
        }
        seen |= other.seen;
        missing |= other.missing;
        years &= other.years;
        words.addAll(other.words);
        few.addAll(other.few);
    }

    private static boolean hasSkipped(int first, int current) {
        return first >= 0 && current >= 0 && !Candidate.ALL.get(first).follows(Candidate.ALL.get(current));
    }

    /** Whether the candidate that is left has not seen all cells: then all rows are to be looked at {@link #again}. */
    public boolean needsAnotherLook() {
        return skipped && !whole && possible.nextSetBit(0) >= 0;
    }

    /** Whether a cell has no text, or a word that may stand for a missing one. */
    public boolean hasMissing() {
        return missing || !words.met().isEmpty();
    }

    /** The field of the first candidate that all texts can be read with; text where none is, or where there is no text. */
    public Field field(String name) {
        int first = possible.nextSetBit(0);
        if (!seen || first < 0) {
            return text(name);
        }
        Field field = Candidate.ALL.get(first).field(name);
        if (first == Candidate.INTEGER && years && NameHint.isYear(name)) {
            field = Field.of(name, FieldType.YEAR);
        } else if (first <= Candidate.LAST_CODE && NameHint.isCode(name)) {
            return text(name);
        }
        List<String> met = words.met();
        if (met.isEmpty()) {
            return field;
        }
        if (Candidate.ALL.get(first).isText()) {
            return text(name);
        }
        List<String> missingValues = new ArrayList<>(List.of(""));
        missingValues.addAll(met);
        return field.with("missingValues", JsonArray.ofTexts(missingValues));
    }

    private Field text(String name) {
        Field text = Field.of(name, FieldType.STRING);
        List<String> categories = few.categories();
        return categories.isEmpty() ? text : text.with("categories", JsonArray.ofTexts(categories));
    }
}
