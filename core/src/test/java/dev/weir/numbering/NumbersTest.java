package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static String next(String last, Bump bump, boolean valid, String... taken) {
        return Numbers.next(last, bump, valid, List.of(taken));
    }

    private static String stated(String stated, String reason, String last, Bump bump, String... taken) {
        return Numbers.stated(stated, reason, last, bump, true, List.of(taken));
    }

    @Test
    void theFirstVersionIs100() {
        assertEquals("1.0.0", next(null, Bump.NONE, true));
        assertEquals("1.0.0-invalid.1", next(null, Bump.NONE, false));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, MINOR, 1.3.0",
        "1.2.3, NONE, 1.2.4",
        "2.0, PATCH, 2.0.1",
        "0.3.1, MAJOR, 0.4.0",
        "2024-05, MAJOR, 2024-05.1",
        "2024.5.1, PATCH, 2024.5.2",
        "20240501, MINOR, 20240501.1",
        "final, MAJOR, 1.0.0"
    })
    void numbersGoOnFromTheLastValidOne(String last, Bump bump, String next) {
        assertEquals(next, next(last, bump, true, last));
    }

    @Test
    void anInvalidVersionIsMarkedAndCounted() {
        assertEquals("1.3.0-invalid.1", next("1.2.0", Bump.MINOR, false, "1.2.0"));
        assertEquals("1.3.0-invalid.2", next("1.2.0", Bump.MINOR, false, "1.2.0", "1.3.0-invalid.1"));
        assertEquals("1.2.1-invalid.1", next("1.2.0", Bump.PATCH, false, "1.2.0", "1.3.0-invalid.1"));
        assertEquals("2024-05.1-invalid.1", next("2024-05", Bump.MINOR, false, "2024-05"));
        assertEquals("1.3.0", next("1.2.0", Bump.MINOR, true, "1.2.0", "1.3.0-invalid.1"));
    }

    @Test
    void aNumberIsGivenOnce() {
        assertEquals("1.3.1", next("1.2.0", Bump.MINOR, true, "1.2.0", "1.3.0"));
        assertEquals("2024-05.3", next("2024-05", Bump.MINOR, true, "2024-05", "2024-05.1", "2024-05.2"));
        assertEquals("1.0.1", next("final", Bump.NONE, true, "final", "1.0.0"));
    }

    @Test
    void datesAreKeptAsTheyAre() {
        assertEquals("2024-05", stated("2024-05", null, "1.0.0", Bump.MAJOR));
        assertEquals("2023-01", stated("2023-01", null, "2024-05", Bump.MAJOR, "2024-05"));
        assertEquals("2024-06-invalid.1", Numbers.stated("2024-06", null, "2024-05", Bump.NONE, false, List.of()));
    }

    @Test
    void aStatedVersionMayBeHigher() {
        assertEquals("2.0.0", stated("2.0.0", null, "1.2.0", Bump.PATCH));
        assertEquals("1.2.1", stated("1.2.1", null, "1.2.0", Bump.PATCH));
        assertEquals("1.0", stated("1.0", null, null, Bump.NONE));
        assertEquals("1.0.0", stated("1.0.0", null, "2024-05", Bump.MAJOR));
        assertEquals("0.1.0", stated("0.1.0", null, "final", Bump.MAJOR));
        assertEquals("1.0.0", stated("1.0.0", null, "0.9.3", Bump.PATCH));
        assertEquals("2.0.0-rc.1", stated("2.0.0-rc.1", null, "1.2.0", Bump.MAJOR));
        assertEquals("2.0.0-rc.2", stated("2.0.0-rc.2", null, "2.0.0-rc.1", Bump.PATCH));
        assertEquals("2.0.0-invalid.1", Numbers.stated("2.0.0", null, "1.2.0", Bump.PATCH, false, List.of("2.0.0")));
    }

    @Test
    void aStatedVersionBelowTheRecipeNeedsAReason() {
        VersionException low = assertThrows(VersionException.class, () -> stated("1.2.1", null, "1.2.0", Bump.MINOR));
        assertEquals(
                "version 1.2.1 is too low after 1.2.0: what has changed is minor and asks for 1.3.0 or more; state"
                        + " that, state none, or give a reason",
                low.getMessage());
        assertEquals(
                "version 1.2.0 is too low after 1.2.0: what has changed is little and asks for 1.2.1 or more; state"
                        + " that, state none, or give a reason",
                assertThrows(VersionException.class, () -> stated("1.2.0", " ", "1.2.0", Bump.NONE))
                        .getMessage());
        assertThrows(VersionException.class, () -> stated("2.0.0-rc.1", null, "2.0.0-rc.1", Bump.PATCH));
        assertEquals("1.2.1", stated("1.2.1", "nobody reads the field", "1.2.0", Bump.MINOR));
    }

    @Test
    void aStatedVersionIsOneAndNew() {
        assertEquals(
                "'newest' is no version: write it like 1.2.0, or like 2024-05",
                assertThrows(VersionException.class, () -> stated("newest", "why", null, Bump.NONE))
                        .getMessage());
        assertEquals(
                "there is a version 2024-05 already: a number is given once",
                assertThrows(VersionException.class, () -> stated("2024-05", "why", null, Bump.NONE, "2024-05"))
                        .getMessage());
    }

    @Test
    void aMarkComesBeforeWhatItLeadsTo() {
        for (String target : List.of("1.3.0", "1.3.0-alpha", "1.3.0-rc.1", "v1.3.0-a", "1.3.0-1")) {
            String marked = Numbers.stated(target, null, null, Bump.NONE, false, List.of());
            SemanticVersion mark = SemanticVersion.parse(marked);
            assertNotNull(mark, marked);
            assertTrue(mark.compareTo(SemanticVersion.parse(target)) < 0, marked);
            assertTrue(Numbers.isMarkedInvalid(marked), marked);
            assertFalse(Numbers.isMarkedInvalid(target), target);
        }
        assertEquals("1.3.0-0.invalid.1", Numbers.stated("1.3.0-alpha", null, null, Bump.NONE, false, List.of()));
        assertFalse(Numbers.isMarkedInvalid("1.0.0-invalid.x"));
        assertTrue(Numbers.isMarkedInvalid("2024-05-invalid.1"));
    }

    /** Law: whatever is asked, numbers are given once, and each valid one is above all valid ones before it. */
    @Test
    void numbersRise() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> taken = new ArrayList<>();
            String last = null;
            for (int i = 0; i < 30; i++) {
                boolean valid = random.nextInt(3) > 0;
                String next = Numbers.next(last, Bump.values()[random.nextInt(4)], valid, taken);
                assertFalse(taken.contains(next), next);
                assertEquals(!valid, Numbers.isMarkedInvalid(next));
                if (valid) {
                    SemanticVersion above = SemanticVersion.parse(next);
                    assertTrue(last == null || above.compareTo(SemanticVersion.parse(last)) > 0, last + ' ' + next);
                    last = next;
                }
                taken.add(next);
            }
        }
    }
}
