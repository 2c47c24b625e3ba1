package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Geopoint;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The canonical text of a value, and the law that it reads as that value under every option of its field. */
class CanonicalTextTest {
    private static final int VALUES = 150;

    private static void everyValueReadsBack(CellType type, Function<Random, Object> values) {
        long seed = 7_000 + type.field().hashCode();
        Random random = new Random(seed);
        for (int i = 0; i < VALUES; i++) {
            Object value = values.apply(random);
            String text = type.formatValue(value);
            Object read = type.castText(text).valueOrNull();
            Supplier<String> where = () -> "seed " + seed + ", " + type.field().json() + ", value " + value + ", text '"
                    + text + "' reads as " + read;
            assertTrue(isSame(value, read), where);
            assertEquals(text, type.formatValue(value), where);
            assertTrue(readsBack(type, value), where);
        }
    }

    private static boolean readsBack(CellType type, Object value) {
        ColumnBuilder builder = ColumnBuilder.of(type.field());
        builder.append(value);
        Column column = builder.build();
        TextBuffer out = new TextBuffer(1);
        type.format(column, 0, out);
        return type.readsBack(column, 0, out.bytes, 0, out.length);
    }

    private static boolean isSame(Object value, Object read) {
        if (value instanceof BigDecimal number) {
            return read instanceof BigDecimal other && number.compareTo(other) == 0;
        }
        return value.equals(read);
    }

