package dev.weir.write;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.process.Whole.ErrorTaker;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.type.CellType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds for the cells of one field the bytes that stand in the file, framed: the raw text itself where all cells keep
 * it, else a scratch buffer. One thread; what it gives is valid until the next batch.
 *
 * <p>Chosen once for a batch: raw text that reads the same under the output's field is kept without a look; raw text of
 * another field is cast under the output's and kept where it gives the same value; a cell without raw text is written
 * canonically, a missing one as the field's first missing value.
 */
final class CellText {
    /** Characters of canonical numbers, dates and times. */
    private static final String PLAIN = "0123456789+-.:TZNaIF";

    private enum Way {
        VERBATIM,
        REFRAMED,
        CHECKED
    }

    private final CsvLayout layout;
    private final Framing framing;
    private final CellType type;
    private final Field field;
    private final int index;
    private final byte @Nullable [] missing;
    private final boolean first;
    private final boolean only;
    private final boolean bare;
    private final ErrorTaker errors;

    private @Nullable Physical known;
    private Way way = Way.CHECKED;
    private Framing rawFraming;
    private final TextBuffer scratch = new TextBuffer(1 << 12);
    private final TextBuffer text = new TextBuffer(64);
    private int[] pairs = new int[0];
    private boolean[] keeps = new boolean[0];
    private @Nullable Column checked;

    CellText(CsvLayout layout, int index, ErrorTaker errors) {
        this.layout = layout;
        this.framing = layout.framing;
        this.rawFraming = layout.framing;
        this.type = layout.types[index];
        this.field = layout.schema.field(index);
        this.index = index;
        this.missing = layout.missing[index];
        this.only = layout.types.length == 1;
        this.first = index == 0 && framing.checksFirst() || only;
        this.bare = !first && isPlain(field) && framing.leavesBare(PLAIN);
        this.errors = errors;
    }

    private static boolean isPlain(Field field) {
        return switch (field.type()) {
            case INTEGER, NUMBER ->
                !field.json().has("groupChar") && !field.json().has("decimalChar");
            case YEAR, YEARMONTH -> true;
            case DATE, TIME, DATETIME -> field.format().equals("default");
            default -> false;
        };
    }

    /** The framed cells of the field, {@code rows} of them. */
    Slices resolve(Batch batch, int rows) {
        Column column = batch.column(index);
        RawText raw = column.raw;
        if (raw != null) {
            choose(raw.physical());
            if (way == Way.VERBATIM && !first && isWhole(raw.slices(), rows)) {
                return raw.slices();
            }
        }
        if (pairs.length < 2 * rows) {
            pairs = new int[2 * rows + (rows >> 1)];
        }
        scratch.length = Slices.PAD_FRONT;
        if (raw == null) {
            for (int row = 0; row < rows; row++) {
                pairs[2 * row] = scratch.length;
                putWithoutRaw(batch, column, row);
                pairs[2 * row + 1] = scratch.length;
            }
        } else {
            if (way == Way.CHECKED) {
                check(raw, column, rows);
            }
            for (int row = 0; row < rows; row++) {
                pairs[2 * row] = scratch.length;
                if (raw.has(row) && (way != Way.CHECKED || keeps[row])) {
                    putRaw(batch, raw, row);
                } else {
                    putWithoutRaw(batch, column, row);
                }
                pairs[2 * row + 1] = scratch.length;
            }
        }
        scratch.ensure(Slices.PAD_BEHIND);
        return Slices.ofPairs(scratch.bytes, pairs);
    }

    private void choose(Physical physical) {
        if (physical == known) {
            return;
        }
        known = physical;
        rawFraming = Framing.ofRaw(physical.dialect());
        boolean sameText = type.readsSame(CellType.of(physical.field(), physical.missingValues()));
        way = !sameText ? Way.CHECKED : framing.same(rawFraming) ? Way.VERBATIM : Way.REFRAMED;
    }

