package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarVersionTest {
    @ParameterizedTest
    @CsvSource({
        "2024, 2024, 0, 2024.1",
        "2024-05, 2024-05, 0, 2024-05.1",
        "2024-05-31, 2024-05-31, 0, 2024-05-31.1",
        "2024-05.9, 2024-05, 9, 2024-05.10",
        "20240501, 20240501, 0, 20240501.1",
        "202412, 202412, 0, 202412.1",
        "2024.5, 2024.5, 0, 2024.5.1",
        "2024.05, 2024.05, 0, 2024.05.1",
        "2024.5.1, 2024.5, 1, 2024.5.2",
        "2024.5.45, 2024.5, 45, 2024.5.46",
        "2024.05.01, 2024.05.01, 0, 2024.05.01.1",
        "2024.13, 2024, 13, 2024.14",
        "2024.12.10.3, 2024.12.10, 3, 2024.12.10.4",
        "1999-12, 1999-12, 0, 1999-12.1"
    })
    void datesAreVersionsAndCount(String text, String date, long count, String next) {
        CalendarVersion version = CalendarVersion.parse(text);
        assertNotNull(version);
        assertEquals(new CalendarVersion(date, count), version);
        assertEquals(text, version.toString());
        assertEquals(next, version.next().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "2300",
                "1800-01",
                "2024-13",
                "2024-00",
                "2024-5",
                "2024-05-32",
                "2024-05-00",
                "20241301",
                "20240532",
                "2024-05.",
                "v2024",
                "24.5",
                "2024-05-01T00:00",
                "2024.5.1.2.3"
            })
    void othersAreNone(String text) {
        assertNull(CalendarVersion.parse(text), text);
    }
}