    private static Object number(Random random) {
        BigInteger digits = new BigInteger(random.nextInt(200), random);
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(19));
            case 4 -> new BigDecimal(BigInteger.valueOf(random.nextInt(100)), random.nextInt(800) - 400);
            case 5 -> new BigDecimal(digits.negate(), random.nextInt(60) - 20);
            default -> BigDecimal.valueOf(random.nextInt(10_000_000) - 5_000_000, random.nextInt(6));
        };
    }

    private static Object integer(Random random) {
        return random.nextInt(5) == 0
                ? large(new BigInteger(64 + random.nextInt(100), random).negate())
                : (Object) (random.nextLong() >> random.nextInt(64));
    }

    private static Object large(BigInteger number) {
        return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }

    @Test
    void numbersAndIntegersReadBackUnderEveryOption() {
        for (String decimal : List.of(".", ",", "@", "\u066b", "::")) {
            for (String group : List.of("", ",", ".", " ", "'", "\u00a0", "##")) {
                for (boolean bare : new boolean[] {true, false}) {
                    Object[] options = {"decimalChar", decimal, "groupChar", group, "bareNumber", bare};
                    if (CellType.problems(Cells.field(FieldType.NUMBER, options))
                            .isEmpty()) {
                        everyValueReadsBack(Cells.type(FieldType.NUMBER, options), CanonicalTextTest::number);
                    }
                    everyValueReadsBack(
                            Cells.type(FieldType.INTEGER, "groupChar", group, "bareNumber", bare),
                            CanonicalTextTest::integer);
                }
            }
        }
    }

    private static LocalDate date(Random random) {
        return LocalDate.ofEpochDay(random.nextInt(3_650_000) - 719_528);
    }

    @Test
    void datesReadBackUnderEveryFormat() {
        for (String format : List.of(
                "default",
                "any",
                "%d/%m/%Y",
                "%Y%m%d",
                "%d %b %Y",
                "%A, %d %B %Y",
                "%Y-%j",
                "%G-W%V-%u",
                "%Y %U %w",
                "%Y %W %a",
                "%F",
                "%e %h %Y",
                "%m%d%Y",
                "%C%y-%m-%d",
                "%Y \u5e74 %m \u6708 %d \u65e5",
                "100%% %Y-%m-%d")) {
            everyValueReadsBack(Cells.type(FieldType.DATE, "format", format), CanonicalTextTest::date);
        }
        everyValueReadsBack(
                Cells.type(FieldType.DATE, "format", "%x"),
                random -> LocalDate.of(1969, 1, 1).plusDays(random.nextInt(36_524)));
        everyValueReadsBack(
                Cells.type(FieldType.DATE, "format", "%m/%Y"),
                random -> date(random).withDayOfMonth(1));
    }

    @Test
    void timesReadBackUnderEveryFormat() {
        for (String format : List.of("default", "any", "%H%M%S", "%I:%M:%S %p", "%r", "%T", "%X", "%S %M %H", "%T%z")) {
            everyValueReadsBack(
                    Cells.type(FieldType.TIME, "format", format),
                    random -> LocalTime.ofSecondOfDay(random.nextInt(86_400)));
        }
        everyValueReadsBack(
                Cells.type(FieldType.TIME, "format", "%H:%M:%S.%f"),
                random ->
                        LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L + random.nextInt(1000) * 1000L));
        everyValueReadsBack(
                Cells.type(FieldType.TIME, "format", "any"),
                random -> LocalTime.ofNanoOfDay(Math.floorMod(random.nextLong(), 86_400_000_000_000L)));
    }

    private static LocalDateTime local(Random random) {
        LocalDateTime seconds = date(random).atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400)));
        return seconds;
    }

    private static Object anyDatetime(Random random) {
        LocalDateTime time = switch (random.nextInt(5)) {
            case 0 -> local(random).plusNanos(random.nextInt(1_000_000_000));
            case 1 -> local(random).plusNanos(random.nextInt(1_000) * 1_000_000L);
            case 2 -> local(random).plusYears(random.nextInt(1_800_000_000) - 900_000_000);
            default -> local(random);
        };
        return random.nextBoolean() ? time : time.atOffset(ZoneOffset.UTC);
    }

    @Test
    void datetimesReadBackUnderEveryFormat() {
        everyValueReadsBack(Cells.type(FieldType.DATETIME), CanonicalTextTest::anyDatetime);
        everyValueReadsBack(Cells.type(FieldType.DATETIME, "format", "any"), CanonicalTextTest::anyDatetime);
        for (String format : List.of("%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H.%M.%S", "%c", "%F %r", "%Y%m%d%H%M%S")) {
            everyValueReadsBack(Cells.type(FieldType.DATETIME, "format", format), CanonicalTextTest::local);
        }
        for (String format : List.of("%s", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %T %Z")) {
            everyValueReadsBack(
                    Cells.type(FieldType.DATETIME, "format", format),
                    random -> local(random).atOffset(ZoneOffset.UTC));
        }
        everyValueReadsBack(
                Cells.type(FieldType.DATETIME, "format", "%F %T.%f"),
                random -> local(random).plusNanos(random.nextInt(1_000_000) * 1000L));
    }

    @Test
    void otherTypesReadBack() {
        everyValueReadsBack(Cells.type(FieldType.YEAR), random -> random.nextLong() % 1_000_000);
        everyValueReadsBack(
                Cells.type(FieldType.YEARMONTH),
                random -> YearMonth.of(random.nextInt(20_000) - 10_000, 1 + random.nextInt(12)));
        everyValueReadsBack(Cells.type(FieldType.DURATION), random -> {
            int sign = random.nextBoolean() ? 1 : -1;
            return new CalendarDuration(
                    sign * (long) (random.nextInt(3) * random.nextInt(500)),
                    BigDecimal.valueOf(sign * (random.nextLong() >>> 24 + random.nextInt(40)), random.nextInt(10)));
        });
        for (String format : List.of("default", "array", "object")) {
            everyValueReadsBack(
                    Cells.type(FieldType.GEOPOINT, "format", format),
                    random -> new Geopoint(
                            BigDecimal.valueOf(random.nextInt(3600) - 1800, 1),
                            BigDecimal.valueOf(random.nextInt(18_000) - 9000, 2)));
        }
        everyValueReadsBack(Cells.type(FieldType.BOOLEAN), Random::nextBoolean);
        everyValueReadsBack(
                Cells.type(
                        FieldType.BOOLEAN, "trueValues", List.of("oui, certainement"), "falseValues", List.of("", "n")),
                random -> true);
        everyValueReadsBack(
                Cells.type(FieldType.STRING),
                random ->
                        "x" + Cells.random("a\u00e9\ud83d\ude00\n\"", 5, random).replaceAll("[\ud800-\udfff]", "s"));
        everyValueReadsBack(
                Cells.type(FieldType.OBJECT),
                random -> JsonObject.EMPTY
                        .with("a", Json.of(random.nextLong()))
                        .with("b", JsonArray.of(List.of(Json.of("\u00e9\"\n"), Json.of(true)))));
    }

    @Test
    void listsReadBackUnderEveryItemType() {
        everyValueReadsBack(
                Cells.type(FieldType.LIST, "delimiter", " | "),
                random -> List.of("a,b", Cells.random("xyz", 3, random)));
        everyValueReadsBack(
                Cells.type(FieldType.LIST, "itemType", "integer"), random -> List.of(integer(random), integer(random)));
        everyValueReadsBack(Cells.type(FieldType.LIST, "itemType", "date"), random -> List.of(date(random)));
        everyValueReadsBack(Cells.type(FieldType.LIST, "itemType", "time"), random -> List.of(LocalTime.NOON));
        everyValueReadsBack(Cells.type(FieldType.LIST, "itemType", "boolean"), random -> List.of(random.nextBoolean()));
        everyValueReadsBack(Cells.type(FieldType.LIST, "itemType", "datetime"), random -> List.of(anyDatetime(random)));
    }

    @Test
    void canonicalTextIsAFunctionOfTheValue() {
        CellType number = Cells.type(FieldType.NUMBER);
        assertEquals("10.5", number.formatValue(new BigDecimal("10.500")));
        assertEquals("1000", number.formatValue(new BigDecimal("1E+3")));
        assertEquals("0", number.formatValue(new BigDecimal("-0.00")));
        assertEquals("0.0000001", number.formatValue(new BigDecimal("1E-7")));
        assertEquals("-0.05", number.formatValue(new BigDecimal("-0.050")));
        assertEquals("-9223372036854775808", number.formatValue(new BigDecimal(Long.MIN_VALUE)));
        assertEquals("-INF", number.formatValue(Double.NEGATIVE_INFINITY));
        assertEquals(
                "1.234.567,5",
                Cells.type(FieldType.NUMBER, "groupChar", ".", "decimalChar", ",")
                        .formatValue(new BigDecimal("1234567.50")));
        assertEquals("-123", Cells.type(FieldType.INTEGER, "groupChar", ",").formatValue(-123L));
        assertEquals(
                "-9,223,372,036,854,775,808",
                Cells.type(FieldType.INTEGER, "groupChar", ",").formatValue(Long.MIN_VALUE));
        CellType datetime = Cells.type(FieldType.DATETIME);
        assertEquals(
                "2024-01-26T20:00:00.3Z", datetime.formatValue(OffsetDateTime.parse("2024-01-26T15:00:00.300-05:00")));
        assertEquals("-0044-03-15T00:00:00", datetime.formatValue(LocalDateTime.of(-44, 3, 15, 0, 0)));
        assertEquals("PT0S", Cells.type(FieldType.DURATION).formatValue(new CalendarDuration(0, BigDecimal.ZERO)));
        assertEquals(
                "-P1Y2M3DT0.5S",
                Cells.type(FieldType.DURATION).formatValue(new CalendarDuration(-14, new BigDecimal("-259200.50"))));
        assertEquals("0007", Cells.type(FieldType.YEAR).formatValue(7L));
        assertEquals(
                "ja",
                Cells.type(FieldType.BOOLEAN, "trueValues", List.of("ja", "j")).formatValue(true));
        assertEquals(
                "false",
                Cells.type(FieldType.BOOLEAN, "trueValues", List.of("ja", "j")).formatValue(false));
    }

    @Test
    void aValueWithoutATextUnderItsFieldDoesNotReadBack() {
        assertFalse(readsBack(Cells.type(FieldType.DATE), LocalDate.of(12024, 1, 1)));
        assertFalse(readsBack(Cells.type(FieldType.DATE), LocalDate.of(-1, 1, 1)));
        assertFalse(readsBack(Cells.type(FieldType.DATE, "format", "%m/%Y"), LocalDate.of(2024, 1, 2)));
        assertFalse(readsBack(Cells.type(FieldType.TIME), LocalTime.of(1, 2, 3, 4)));
        assertFalse(readsBack(Cells.type(FieldType.STRING), ""));
        assertFalse(readsBack(Cells.type(FieldType.STRING, "format", "email"), "nobody"));
        assertFalse(readsBack(Cells.type(FieldType.LIST), List.of("a,b")));
        assertFalse(
                readsBack(Cells.type(FieldType.DATETIME, "format", "%F %T"), Instant.EPOCH.atOffset(ZoneOffset.UTC)));
        assertFalse(readsBack(Cells.type(FieldType.DURATION), new CalendarDuration(1, BigDecimal.ONE.negate())));
        assertFalse(readsBack(Cells.type(FieldType.BOOLEAN, "trueValues", List.of()), true));
        CellType zeroIsMissing = CellType.of(Cells.field(FieldType.INTEGER), Cells.missing("0", "-"));
        assertFalse(readsBack(zeroIsMissing, 0L));
        assertTrue(readsBack(zeroIsMissing, 1L));
        TextBuffer zero = new TextBuffer(1);
        zero.put("0");
        assertTrue(zeroIsMissing.readsAsMissing(zero));
    }
}
