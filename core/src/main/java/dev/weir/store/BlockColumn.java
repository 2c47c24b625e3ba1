package dev.weir.store;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Slices;
import org.jspecify.annotations.Nullable;

/** Where the cells of one column stand in a block's bytes; any cell is read by itself. Immutable. */
final class BlockColumn {
    static final int RAW_NONE = 0;
    /** Raw text is the text. */
    static final int RAW_SAME = 1;
    /** Raw text is the text, in some rows with one byte before and one behind it: quotes. */
    static final int RAW_AROUND = 2;
    /** Raw text stands by itself. */
    static final int RAW_OWN = 3;

    private static final FieldType[] TYPES = FieldType.values();

    final byte[] bytes;
    final FieldType type;
    final char kind;
    final int physical;
    final int rawMode;
    /** Place of the first row's state, -1 where all have a value. */
    final int states;
    /** Numbers; unscaled numbers of decimals. */
    final @Nullable Frame numbers;
    /** Scale of all decimals, -1 where {@link #scales} has them. */
    final int uniformScale;

    final int scales;
    final int wide;
    /** Whether a text has a byte around it in its raw text, -1 where none has. */
    final int around;
    /** Offsets of texts or objects, and their width. */
    final int offsets;

    final int offsetWidth;
    final int data;
    final int rawAbsent;
    final int rawOffsets;
    final int rawWidth;
    final int rawData;

    BlockColumn(byte[] bytes, int from, int rows) {
        this.bytes = bytes;
        int at = from;
        type = TYPES[bytes[at++]];
        kind = kind(type);
        boolean hasStates = bytes[at++] != 0;
        states = hasStates ? at : -1;
        at += hasStates ? rows : 0;
        rawMode = bytes[at++];
        physical = rawMode == RAW_NONE ? -1 : Bytes.getInt(bytes, at);
        at += rawMode == RAW_NONE ? 0 : 4;
        around = rawMode == RAW_AROUND ? at : -1;
        at += rawMode == RAW_AROUND ? rows : 0;
        uniformScale = kind == 'd' ? bytes[at++] : -1;
        scales = kind == 'd' && uniformScale < 0 ? at : -1;
        at += scales < 0 ? 0 : rows;
        if (kind == 'l' || kind == 'd') {
            numbers = new Frame(bytes, at);
            wide = numbers.end(rows);
            at = endOfWide();
            offsets = -1;
            offsetWidth = 0;
            data = -1;
        } else {
            numbers = null;
            wide = -1;
            offsetWidth = bytes[at];
            offsets = at + 1;
            data = offsets + offsetWidth * (rows + 1);
            at = data + offset(offsets, offsetWidth, rows);
        }
        if (rawMode == RAW_OWN) {
            boolean hasAbsent = bytes[at++] != 0;
            rawAbsent = hasAbsent ? at : -1;
            at += hasAbsent ? rows : 0;
            rawWidth = bytes[at];
            rawOffsets = at + 1;
            rawData = rawOffsets + rawWidth * (rows + 1);
        } else {
            rawAbsent = -1;
            rawOffsets = offsets;
            rawWidth = offsetWidth;
            rawData = data;
        }
    }

    private static char kind(FieldType type) {
        return switch (type) {
            case INTEGER, YEAR, BOOLEAN, DATE, TIME, YEARMONTH, DATETIME -> 'l';
            case NUMBER -> 'd';
            case STRING, ANY -> 't';
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> 'o';
        };
    }

    private int endOfWide() {
        int count = Bytes.getInt(bytes, wide);
        if (count == 0) {
            return wide + 4;
        }
        int length = wide + 4 + 8 * count;
        return length + 4 + Bytes.getInt(bytes, length);
    }

    private int offset(int offsets, int width, int row) {
        return width == 2 ? Bytes.getShort(bytes, offsets + 2 * row) : Bytes.getInt(bytes, offsets + 4 * row);
    }

    boolean hasWide() {
        return Bytes.getInt(bytes, wide) > 0;
    }

    /** The value beside the number of a row, null where there is none. */
    @Nullable
    Object wide(int row) {
        int low = 0;
        int count = Bytes.getInt(bytes, wide);
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = Bytes.getInt(bytes, wide + 4 + 8 * middle);
            if (found == row) {
                int values = wide + 4 + 8 * count + 4;
                return ValueBytes.read(bytes, values + Bytes.getInt(bytes, wide + 8 + 8 * middle));
            }
            if (found < row) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    int start(int row) {
        return data + offset(offsets, offsetWidth, row) + (around < 0 ? 0 : bytes[around + row]);
    }

    int end(int row) {
        return data + offset(offsets, offsetWidth, row + 1) - (around < 0 ? 0 : bytes[around + row]);
    }

    @Nullable
    Object object(int row) {
        return ValueBytes.read(bytes, start(row));
    }

    boolean hasRaw(int row) {
        return rawMode != RAW_NONE && (rawAbsent < 0 || bytes[rawAbsent + row] == 0);
    }

    int rawStart(int row) {
        return rawData + offset(rawOffsets, rawWidth, row);
    }

    int rawEnd(int row) {
        return rawData + offset(rawOffsets, rawWidth, row + 1);
    }

    /** All texts as slices of the block's bytes. */
    Slices textSlices(int rows) {
        if (around < 0) {
            return slices(offsets, offsetWidth, data, rows);
        }
        int[] pairs = new int[2 * rows];
        for (int i = 0; i < rows; i++) {
            pairs[2 * i] = start(i);
            pairs[2 * i + 1] = end(i);
        }
        return Slices.ofPairs(bytes, pairs);
    }

    /** All raw texts, where {@link #rawMode} is not {@link #RAW_NONE}. */
    Slices rawSlices(int rows) {
        if (rawAbsent < 0) {
            return slices(rawOffsets, rawWidth, rawData, rows);
        }
        int[] pairs = new int[2 * rows];
        for (int i = 0; i < rows; i++) {
            boolean has = hasRaw(i);
            pairs[2 * i] = has ? rawStart(i) : -1;
            pairs[2 * i + 1] = has ? rawEnd(i) : -1;
        }
        return Slices.ofPairs(bytes, pairs);
    }

    private Slices slices(int offsets, int width, int data, int rows) {
        int[] ends = new int[rows + 1];
        if (width == 2) {
            for (int i = 0; i <= rows; i++) {
                ends[i] = data + Bytes.getShort(bytes, offsets + 2 * i);
            }
        } else {
            for (int i = 0; i <= rows; i++) {
                ends[i] = data + Bytes.getInt(bytes, offsets + 4 * i);
            }
        }
        return new Slices(bytes, ends, 0, 1, 0);
    }
}
