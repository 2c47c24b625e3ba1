package dev.weir.row;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded random tables: every type, missing and bad cells, duplicates, extreme values, raw text. */
public final class RandomRows {
    private final Random random;

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /** A field of every type. */
    public static Schema everyType() {
        List<Field> fields = new ArrayList<>();
        for (FieldType type : FieldType.values()) {
            fields.add(Field.of(type.text(), type));
        }
        return Schema.of(fields);
    }

    /** A table of one batch, labels 0, 1, 2 …. */
    public Batch table(Schema schema, int rows) {
        List<Column> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(column(field, rows, random.nextInt(4) == 0 ? 3 : 40));
        }
        return new Batch(schema, rows, columns, 0, null);
    }

    /** The same rows, cut into batches of random sizes from 1 row. */
    public List<Batch> cut(Batch table, int largest) {
        List<Batch> batches = new ArrayList<>();
        for (int at = 0; at < table.rows(); ) {
            int size = Math.min(table.rows() - at, 1 + random.nextInt(largest));
            int[] rows = new int[size];
            for (int i = 0; i < size; i++) {
                rows[i] = at + i;
            }
            batches.add(table.gather(rows, size));
            at += size;
        }
        return batches;
    }

    private Column column(Field field, int rows, int distinct) {
        Object[] pool = new Object[distinct];
        for (int i = 0; i < distinct; i++) {
            pool[i] = value(field.type());
        }
        boolean nulls = random.nextInt(3) > 0;
        ColumnBuilder builder = ColumnBuilder.of(field);
        for (int i = 0; i < rows; i++) {
            builder.append(nulls && random.nextInt(6) == 0 ? null : pool[random.nextInt(distinct)]);
        }
        Column column = builder.build();
        if (random.nextBoolean()) {
            raw(column, field, rows);
        }
        return column;
    }

    private void raw(Column column, Field field, int rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[Slices.PAD_FRONT]);
        int[] raw = new int[2 * rows];
        int[] text = new int[2 * rows];
        boolean absent = random.nextInt(3) == 0;
        boolean quotes = random.nextBoolean();
        for (int i = 0; i < rows; i++) {
            boolean quoted = quotes && random.nextInt(3) == 0;
            raw[2 * i] = bytes.size();
            bytes.writeBytes((quoted ? "\"" : "").getBytes(StandardCharsets.UTF_8));
            text[2 * i] = bytes.size();
            bytes.writeBytes(String.valueOf(column.value(i)).getBytes(StandardCharsets.UTF_8));
            text[2 * i + 1] = bytes.size();
            bytes.writeBytes((quoted ? "\"" : "").getBytes(StandardCharsets.UTF_8));
            raw[2 * i + 1] = bytes.size();
            if (absent && random.nextInt(4) == 0) {
                raw[2 * i] = -1;
                raw[2 * i + 1] = -1;
            } else if (column.isNull(i) && random.nextBoolean()) {
                column.states[i] = Column.BAD;
            }
        }
        bytes.writeBytes(new byte[Slices.PAD_BEHIND]);
        byte[] buffer = bytes.toByteArray();
        column.raw =
                new RawText(Slices.ofPairs(buffer, raw), new Physical(Dialect.DEFAULT, field, MissingValue.DEFAULT));
        if (column instanceof TextColumn texts) {
            texts.slices = Slices.ofPairs(buffer, text);
        }
    }

    /** A value of {@code type}, never missing. */
    public Object value(FieldType type) {
        return switch (type) {
            case STRING, ANY -> text();
            case NUMBER -> number();
            case INTEGER -> integer();
            case BOOLEAN -> random.nextBoolean();
            case DATE ->
                LocalDate.ofEpochDay(random.nextInt(10) == 0 ? -700_000_000_000L / 2 : random.nextInt(800) - 400);
            case TIME -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
            case YEAR -> (long) random.nextInt(3000) - 500;
            case YEARMONTH -> YearMonth.of(2000 + random.nextInt(9), 1 + random.nextInt(12));
            case DATETIME -> datetime();
            case DURATION -> new CalendarDuration(random.nextInt(40) - 20, new BigDecimal(random.nextInt(100) - 50));
            case GEOPOINT -> new Geopoint(new BigDecimal(random.nextInt(180)), new BigDecimal(random.nextInt(90)));
            case LIST -> List.of(text(), text());
            case ARRAY -> JsonReader.read(("[" + random.nextInt(9) + "]").getBytes(StandardCharsets.UTF_8), "");
            case OBJECT, GEOJSON ->
                JsonReader.read(("{\"a\":" + random.nextInt(9) + "}").getBytes(StandardCharsets.UTF_8), "");
        };
    }

    private String text() {
        String[] parts = {"a", "b", "ab", "é", "東", "\u0000", "x", "EUR", "\ud83d\ude00", "\uffee", " ", "longer text "
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private Object number() {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> new BigDecimal("1e30").multiply(new BigDecimal(random.nextInt(7) - 3));
            case 4 -> new BigDecimal("0.00000000000000000000001").multiply(new BigDecimal(random.nextInt(7) - 3));
            case 5 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(19));
            case 6 -> BigDecimal.valueOf(random.nextInt(20) - 10).setScale(random.nextInt(4));
            default -> BigDecimal.valueOf(random.nextInt(2000) - 1000, random.nextInt(3));
        };
    }

    private Object integer() {
        return switch (random.nextInt(10)) {
            case 0 ->
                BigInteger.TWO.pow(64 + random.nextInt(2)).multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            case 2 -> random.nextLong();
            default -> (long) random.nextInt(20) - 10;
        };
    }

    private Object datetime() {
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0)
                .plusSeconds(random.nextInt(3))
                .plusNanos(random.nextInt(4) == 0 ? random.nextInt(2000) : 0);
        return random.nextBoolean() ? time : time.atOffset(ZoneOffset.UTC);
    }
}
