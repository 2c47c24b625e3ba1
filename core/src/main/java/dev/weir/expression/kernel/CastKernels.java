package dev.weir.expression.kernel;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import dev.weir.type.CellType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CAST between types. Text is read and written as a field of the type in its default format is. */
public final class CastKernels {
    private static final List<String> TRUE = List.of("true", "t", "yes", "y", "on", "1");
    private static final List<String> FALSE = List.of("false", "f", "no", "n", "off", "0");

    private CastKernels() {}

    /** Text as values of {@code type}; datetimes also with a blank for T, truth values also as yes, no, on, off. */
    public static Kernel fromText(Kernel text, FieldType type) {
        return new FromText(text, type);
    }

    /** Canonical text of a column; a number with {@code scale} digits behind the point where that is not negative. */
    public static Kernel toText(Kernel kernel, FieldType text, int scale) {
        Field field = Field.of("", kernel.type);
        CellType format = CellType.of(scale < 0 ? field : field.with(CellType.SCALE, Json.of(scale)), List.of());
        TextBuffer buffer = new TextBuffer(64);
        return new CellKernel(
                text,
                true,
                (in, row, out) -> {
                    buffer.clear();
                    format.format(in[0], row, buffer);
                    out.putText(buffer.bytes, 0, buffer.length);
                },
                kernel);
    }

    /** The first {@code length} code points. */
    public static Kernel cut(Kernel text, int length) {
        return new CellKernel(
                FieldType.STRING, true, TextCells::left, text, new ConstantKernel(FieldType.INTEGER, (long) length));
    }

    public static Kernel decimal(Kernel number, int digits, int scale) {
        return new CellKernel(FieldType.NUMBER, true, NumberCells.decimal(digits, scale), number);
    }

    /** Datetimes with a zone, UTC where they have none, or without one. */
    public static Kernel zone(Kernel datetime, boolean zoned) {
        return new CellKernel(
                FieldType.DATETIME,
                true,
                (in, row, out) -> {
                    LongColumn column = (LongColumn) in[0];
                    if (column.wide(row) == null) {
                        long value = column.values[row];
                        out.put(zoned ? value | 1 : value & ~1L);
                    } else {
                        DateCells.putDatetime(MomentCells.local(column, row), zoned, out);
                    }
                },
                datetime);
    }

    /** Bad cells as missing ones. */
    public static Kernel trying(Kernel kernel) {
        return new Trying(kernel);
    }

    /** Between types other than text; see the cast table in the documentation for which there are. */
    public static Kernel between(Kernel kernel, FieldType to) {
        FieldType from = kernel.type;
        if (from == FieldType.DATETIME && to == FieldType.DATE) {
            return new DateOfDatetime(kernel);
        }
        return new CellKernel(to, true, cell(from, to), kernel);
    }

    private static CellKernel.Cell cell(FieldType from, FieldType to) {
        return switch (from) {
            case NUMBER -> to == FieldType.BOOLEAN ? CastKernels::numberToBoolean : NumberCells::toInteger;
            case BOOLEAN ->
                to == FieldType.NUMBER
                        ? (in, row, out) -> out.putNumber(TextCells.whole(in[0], row), 0)
                        : (in, row, out) -> out.put(TextCells.whole(in[0], row));
            case DATE -> ofDate(to);
            case DATETIME -> ofDatetime(to);
            case YEARMONTH ->
                to == FieldType.DATE
                        ? CastKernels::firstDay
                        : (in, row, out) -> out.put(Math.floorDiv(TextCells.whole(in[0], row), 12));
            case OBJECT, GEOJSON -> (in, row, out) -> out.putObject(java.util.Objects.requireNonNull(in[0].value(row)));
            default ->
                to == FieldType.BOOLEAN
                        ? (in, row, out) -> out.put(TextCells.whole(in[0], row) != 0)
                        : NumberCells::same;
        };
    }

    private static CellKernel.Cell ofDate(FieldType to) {
        return switch (to) {
            case DATETIME -> (in, row, out) -> out.put(TextCells.whole(in[0], row) * DateCells.MICROS_A_DAY << 1);
            case YEAR -> (in, row, out) -> out.put(DateCells.datePart("YEAR", TextCells.whole(in[0], row)));
            default -> (in, row, out) -> putMonth(TextCells.whole(in[0], row), out);
        };
    }

