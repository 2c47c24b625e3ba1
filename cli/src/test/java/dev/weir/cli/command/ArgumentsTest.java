package dev.weir.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final List<Option> OPTIONS = List.of(
            Option.choice("format", List.of("text", "json"), "how the result is written"),
            Option.value("limit-errors", "N", "how many are listed"),
            Option.repeated("set", "NAME=VALUE", "gives a parameter"),
            Option.flag("full", "recomputes"));

    private static Arguments parse(String... words) {
        return Arguments.parse(OPTIONS, List.of(words));
    }

    private static String refused(String... words) {
        return assertThrows(UsageException.class, () -> parse(words)).getMessage();
    }

    @Test
    void valuesFollowASpaceOrAnEqualsSign() {
        assertEquals("json", parse("--format", "json").value("format"));
        assertEquals("json", parse("--format=json").value("format"));
        assertEquals("a=b=c", parse("--set=a=b=c").value("set"));
        assertEquals("", parse("--set=").value("set"));
    }

    @Test
    void whatIsNotGivenIsAbsent() {
        assertNull(parse().value("format"));
        assertEquals("text", parse().value("format", "text"));
        assertEquals(1000, parse().number("limit-errors", 1000));
        assertFalse(parse().has("full"));
        assertEquals(List.of(), parse().values("set"));
    }

    @Test
    void optionsAndArgumentsMix() {
        Arguments arguments = parse("a", "--full", "-", "--set", "x=1", "b", "--set=y=2", "--", "--full", "-c");
        assertEquals(List.of("a", "-", "b", "--full", "-c"), arguments.positional());
        assertEquals(List.of("x=1", "y=2"), arguments.values("set"));
        assertTrue(arguments.has("full"));
    }

    @Test
    void everyCommandTakesHelpQuietAndVerbose() {
        Arguments arguments = parse("-h", "--quiet", "--verbose");
        assertTrue(arguments.has("help") && arguments.has("quiet") && arguments.has("verbose"));
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        assertEquals("unknown option --formt; did you mean --format?", refused("--formt=json"));
        assertEquals("unknown option -full; did you mean --full?", refused("-full"));
        assertEquals("unknown option --zzzzzzzzz", refused("--zzzzzzzzz"));
    }

    @Test
    void wrongValuesAreRefused() {
        assertEquals("--format needs a value: --format text|json", refused("--format"));
        assertEquals("--format takes text, json, not \"jsn\"; did you mean json?", refused("--format", "jsn"));
        assertEquals("--full takes no value", refused("--full=yes"));
        assertEquals("--format is given twice", refused("--format", "json", "--format", "text"));
        Arguments negative = parse("--limit-errors", "-1");
        assertEquals(
                "--limit-errors takes a whole number of at least 0, not \"-1\"",
                assertThrows(UsageException.class, () -> negative.number("limit-errors", 0))
                        .getMessage());
    }

    @Test
    void positionalArgumentsAreCounted() {
        assertThrows(UsageException.class, () -> parse().positional("PATH", 1, 1));
        assertThrows(UsageException.class, () -> parse("a", "b").positional("PATH", 1, 1));
        assertEquals(List.of("a"), parse("a").positional("PATH", 1, 1));
    }

    @Test
    void nearestCountsSwapsAsOneEdit() {
        assertEquals(1, Nearest.edits("fomrat", "format"));
        assertEquals(3, Nearest.edits("kitten", "sitting"));
        assertEquals(4, Nearest.edits("", "full"));
        assertNull(Nearest.of("x", List.of("validate")));
    }
}
