package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in time as RFC 3339 writes them. */
class InternetTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1985-04-12T23:20:50Z",
                "1985-04-12t23:20:50z",
                "1985-04-12T23:20:50.52Z",
                "1985-04-12T00:00:00.0123456789Z",
                "1990-12-31T23:59:60Z",
                "1996-12-19T16:39:57-08:00",
                "1996-12-19T16:39:57.5+23:59",
                "2000-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z",
                "2023-02-28T00:00:00Z",
                "2024-01-31T00:00:00Z",
                "2024-04-30T00:00:00Z",
                "2024-12-31T00:00:00Z",
                "0000-01-01T00:00:00Z"
            })
    void pointsInTime(String text) {
        assertTrue(InternetTime.is(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1985-04-12T23:20:50",
                "1985-04-12 23:20:50Z",
                "1985-04-12T24:00:00Z",
                "1985-04-12T23:60:50Z",
                "1985-04-12T23:20:61Z",
                "1985-00-12T23:20:50Z",
                "1985-13-12T23:20:50Z",
                "1985-04-00T23:20:50Z",
                "1985-04-31T23:20:50Z",
                "1985-01-32T23:20:50Z",
                "1900-02-29T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2024-02-30T00:00:00Z",
                "1985-04-12T23:20:50.Z",
                "1985-04-12T23:20:50.5",
                "1985-04-12T23:20:50.52ZZ",
                "1985-04-12T23:20:50+24:00",
                "1985-04-12T23:20:50+00:60",
                "1985-04-12T23:20:50+0100",
                "1985-04-12T23:20:50+01:0",
                "1985-04-12T23:20:50+01:000",
                "1985-04-12T23:20:50*01:00",
                "1985-04-12T23:20:50+a1:00",
                "1985/04-12T23:20:50Z",
                "1985-04/12T23:20:50Z",
                "1985-04-12T23.20:50Z",
                "x985-04-12T23:20:50Z",
                "1985-04-12T23:20:5:Z",
                "1985-04-12T23:20:5/Z"
            })
    void otherTexts(String text) {
        assertFalse(InternetTime.is(text));
    }
}
