package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.descriptor.FieldType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class EarliestTimeTest {
    private static final LocalDate DAY = LocalDate.of(2019, 4, 30);

    @Test
    void valuesBeginOnADay() {
        assertEquals(DAY, EarliestTime.day(DAY));
        assertEquals(DAY, EarliestTime.day(LocalDateTime.of(2019, 4, 30, 23, 59)));
        assertEquals(DAY, EarliestTime.day(OffsetDateTime.parse("2019-04-30T23:59:00Z")));
        assertEquals(LocalDate.of(2019, 4, 1), EarliestTime.day(YearMonth.of(2019, 4)));
        assertEquals(LocalDate.of(2019, 1, 1), EarliestTime.day(2019L));
        assertEquals(LocalDate.of(999_999, 1, 1), EarliestTime.day(999_999L));
        assertEquals(LocalDate.of(-999_999, 1, 1), EarliestTime.day(-999_999L));
    }

    @Test
    void othersHaveNone() {
        assertNull(EarliestTime.day(null));
        assertNull(EarliestTime.day("2019-04-30"));
        assertNull(EarliestTime.day(LocalTime.NOON));
        assertNull(EarliestTime.day(1_000_000L));
    }

    @Test
    void aTimeIsShownAsItsFieldShowsIt() {
        assertEquals("2019-04-30", EarliestTime.text(DAY, FieldType.DATE));
        assertEquals("2019-04-30", EarliestTime.text(DAY, FieldType.DATETIME));
        assertEquals("2019-04", EarliestTime.text(DAY, FieldType.YEARMONTH));
        assertEquals("2019", EarliestTime.text(DAY, FieldType.YEAR));
    }
}
