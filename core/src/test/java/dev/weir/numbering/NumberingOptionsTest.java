package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NumberingOptionsTest {
    @Test
    void defaultsAreTheRuledOnes() {
        assertEquals(
                "{field-added=major, mass-restatement=patch, order-only=none, reading=major,"
                        + " referenced-rows-removed=major, rows-removed=minor, text-only=patch}",
                NumberingOptions.DEFAULT.toString());
    }

    @Test
    void everyOptionTakesEveryValueOfItsOwn() {
        for (String name : NumberingOptions.names()) {
            for (String value : NumberingOptions.allowed(name)) {
                NumberingOptions options = NumberingOptions.DEFAULT.with(name, value);
                assertEquals(
                        value.equals("by-name") ? "minor" : value,
                        options.bump(name).text());
            }
        }
    }

    @Test
    void optionsAreCopied() {
        NumberingOptions.DEFAULT.with(NumberingOptions.TEXT_ONLY, "none");
        assertEquals(Bump.PATCH, NumberingOptions.DEFAULT.bump(NumberingOptions.TEXT_ONLY));
    }

    @Test
    void unknownNamesAndValuesAreErrors() {
        assertEquals(
                "there is no numbering option 'row-removed'; did you mean \"rows-removed\"?",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NumberingOptions.DEFAULT.with("row-removed", "minor"))
                        .getMessage());
        assertEquals(
                "field-added takes major, by-name, not 'minor'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NumberingOptions.DEFAULT.with("field-added", "minor"))
                        .getMessage());
    }
}
