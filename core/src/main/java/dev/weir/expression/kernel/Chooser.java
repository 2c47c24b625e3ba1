package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes each row's cell from one of several columns of one type. */
final class Chooser {
    static final short BAD = -1;
    static final short MISSING = -2;

    private final FieldType type;
    private final Output output;
    private long[] values = new long[0];
    private byte[] scales = new byte[0];
    private byte[] states = new byte[0];
    private int filled = -1;

    private final int @Nullable [] constantPairs;
    private final byte[] constantBytes;
    private int[] pairs = new int[0];

    /** @param texts where all columns are constant texts: those, null for a missing one; else null */
    Chooser(FieldType type, @Nullable List<@Nullable String> texts) {
        this.type = type;
        int[] places = null;
        byte[] bytes = new byte[0];
        if (texts != null) {
            Output constants = new Output(FieldType.STRING);
            constants.begin(texts.size());
            for (String text : texts) {
                constants.putText(text == null ? "" : text);
            }
            TextColumn column = (TextColumn) constants.finish();
            places = column.slices.positions;
            bytes = column.slices.bytes;
        }
        constantPairs = places;
        constantBytes = bytes;
        this.output = new Output(type);
    }

    /** The column whose cell {@code i} is that of {@code columns[choice[i]]}. */
    Column choose(short[] choice, Column[] columns, int rows) {
        if (values.length < rows) {
            int capacity = Kernel.capacity(rows);
            values = new long[capacity];
            scales = new byte[capacity];
            states = new byte[capacity];
            filled = -1;
        }
        if (constantPairs != null) {
            return constants(constantPairs, choice, columns, rows);
        }
        return switch (type) {
            case STRING, ANY, OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> slowly(choice, columns, rows);
            case NUMBER -> numbers(choice, columns, rows);
            default -> longs(choice, columns, rows);
        };
    }

    private Column constants(int[] places, short[] choice, Column[] columns, int rows) {
        if (pairs.length < 2 * rows) {
            pairs = new int[2 * Kernel.capacity(rows)];
        }
        for (int i = 0; i < rows; i++) {
            int from = Math.max(0, choice[i]);
            pairs[2 * i] = places[2 * from];
            pairs[2 * i + 1] = places[2 * from + 1];
        }
        TextColumn result = new TextColumn(type, Slices.ofPairs(constantBytes, pairs));
        states(result, choice, columns, rows);
        return result;
    }

    private Column longs(short[] choice, Column[] columns, int rows) {
        long[][] arrays = new long[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            LongColumn column = (LongColumn) columns[i];
            if (column.wide != null) {
                return slowly(choice, columns, rows);
            }
            arrays[i] = column.values;
        }
        for (int i = 0; i < rows; i++) {
            values[i] = choice[i] < 0 ? 0 : arrays[choice[i]][i];
        }
        LongColumn result = new LongColumn(type, values);
        states(result, choice, columns, rows);
        return result;
    }

    private Column numbers(short[] choice, Column[] columns, int rows) {
        long[][] arrays = new long[columns.length][];
        int scale = 0;
        for (int i = 0; i < columns.length; i++) {
            DecimalColumn column = (DecimalColumn) columns[i];
            if (column.uniformScale < 0) {
                return slowly(choice, columns, rows);
            }
            arrays[i] = column.unscaled;
            scale = Math.max(scale, column.uniformScale);
        }
        long[] times = new long[columns.length];
        for (int i = 0; i < columns.length; i++) {
            times[i] = DecimalColumn.POWERS[scale - ((DecimalColumn) columns[i]).uniformScale];
        }
        long trouble = 0;
        for (int i = 0; i < rows; i++) {
            int from = choice[i];
            if (from >= 0) {
                long value = arrays[from][i];
                long scaled = value * times[from];
                trouble |= Math.multiplyHigh(value, times[from]) ^ scaled >> 63;
                values[i] = scaled;
            } else {
                values[i] = 0;
            }
        }
        if (trouble != 0) {
            return slowly(choice, columns, rows);
        }
        if (filled != scale) {
            Arrays.fill(scales, (byte) scale);
            filled = scale;
        }
        DecimalColumn result = new DecimalColumn(type, values, scales);
        result.uniformScale = scale;
        states(result, choice, columns, rows);
        return result;
    }

    private void states(Column result, short[] choice, Column[] columns, int rows) {
        byte[][] all = new byte[columns.length][];
        boolean none = true;
        for (int i = 0; i < columns.length; i++) {
            all[i] = columns[i].states;
            none &= columns[i].states == null;
        }
        int least = 0;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, choice[i]);
        }
        if (none && least >= 0) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            int from = choice[i];
            states[i] = from < 0 ? (from == BAD ? Column.BAD : Column.NULL) : all[from] == null ? 0 : all[from][i];
        }
        result.states = states;
    }

    private Column slowly(short[] choice, Column[] columns, int rows) {
        output.begin(rows);
        for (int i = 0; i < rows; i++) {
            int from = choice[i];
            if (from < 0) {
                output.mark(from == BAD ? Column.BAD : Column.NULL);
            } else if (columns[from].isNull(i)) {
                output.mark(columns[from].isBad(i) ? Column.BAD : Column.NULL);
            } else {
                output.copy(columns[from], i);
            }
        }
        return output.finish();
    }
}
