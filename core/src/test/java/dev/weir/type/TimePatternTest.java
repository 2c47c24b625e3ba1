package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimePatternTest {

    /** {@code strptime.txt} is what CPython's {@code datetime.strptime} gave for random and damaged texts. */
    @Test
    void patternsReadWhatPythonReads() throws IOException {
        int count = 0;
        for (String line : lines("strptime.txt")) {
            String[] parts = line.split("\\|", -1);
            if (line.startsWith("#") || parts.length != 3) {
                continue;
            }
            String pattern = parts[0].replace("\\t", "\t");
            Object value = Cells.type(FieldType.DATETIME, "format", pattern)
                    .castText(parts[1])
                    .valueOrNull();
            assertEquals(parts[2], text(value), line);
            count++;
        }
        assertTrue(count > 500, count + " lines");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = TimePatternTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String text(Object value) {
        if (value == null) {
            return "ERROR";
        }
        LocalDateTime local = value instanceof OffsetDateTime utc ? utc.toLocalDateTime() : (LocalDateTime) value;
        return String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d.%06d%s",
                local.getYear(),
                local.getMonthValue(),
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond(),
                local.getNano() / 1000,
                value instanceof OffsetDateTime ? "Z" : "");
    }

    @Test
    void directivesOfCAreRead() {
        assertEquals("2024-01-26T15:00:00.000000Z", read("%s", "1706281200"));
        assertEquals("1969-12-31T23:59:59.000000Z", read("%s", "-1"));
        assertEquals("ERROR", read("%s", "-"));
        assertEquals("ERROR", read("%s", "999999999999999999"));
        assertEquals("2024-01-26T15:00:00.000000Z", read("%F %T %Z", "2024-01-26 15:00:00 UTC"));
        assertEquals("2024-01-06T15:00:00.000000", read("%c", "Sat Jan  6 15:00:00 2024"));
        assertEquals("2024-01-26T00:00:00.000000", read("%D", "01/26/24"));
        assertEquals("1824-01-26T00:00:00.000000", read("%C%y%m%d", "18240126"));
        assertEquals("ERROR", read("%Z", "CET"));
    }

    private static String read(String pattern, String text) {
        return text(
                Cells.type(FieldType.DATETIME, "format", pattern).castText(text).valueOrNull());
    }

    @Test
    void whatIsNoPatternIsAProblemOfTheField() {
        for (String format : List.of("invalid", "YYYY-MM-DD", "%Y-%Q", "%Y-%m-%", "%d/%d/%Y", "%Ey", "", "%F %Y")) {
            assertEquals(
                    1,
                    CellType.problems(Cells.field(FieldType.DATE, "format", format))
                            .size(),
                    format);
        }
        assertEquals(
                1,
                CellType.problems(Cells.field(FieldType.DATE, "format", "%H:%M"))
                        .size());
        assertEquals(
                1,
                CellType.problems(Cells.field(FieldType.TIME, "format", "%Y")).size());
        assertEquals(
                List.of("format \"YYYY\" is not default, any or a strptime pattern as \"%d/%m/%Y\""),
                CellType.problems(Cells.field(FieldType.DATETIME, "format", "YYYY")));
        assertEquals(List.of(), CellType.problems(Cells.field(FieldType.DATE, "format", "fmt:%Y")));
    }

    @Test
    void daysAreThoseOfJavaTime() {
        Random random = new Random(5);
        Moment moment = new Moment();
        for (int i = 0; i < 20_000; i++) {
            long day = random.nextInt() * (i % 2 == 0 ? 1L : 80L);
            LocalDate date = LocalDate.ofEpochDay(day);
            moment.setDate(day);
            assertEquals(date, LocalDate.of((int) moment.year, moment.month, moment.day));
            assertEquals(day, Moment.epochDay(moment.year, moment.month, moment.day));
        }
    }

    @Test
    void everyDayOfTenThousandYearsIsReadByTheFastWay() {
        long expected = LocalDate.of(0, 1, 1).toEpochDay();
        for (int year = 0; year < 10_000; year++) {
            for (int month = 0; month < 100; month++) {
                for (int day = 0; day < (month <= 13 ? 100 : 2); day++) {
                    int read = DateType.epochDay(word(year, month), '0' + day / 10 | '0' + day % 10 << 8 | 0x2c0000);
                    if (Moment.isDate(year, month, day)) {
                        assertEquals(expected++, read);
                    } else {
                        assertEquals(DateType.NO_DATE, read);
                    }
                }
            }
        }
        assertEquals(LocalDate.of(10_000, 1, 1).toEpochDay(), expected);
    }

    /** {@code YYYY-MM-} as a word. */
    private static long word(int year, int month) {
        long word = '-';
        word = word << 8 | '0' + month % 10;
        word = word << 8 | '0' + month / 10;
        word = word << 8 | '-';
        for (int rest = year, i = 0; i < 4; i++, rest /= 10) {
            word = word << 8 | '0' + rest % 10;
        }
        return word;
    }
}