    private static CellKernel.Cell ofDatetime(FieldType to) {
        return switch (to) {
            case TIME ->
                (in, row, out) -> out.put(
                        MomentCells.local((LongColumn) in[0], row).toLocalTime().toNanoOfDay());
            case YEAR -> (in, row, out) -> out.put(DateCells.datePart("YEAR", day(in[0], row)));
            default -> (in, row, out) -> putMonth(day(in[0], row), out);
        };
    }

    private static long day(Column column, int row) {
        return Math.floorDiv(TextCells.whole(column, row) >> 1, DateCells.MICROS_A_DAY);
    }

    private static void putMonth(long day, Output out) {
        out.put(DateCells.datePart("YEAR", day) * 12 + DateCells.datePart("MONTH", day) - 1);
    }

    private static void firstDay(Column[] in, int row, Output out) {
        long month = TextCells.whole(in[0], row);
        out.put(java.time.LocalDate.of((int) Math.floorDiv(month, 12), (int) Math.floorMod(month, 12L) + 1, 1)
                .toEpochDay());
    }

    private static void numberToBoolean(Column[] in, int row, Output out) {
        Object number = Exact.object((dev.weir.row.DecimalColumn) in[0], row);
        if (number instanceof Double) {
            out.putBad(number + " is no truth value");
        } else {
            out.put(!Exact.isZero(number));
        }
    }

    private static Field field(FieldType type) {
        Field field = Field.of("", type);
        return switch (type) {
            case DATETIME -> field.with("format", Json.of("any"));
            case BOOLEAN -> field.with("trueValues", spellings(TRUE)).with("falseValues", spellings(FALSE));
            default -> field;
        };
    }

    private static JsonArray spellings(List<String> words) {
        Stream<Json> all = words.stream()
                .flatMap(word -> Stream.of(word, word.toUpperCase(java.util.Locale.ROOT), capital(word)))
                .distinct()
                .map(Json::of);
        return JsonArray.of(all.toList());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
    }

    private static final class FromText extends Kernel {
        private final CellType format;
        private @Nullable Column made;
        private @Nullable TextColumn read;

        FromText(Kernel text, FieldType type) {
            super(type, text);
            this.format = CellType.of(field(type), List.of());
        }

        @Override
        Column compute(Batch batch) {
            int rows = batch.rows();
            TextColumn text = (TextColumn) inputs[0].evaluate(batch);
            Column column = made == null ? format.allocate(capacity(rows)) : made;
            format.cast(text.slices, rows, column);
            made = column;
            read = text;
            byte[] states = text.states;
            if (states != null) {
                byte[] cast = column.states;
                byte[] both = stateBuffer(rows);
                for (int i = 0; i < rows; i++) {
                    both[i] = states[i] != Column.VALUE || cast == null ? states[i] : cast[i];
                }
                column.states = both;
            }
            return column;
        }

        @Override
        String failure(int row) {
            String text = read == null ? "" : String.valueOf(read.value(row));
            String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
            return "'" + shown + "' is not " + ("aeio".indexOf(type.text().charAt(0)) >= 0 ? "an " : "a ")
                    + type.text();
        }
    }

    private static final class DateOfDatetime extends Kernel {
        private long[] days = new long[0];

        DateOfDatetime(Kernel datetime) {
            super(FieldType.DATE, datetime);
        }

        @Override
        Column compute(Batch batch) {
            int rows = batch.rows();
            LongColumn column = (LongColumn) inputs[0].evaluate(batch);
            if (days.length < rows) {
                days = new long[capacity(rows)];
            }
            long[] values = column.values;
            for (int i = 0; i < rows; i++) {
                long micros = values[i] >> 1;
                long day = micros / DateCells.MICROS_A_DAY;
                days[i] = day + (micros - day * DateCells.MICROS_A_DAY >> 63);
            }
            LongColumn result = new LongColumn(FieldType.DATE, days);
            result.states = column.states;
            return result;
        }
    }

    private static final class Trying extends Kernel {
        Trying(Kernel kernel) {
            super(kernel.type, kernel);
        }

        @Override
        Column compute(Batch batch) {
            Column column = inputs[0].evaluate(batch);
            int rows = batch.rows();
            byte[] states = strict(column, rows);
            if (states == null) {
                return column;
            }
            for (int i = 0; i < rows; i++) {
                states[i] = states[i] == Column.VALUE ? Column.VALUE : Column.NULL;
            }
            Column copy = column.withoutRaw();
            copy.states = states;
            return copy;
        }
    }
}
