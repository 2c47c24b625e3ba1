package dev.weir.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of bytes is that of values, and equal bytes are equal values. */
class OrderedBytesTest {
    private static final int ROWS = 400;

    @Test
    void theOrderOfBytesIsThatOfValues() {
        int types = 0;
        for (FieldType type : FieldType.values()) {
            if (!OrderedBytes.isFor(type)) {
                assertThrows(RefusedException.class, () -> OrderedBytes.require(type));
                continue;
            }
            types++;
            for (long seed = 1; seed <= 3; seed++) {
                Random random = new Random(seed);
                Column column = column(type, random);
                Column other = column(type, random);
                requireOrder(column, other, type + ", seed " + seed);
            }
        }
        assertEquals(10, types);
    }

    private static void requireOrder(Column a, Column b, String context) {
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < ROWS; k++) {
                boolean nullA = a.isNull(i);
                boolean nullB = b.isNull(k);
                int order = nullA || nullB ? Boolean.compare(nullA, nullB) : Integer.signum(a.compare(i, b, k));
                int i0 = i;
                int k0 = k;
                String both = context + ": " + a.value(i0) + " and " + b.value(k0);
                assertEquals(order, compared(a, i, b, k, false), both);
                assertEquals(nullA || nullB ? order : -order, compared(a, i, b, k, true), both + " descending");
            }
        }
    }

    private static int compared(Column a, int i, Column b, int k, boolean descending) {
        boolean[] direction = {descending};
        byte[] left = OrderedBytes.of(new Column[] {a}, direction, i);
        byte[] right = OrderedBytes.of(new Column[] {b}, direction, k);
        int order = Integer.signum(Arrays.compareUnsigned(left, right));
        boolean begins = left.length < right.length && Arrays.equals(left, 0, left.length, right, 0, left.length);
        assertTrue(order == 0 || !begins, "no cell's bytes begin another's");
        return order;
    }

    @Test
    void cellsBehindEachOtherAreOrderedByTheFirstThenTheSecond() {
        Random random = new Random(5);
        FieldType[] types = {FieldType.STRING, FieldType.NUMBER, FieldType.INTEGER, FieldType.DATETIME};
        for (FieldType first : types) {
            for (FieldType second : types) {
                Column[] columns = {column(first, random), column(second, random)};
                boolean[] descending = {random.nextBoolean(), random.nextBoolean()};
                for (int i = 0; i < 2_000; i++) {
                    int a = random.nextInt(ROWS);
                    int b = random.nextInt(ROWS);
                    int order = compared(columns[0], a, columns[0], b, descending[0]);
                    order = order != 0 ? order : compared(columns[1], a, columns[1], b, descending[1]);
                    byte[] left = OrderedBytes.of(columns, descending, a);
                    byte[] right = OrderedBytes.of(columns, descending, b);
                    assertEquals(order, Integer.signum(Arrays.compareUnsigned(left, right)), first + ", " + second);
                }
            }
        }
    }

    @Test
    void whatIsBehindAPrefixIsGreaterThanAllThatBeginsWithIt() {
        assertEquals("[2]", Arrays.toString(OrderedBytes.behind(new byte[] {1, -1, -1})));
        assertEquals("[1, 3]", Arrays.toString(OrderedBytes.behind(new byte[] {1, 2})));
        assertEquals(0, OrderedBytes.behind(new byte[] {-1}).length);
    }

    @Test
    void valuesAreReadBack() {
        int types = 0;
        for (FieldType type : FieldType.values()) {
            types += OrderedCells.isFor(type) ? 1 : 0;
            for (long seed = 1; seed <= 20 && OrderedCells.isFor(type); seed++) {
                Column column = column(type, new Random(seed));
                ColumnBuilder read = ColumnBuilder.of(type);
                for (int i = 0; i < ROWS; i++) {
                    byte[] bytes = OrderedBytes.of(new Column[] {column}, i);
                    byte[] within = new byte[bytes.length + 2];
                    System.arraycopy(bytes, 0, within, 1, bytes.length);
                    OrderedCells.read(within, 1, bytes.length + 1, read, type);
                }
                Column back = read.build();
                for (int i = 0; i < ROWS; i++) {
                    String context = type + ", seed " + seed + ": " + column.value(i) + " and " + back.value(i);
                    assertEquals(column.isNull(i), back.isNull(i), context);
                    assertTrue(column.isNull(i) || column.compare(i, back, i) == 0, context);
                }
            }
        }
        assertEquals(9, types);
    }

    private static Column column(FieldType type, Random random) {
        ColumnBuilder column = ColumnBuilder.of(type);
        for (int i = 0; i < ROWS; i++) {
            column.append(random.nextInt(20) == 0 ? null : value(type, random));
        }
        return column.build();
    }

    private static @Nullable Object value(FieldType type, Random random) {
        return switch (type) {
            case INTEGER, YEAR -> integer(random);
            case NUMBER -> number(random);
            case BOOLEAN -> random.nextBoolean();
            case DATE -> LocalDate.ofEpochDay(random.nextInt(40) - 20 + (long) random.nextInt(3) * 70_000);
            case TIME -> LocalTime.ofNanoOfDay(random.nextInt(9) * (random.nextBoolean() ? 1L : 7_000_000_001L));
            case YEARMONTH -> YearMonth.of(random.nextInt(5) - 2, 1 + random.nextInt(12));
            case DATETIME -> datetime(random);
            default -> text(random);
        };
    }

    private static Object integer(Random random) {
        BigInteger wide = new BigInteger(1 + random.nextInt(140), random);
        BigInteger value = random.nextBoolean() ? wide.negate() : wide;
        return switch (random.nextInt(4)) {
            case 0 -> (long) random.nextInt(300) - 150;
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(2) : Long.MIN_VALUE + random.nextInt(2);
            case 2 -> BigInteger.ONE.shiftLeft(63 + random.nextInt(10)).subtract(BigInteger.valueOf(random.nextInt(2)));
            default -> value.bitLength() < 64 ? (Object) value.longValue() : value;
        };
    }

    private static Object number(Random random) {
        BigInteger digits = new BigInteger(1 + random.nextInt(90), random);
        return switch (random.nextInt(8)) {
            case 0 ->
                new Object[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, BigDecimal.ZERO}
                        [random.nextInt(4)];
            case 1, 2 -> new BigDecimal(BigInteger.valueOf(random.nextInt(200) - 100), random.nextInt(4));
            case 3 -> new BigDecimal(BigInteger.valueOf(random.nextInt(20) - 10L), random.nextInt(400) - 200);
            case 4 -> BigDecimal.valueOf((random.nextInt(20) - 10) * 10L, 1 + random.nextInt(2));
            default -> new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(30));
        };
    }

    private static Object datetime(Random random) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(random.nextInt(5) - 2L, 0, ZoneOffset.UTC)
                .plusNanos(random.nextInt(3) * (random.nextBoolean() ? 1L : 1_000L))
                .plusYears(random.nextInt(12) == 0 ? 200_000 : 0);
        return random.nextBoolean() ? time : (Object) OffsetDateTime.of(time, ZoneOffset.UTC);
    }

    private static Object text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.appendCodePoint(new int[] {0, 1, 'a', 'b', 0xe9, 0xffee, 0x1f600}[random.nextInt(7)]);
        }
        return text.toString();
    }
}
