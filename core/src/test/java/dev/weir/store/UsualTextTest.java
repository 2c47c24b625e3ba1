package dev.weir.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsualTextTest {
    private static final long SEED = 7;
    private final UsualText usual = new UsualText();

    private static byte[] padded(String text) {
        return Arrays.copyOf(text.getBytes(US_ASCII), text.length() + 32);
    }

    private boolean is(FieldType type, long value, String text) {
        return usual.is(type, value, padded(text), 0, text.length());
    }

    private String text(FieldType type, long value) {
        byte[] to = new byte[64];
        return new String(to, 3, usual.put(type, value, to, 3) - 3, US_ASCII);
    }

    private void assertUsual(FieldType type, long value, String text) {
        assertTrue(is(type, value, text), text);
        assertEquals(text, text(type, value));
    }

    @Test
    void everyDayOfFourDigitYearsHasItsText() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (LocalDate day = LocalDate.of(0, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
            assertUsual(FieldType.DATE, day.toEpochDay(), day.toString());
        }
        assertFalse(is(FieldType.DATE, last.toEpochDay() + 1, "9999-12-31"));
        assertFalse(is(FieldType.DATE, LocalDate.of(0, 1, 1).toEpochDay() - 1, "0000-01-01"));
    }

    @Test
    void momentsHaveTheirTextWithAndWithoutZone() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            String text = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).toString();
            text = text.length() == 16 ? text + ":00" : text;
            assertUsual(FieldType.DATETIME, second * 2_000_000, text);
            assertUsual(FieldType.DATETIME, second * 2_000_000 + 1, text + "Z");
            assertFalse(is(FieldType.DATETIME, second * 2_000_000 + 1, text));
            assertFalse(is(FieldType.DATETIME, second * 2_000_000, text + "Z"));
            assertFalse(is(FieldType.DATETIME, second * 2_000_000 + 2, text));
        }
    }

    @Test
    void numbersHaveTheirPlainDigits() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long unscaled = random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(12);
            String text = BigDecimal.valueOf(unscaled, scale).toPlainString();
            byte[] bytes = padded(text);
            int digits = text.replace("-", "").length();
            assertEquals(digits <= 18, UsualText.isDecimal(unscaled, scale, bytes, 0, text.length()), text);
            byte[] to = new byte[40];
            if (digits <= 18) {
                assertEquals(text, new String(to, 0, usual.putDecimal(unscaled, scale, to, 0), US_ASCII));
                assertFalse(UsualText.isDecimal(unscaled + 1, scale, bytes, 0, text.length()), text);
            }
        }
    }

    @Test
    void otherTextsOfAValueAreNotTheUsualOne() {
        for (String text : List.of("+5", "05", "5 ", " 5", "5.0", "5.", "", "-5", "5e0", "five")) {
            assertFalse(is(FieldType.INTEGER, 5, text), text);
        }
        for (String text : List.of("1,50", "01.50", "1.5", "1.500", ".150", "1.5O", "+1.50", "150")) {
            assertFalse(UsualText.isDecimal(150, 2, padded(text), 0, text.length()), text);
        }
        assertFalse(UsualText.isDecimal(0, 2, padded("-0.00"), 0, 5));
        for (String text : List.of("TRUE", "1", "truE", "false", "True", "true ")) {
            assertFalse(is(FieldType.BOOLEAN, 1, text), text);
        }
        assertFalse(is(FieldType.BOOLEAN, 0, "falsy"));
        assertFalse(is(FieldType.DATE, 0, "1970-02-01"));
        assertFalse(is(FieldType.DATE, 0, "1970/01/01"));
        assertFalse(is(FieldType.DATETIME, 0, "1970-01-01 00:00:00"));
        assertFalse(is(FieldType.TIME, 0, "00:00:00"));
        assertUsual(FieldType.BOOLEAN, 1, "true");
        assertUsual(FieldType.BOOLEAN, 0, "false");
        assertUsual(FieldType.YEAR, 2024, "2024");
        assertUsual(FieldType.INTEGER, 0, "0");
        assertUsual(FieldType.INTEGER, -17, "-17");
    }
}
