package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The hot loops against plain readers made of regular expressions, {@code BigDecimal} and {@code java.time}. */
class FastCastTest {
    private static final int ROUNDS = 15;
    private static final int ROWS = 700;
    /** What the plain readers give for a text that is not of the type. */
    private static final Object BAD = "bad";

    private static final BigInteger LIMIT = BigInteger.valueOf(6144);
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME = Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})");
    private static final Pattern DATETIME =
            Pattern.compile("(-?(?:[1-9]\\d{4,}|\\d{4}))-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)"
                    + "(\\.\\d+)?(Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?");

    @Test
    void integersAreReadAsBigIntegerReadsThem() {
        compare(FieldType.INTEGER, "default", "0123456789+- .e\u00e9", FastCastTest::integer, random -> {
            String digits = Cells.random("0123456789", random.nextInt(26), random);
            return (random.nextInt(3) == 0 ? "-" : "") + digits;
        });
    }

    @Test
    void numbersAreReadAsBigDecimalReadsThem() {
        compare(FieldType.NUMBER, "default", "0123456789+-. eENnaIiFf\u00e9", FastCastTest::number, random -> {
            String whole = Cells.random("0123456789", random.nextInt(14), random);
            String fraction = random.nextBoolean() ? "" : "." + Cells.random("0123456789", random.nextInt(12), random);
            String exponent = random.nextInt(10) == 0 ? "E" + (random.nextInt(60) - 30) : "";
            String special = List.of("NaN", "INF", "-INF", "nan", "inf", "-inf").get(random.nextInt(6));
            String sign = random.nextInt(3) == 0 ? "-" : "";
            return random.nextInt(30) == 0 ? special : sign + whole + fraction + exponent;
        });
    }

    @Test
    void datesAreReadAsJavaTimeReadsThem() {
        compare(FieldType.DATE, "default", "0123456789-/ T\u00e9", FastCastTest::date, FastCastTest::randomDate);
    }

    @Test
    void datetimesAreReadAsJavaTimeReadsThem() {
        compare(FieldType.DATETIME, "default", "0123456789-+:.TZ \u00e9", FastCastTest::datetime, random -> {
            String time = String.format("%02d:%02d:%02d", random.nextInt(26), random.nextInt(61), random.nextInt(61));
            String fraction =
                    random.nextInt(3) == 0 ? "." + Cells.random("0123456789", random.nextInt(11), random) : "";
            String zone =
                    List.of("", "Z", "+02:00", "-14:00", "+14:01", "z", "+0200").get(random.nextInt(7));
            return randomDate(random) + "T" + time + fraction + zone;
        });
    }

    @Test
    void timesAreReadAsJavaTimeReadsThem() {
        compare(
                FieldType.TIME,
                "default",
                "0123456789-+:.TZ \u00e9",
                FastCastTest::time,
                random -> String.format("%02d:%02d:%02d", random.nextInt(26), random.nextInt(61), random.nextInt(61)));
    }

    @Test
    void booleansAreReadAsAMapReadsThem() {
        Map<String, Boolean> values = Map.of(
                "true", true, "True", true, "TRUE", true, "1", true, "false", false, "False", false, "FALSE", false,
                "0", false);
        List<String> texts = List.copyOf(values.keySet());
        compare(
                FieldType.BOOLEAN,
                "default",
                "truefalsTRUE01 \0\u00e9",
                text -> values.containsKey(text) ? values.get(text) : BAD,
                random -> texts.get(random.nextInt(texts.size())));
    }

    @Test
    void emailsAreReadAsARegularExpressionReadsThem() {
        String label = "(?!-)[a-zA-Z0-9\\x80-\\x{10ffff}-]{1,63}(?<!-)";
        Pattern email = Pattern.compile("(?=[^@]{1,64}@[^@]{1,253}$)[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\x80-\\x{10ffff}-]+"
                + "(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\x80-\\x{10ffff}-]+)*@(" + label + "\\.)+(?!\\d+$)" + label);
        compare(
                FieldType.STRING,
                "email",
                "abzAZ019.-_+@ !\u00e9",
                text -> email.matcher(text).matches() ? text : BAD,
                random -> Cells.random("abz09.-_+", 1 + random.nextInt(12), random) + "@"
                        + Cells.random("abz09.-", 1 + random.nextInt(14), random) + ".or"
                        + (random.nextInt(4) == 0 ? "9" : "g"));
    }

    @Test
    void uniformScaleIsThatOfAllCellsWithAValue() {
        CellType type = Cells.type(FieldType.NUMBER);
        DecimalColumn column = (DecimalColumn) type.allocate(1);
        Map<List<String>, Integer> scales = Map.of(
                List.of("1.25", "-3.50", ".00"), 2,
                List.of("1.25", "", "bad", "0.10"), 2,
                List.of("1", "2", "+3 "), 0,
                List.of("1.25", "1.2"), -1,
                List.of("1.25", "NaN"), -1,
                List.of("NaN", "NaN"), -1,
                List.of("1.25", "", "1"), -1,
                List.of("12345678901234567890.12", "1.25"), -1,
                List.of("", ""), -1,
                List.of(), -1);
        scales.forEach((cells, scale) -> {
            type.cast(Cells.slices(cells, new Random(1)), cells.size(), column);
            assertEquals(scale, column.uniformScale, cells.toString());
        });
    }

    @Test
    void aColumnIsFilledAgainWithoutATraceOfWhatItHeld() {
        CellType type = Cells.type(FieldType.INTEGER);
        LongColumn column = (LongColumn) type.allocate(2);
        type.cast(Cells.slices(List.of("", "x", "99999999999999999999"), new Random(1)), 3, column);
        assertEquals(Column.NULL, column.states[0]);
        assertEquals(Column.BAD, column.states[1]);
        assertEquals(new BigInteger("99999999999999999999"), column.value(2));
        type.cast(Cells.slices(List.of("1", "2", "3"), new Random(2)), 3, column);
        assertEquals(null, column.states);
        assertEquals(3L, column.value(2));
    }

    private static void compare(
            FieldType kind,
            String format,
            String alphabet,
            Function<String, Object> reader,
            Function<Random, String> good) {
        long seed = 20_240_101L + kind.ordinal();
        Random random = new Random(seed);
        CellType type = Cells.type(kind, "format", format);
        Column column = type.allocate(ROWS / 2);
        int values = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> cells = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                String text = good.apply(random);
                int treatment = random.nextInt(10);
                if (treatment == 0) {
                    text = Cells.random(alphabet, random.nextInt(26), random);
                } else if (treatment < 5) {
                    text = Cells.nearMiss(text, alphabet, random);
                }
                cells.add(text);
            }
            Slices slices = Cells.slices(cells, random);
            type.cast(slices, ROWS, column);
            for (int row = 0; row < ROWS; row++) {
                String text = cells.get(row);
                Object expected = text.isEmpty() ? null : reader.apply(text);
                Object got = column.isBad(row) ? BAD : column.value(row);
                assertEquals(expected, normal(got), () -> "seed " + seed + ", cell '" + text + "'");
                values += column.isNull(row) ? 0 : 1;
            }
        }
        assertTrue(values > ROUNDS * ROWS / 10, values + " values");
    }

    private static Object normal(Object value) {
        return value instanceof BigDecimal number ? plain(number) : value;
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static String trim(String text) {
        return text.replaceAll("^[ \t\r\n]+|[ \t\r\n]+$", "");
    }

    private static Object integer(String text) {
        String trimmed = trim(text);
        if (!trimmed.matches("[+-]?[0-9]+")) {
            return BAD;
        }
        BigInteger whole = new BigInteger(trimmed);
        return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
    }

    private static Object number(String text) {
        String trimmed = trim(text);
        if (trimmed.matches("(?i)nan|-?inf")) {
            return trimmed.startsWith("-")
                    ? Double.NEGATIVE_INFINITY
                    : trimmed.toLowerCase(java.util.Locale.ROOT).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        if (!trimmed.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([Ee][+-]?[0-9]+)?")) {
            return BAD;
        }
        boolean tooLarge = trimmed.matches(".*[Ee].*") && exponent(trimmed).compareTo(LIMIT) > 0;
        return tooLarge ? BAD : plain(new BigDecimal(trimmed));
    }

    private static BigInteger exponent(String text) {
        return new BigInteger(text.replaceAll("(?i).*e", "")).abs();
    }

    private static String randomDate(Random random) {
        return String.format(
                "%04d-%02d-%02d",
                random.nextInt(4) == 0 ? random.nextInt(10_000) : 1890 + random.nextInt(220),
                random.nextInt(14),
                random.nextInt(33));
    }

    private static Object date(String text) {
        Matcher parts = DATE.matcher(text);
        try {
            return parts.matches() ? LocalDate.of(part(parts, 1), part(parts, 2), part(parts, 3)) : BAD;
        } catch (DateTimeException noSuchDay) {
            return BAD;
        }
    }

    private static Object time(String text) {
        Matcher parts = TIME.matcher(text);
        try {
            return parts.matches() ? LocalTime.of(part(parts, 1), part(parts, 2), part(parts, 3)) : BAD;
        } catch (DateTimeException noSuchTime) {
            return BAD;
        }
    }

    private static int part(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static Object datetime(String text) {
        Matcher parts = DATETIME.matcher(text);
        if (!parts.matches() || parts.group(1).length() > 9) {
            return BAD;
        }
        String fraction = parts.group(7) == null ? "." : parts.group(7);
        String nanos = (fraction.substring(1) + "000000000").substring(0, 9);
        if (!fraction.substring(Math.min(10, fraction.length())).matches("0*")) {
            return BAD;
        }
        boolean midnight = part(parts, 4) == 24;
        if (midnight && !(parts.group(5) + parts.group(6) + nanos).matches("0+")) {
            return BAD;
        }
        try {
            LocalDateTime local = LocalDate.of(part(parts, 1), part(parts, 2), part(parts, 3))
                    .plusDays(midnight ? 1 : 0)
                    .atTime(midnight ? 0 : part(parts, 4), part(parts, 5), part(parts, 6), Integer.parseInt(nanos));
            return parts.group(8) == null
                    ? local
                    : OffsetDateTime.of(local, ZoneOffset.of(parts.group(8))).withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchTime) {
            return BAD;
        }
    }
}