    /** Whether every row has raw text; separators shared with the parser leave none out. */
    private static boolean isWhole(Slices slices, int rows) {
        if (slices.gap != 0) {
            return true;
        }
        int[] positions = slices.positions;
        int at = slices.offset;
        int least = 0;
        for (int row = 0; row < rows; row++, at += slices.stride) {
            least |= positions[at];
        }
        return least >= 0;
    }

    /** Says of each raw text whether it gives the cell's value under the output's field. */
    private void check(RawText raw, Column column, int rows) {
        Slices slices = raw.slices();
        for (int row = 0; row < rows; row++) {
            pairs[2 * row] = scratch.length;
            if (raw.has(row)) {
                rawFraming.unframe(slices.bytes, slices.start(row), slices.end(row), scratch);
            }
            pairs[2 * row + 1] = scratch.length;
        }
        scratch.ensure(Slices.PAD_BEHIND);
        Column cast = checked;
        if (cast == null) {
            cast = type.allocate(Math.max(rows, 16));
            checked = cast;
        }
        type.cast(Slices.ofPairs(scratch.bytes, pairs), rows, cast);
        if (keeps.length < rows) {
            keeps = new boolean[rows];
        }
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                keeps[row] = column.isBad(row) || cast.isNull(row) && !cast.isBad(row);
            } else {
                keeps[row] = !cast.isNull(row) && cast.compare(row, column, row) == 0;
            }
        }
        scratch.length = Slices.PAD_FRONT;
    }

    private void putRaw(Batch batch, RawText raw, int row) {
        Slices slices = raw.slices();
        int from = slices.start(row);
        int to = slices.end(row);
        if (framing.same(rawFraming) && !first) {
            scratch.put(slices.bytes, from, to);
            return;
        }
        text.clear();
        rawFraming.unframe(slices.bytes, from, to, text);
        if (framing.same(rawFraming) && to - from > text.length) {
            scratch.put(slices.bytes, from, to); // its quotes stay
        } else {
            putFramed(batch, row, text.bytes, text.length);
        }
    }

    private void putWithoutRaw(Batch batch, Column column, int row) {
        if (column.isNull(row)) {
            if (missing == null) {
                error(
                        batch,
                        row,
                        "the cell is missing and the field has no missing value to write: state one in"
                                + " missingValues");
            } else {
                putFramed(batch, row, missing, missing.length);
            }
        } else if (bare) {
            int before = scratch.length;
            type.format(column, row, scratch);
            if (!type.readsBack(column, row, scratch.bytes, before, scratch.length)) {
                unreadable(batch, row, Arrays.copyOfRange(scratch.bytes, before, scratch.length));
            }
        } else {
            text.clear();
            type.format(column, row, text);
            if (!type.readsBack(column, row, text.bytes, 0, text.length)) {
                unreadable(batch, row, Arrays.copyOf(text.bytes, text.length));
            }
            putFramed(batch, row, text.bytes, text.length);
        }
    }

    private void putFramed(Batch batch, int row, byte[] bytes, int length) {
        if (!framing.put(bytes, 0, length, index == 0, only, scratch)) {
            error(
                    batch,
                    row,
                    "the text cannot be written in this dialect: it holds what the dialect has no quote or"
                            + " escape for");
            for (int i = 0; i < length; i++) {
                scratch.put((byte) (bytes[i] < ' ' && bytes[i] >= 0 ? ' ' : bytes[i]));
            }
        }
    }

    private void unreadable(Batch batch, int row, byte[] bytes) {
        boolean asMissing = type.readsAsMissing(bytes, 0, bytes.length);
        String what = field.type() == FieldType.STRING || field.type() == FieldType.ANY ? "text" : "value";
        error(
                batch,
                row,
                asMissing
                        ? "the " + what + " would be read back as missing: take it out of missingValues"
                        : "the " + what + " has no text in this field that reads back the same: " + type.errorNote());
    }

    private void error(Batch batch, int row, String note) {
        errors.error(
                batch, row, ErrorCode.TYPE_ERROR, layout.schema.field(index).name(), note);
    }
}
