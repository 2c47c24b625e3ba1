package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.FlowFile;
import dev.weir.process.FlowException;
import dev.weir.process.Option;
import dev.weir.process.Processor;
import dev.weir.process.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for those who come from DataFlows or Frictionless: every spelling in its tables is read. */
class MigratingTest {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern ARROW = Pattern.compile("→ (`[\\w-]+`)");

    private record Line(List<String> theirs, List<String> ours, List<String> example, String options) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SpecsTest.root().resolve("docs/migrating.md"))) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `")) {
                assertTrue(cells.length == 6, line);
                lines.add(new Line(codes(cells[1]), codes(cells[2]), codes(cells[3]), cells[4]));
            }
        }
        return lines;
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    private static Processor read(String step) {
        byte[] yaml = ("flow:\n  - " + step + "\n").getBytes(StandardCharsets.UTF_8);
        return FlowFile.parse(yaml, "theirs.yaml", Path.of(""), Map.of(), Tables.STEPS)
                .processors(Instant.EPOCH)
                .get(0);
    }

    @Test
    void everySpellingIsReadAsOurStep() throws IOException {
        int read = 0;
        for (Line line : lines()) {
            assertEquals(line.ours().isEmpty(), line.example().isEmpty(), line.toString());
            for (String example : line.example()) {
                assertTrue(line.ours().contains(read(example).name()), line.toString());
                read++;
            }
        }
        assertTrue(read > 40, "spellings read: " + read);
    }

    @Test
    void whatIsNotHereSaysWhatToWriteInstead() throws IOException {
        int read = 0;
        for (Line line : lines()) {
            for (String name : line.ours().isEmpty() ? line.theirs() : List.<String>of()) {
                FlowException fault = assertThrows(FlowException.class, () -> read("{type: " + name + "}"));
                assertTrue(
                        fault.getMessage().contains("no step '" + name.replace('_', '-') + "': "), fault.getMessage());
                read++;
            }
        }
        assertTrue(read > 20, "names read: " + read);
    }

    @Test
    void everyOptionOfOursIsThere() throws IOException {
        int checked = 0;
        for (Line line : lines()) {
            TreeSet<String> known = new TreeSet<>();
            for (String name : line.ours()) {
                Step step = Tables.STEPS.find(name);
                assertNotNull(step, name);
                step.spec().options().stream().map(Option::name).forEach(known::add);
                if (step.spec().resources()) {
                    known.add("resources");
                }
            }
            Matcher arrow = ARROW.matcher(line.options());
            while (arrow.find()) {
                assertTrue(
                        known.containsAll(codes(arrow.group(1))), line + " has " + arrow.group(1) + " not in " + known);
                checked++;
            }
        }
        assertTrue(checked > 40, "options checked: " + checked);
    }

    @Test
    void optionsBecomeOurs() {
        assertEquals(
                "{\"name\":\"x\",\"value\":\"CONCAT_WS('-', CAST(\\\"a\\\" AS VARCHAR), CAST(\\\"b\\\" AS VARCHAR))\"}",
                read("add_computed_field: {fields: [{target: x, operation: join, source: [a, b], with: \"-\"}]}")
                        .configuration());
        assertEquals(
                "{\"where\":\"\\\"a\\\" IS NOT DISTINCT FROM 'x' OR \\\"b\\\" IS NOT DISTINCT FROM 2 OR"
                        + " \\\"c\\\" IS DISTINCT FROM 'it''s'\"}",
                read("{run: filter_rows, parameters: {in: [{a: x, b: 2}], out: [{c: \"it's\"}]}}")
                        .configuration());
        assertEquals(
                "fill-down",
                read("{type: cell-fill, fieldName: a, direction: down}").name());
        assertEquals(
                "{\"fields\":\"a\",\"value\":\"'none'\"}",
                read("{type: cell-fill, fieldName: a, value: none}").configuration());
    }
}
