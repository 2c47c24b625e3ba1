package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.compare.Comparison;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.change.DescriptorDifference;
import dev.weir.descriptor.change.ResourcePairs;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.PackageReader;
import dev.weir.type.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * 217 steps between published versions of four data sets, with a bump for each that was found by another reading of the
 * recipe: ours is the same, or a rule says which of the two is wrong.
 */
class PublishedBumpsTest {
    /** Why the other reading is wrong. Ours was, where it is not listed here, and was put right. */
    private enum Rule {
        /** Descriptions of fields and resources are descriptive metadata as those of the package are: patch, not none. */
        WORDS_OF_FIELDS_COUNT,
        /** A limit that is gone is a constraint less restrictive: minor, not just metadata. */
        LOOSER_CONSTRAINT,
        /** Removed rows are minor (a gap that was ruled), also where rows were restated besides; theirs is patch then. */
        ROWS_REMOVED,
        /** The encoding is stated otherwise and every value reads the same: the descriptor has changed, which is patch. */
        STATED_OTHERWISE,
        /** The file whose rows differ is none that the descriptor names: its rows are no data of the package. */
        NOT_OF_THE_PACKAGE
    }

    private static final List<String> HISTORIES =
            List.of("co2-ppm", "country-codes", "gold-prices", "s-and-p-500-companies");

    private static final Map<String, Rule> ARGUED = Map.of(
            "co2-ppm/0004", Rule.WORDS_OF_FIELDS_COUNT,
            "co2-ppm/0012", Rule.WORDS_OF_FIELDS_COUNT,
            "gold-prices/0039", Rule.WORDS_OF_FIELDS_COUNT,
            "country-codes/0030", Rule.LOOSER_CONSTRAINT,
            "country-codes/0046", Rule.ROWS_REMOVED,
            "s-and-p-500-companies/0058", Rule.ROWS_REMOVED,
            "gold-prices/0020", Rule.STATED_OTHERWISE,
            "country-codes/0007", Rule.NOT_OF_THE_PACKAGE);

    @Test
    void everyStepHasTheExpectedBumpOrARuleSaysWhyNot() throws IOException {
        Path histories = SharedFolder.find("histories");
        assumeTrue(histories != null, "the shared histories are not here");
        int steps = 0;
        int same = 0;
        Map<Rule, Integer> argued = new EnumMap<>(Rule.class);
        for (String history : HISTORIES) {
            Path folder = histories.resolve(history);
            DataPackage readable = DataPackage.EMPTY;
            for (JsonObject step : expected(folder)) {
                Path from = folder.resolve(step.text("from", ""));
                Path to = folder.resolve(step.text("to", ""));
                DataPackage before = dataPackage(from);
                readable = before.equals(DataPackage.EMPTY) ? readable : before;
                Numbering ours = numbering(from, to, before, dataPackage(to), readable);
                steps++;
                if (ours.bump().text().equals(step.text("bump"))) {
                    same++;
                } else {
                    String name = history + '/' + step.text("to", "");
                    Rule rule = ARGUED.get(name);
                    assertNotNull(rule, name + ": " + step.texts("reasons") + ", but " + ours.reasons());
                    hold(rule, name, ours, step.text("bump"));
                    argued.merge(rule, 1, Integer::sum);
                }
            }
        }
        assertEquals(217, steps);
        assertEquals(
                "{WORDS_OF_FIELDS_COUNT=3, LOOSER_CONSTRAINT=1, ROWS_REMOVED=2, STATED_OTHERWISE=1,"
                        + " NOT_OF_THE_PACKAGE=1}",
                argued.toString());
        assertEquals(209, same);
    }

    /** The same steps by the comparison of typed rows: where a descriptor can be read at all. */
    @Test
    void theComparisonOfTypedRowsAsksForTheSame() throws IOException {
        Path histories = SharedFolder.find("histories");
        assumeTrue(histories != null, "the shared histories are not here");
        int steps = 0;
        for (String history : HISTORIES) {
            Path folder = histories.resolve(history);
            for (JsonObject step : expected(folder)) {
                Path from = folder.resolve(step.text("from", ""));
                Path to = folder.resolve(step.text("to", ""));
                DataPackage before = dataPackage(from);
                DataPackage after = dataPackage(to);
                if (!before.equals(DataPackage.EMPTY) && !after.equals(DataPackage.EMPTY)) {
                    Numbering asText = numbering(from, to, before, after, before);
                    Numbering typed = Numbering.of(
                            Comparison.ofReadable(
                                    Weir.openLeniently(from, RunOptions.DEFAULT),
                                    Weir.openLeniently(to, RunOptions.DEFAULT),
                                    RunOptions.DEFAULT),
                            NumberingOptions.DEFAULT);
                    String name = history + '/' + step.text("to", "");
                    if (name.equals("country-codes/0028")) { // one of the rows has no value in the field found as key
                        assertEquals(Bump.MINOR, typed.bump());
                        assertEquals(
                                "minor: country-codes: 1 row added, 1 removed, 82 restated (33 %)",
                                typed.reasons().get(0).toString());
                    } else {
                        assertEquals(asText.bump(), typed.bump(), name + ": " + typed.reasons());
                    }
                    steps++;
                }
            }
        }
        assertEquals(213, steps);
    }

    /** That the reason is the one that the rule speaks of. */
    private static void hold(Rule rule, String name, Numbering ours, String theirs) {
        String words = ours.reasons().toString();
        boolean holds = switch (rule) {
            case WORDS_OF_FIELDS_COUNT ->
                ours.bump() == Bump.PATCH && theirs.equals("none") && words.contains("description");
            case LOOSER_CONSTRAINT -> ours.bump() == Bump.MINOR && words.contains("minLength is gone");
            case ROWS_REMOVED -> ours.bump() == Bump.MINOR && theirs.equals("patch") && words.contains(" removed");
            case STATED_OTHERWISE ->
                ours.bump() == Bump.PATCH && theirs.equals("none") && words.contains("every value reads the same");
            case NOT_OF_THE_PACKAGE -> ours.bump() == Bump.PATCH && !words.contains("row");
        };
        assertEquals(true, holds, name + ": " + words);
    }

    private static List<JsonObject> expected(Path folder) throws IOException {
        Path file = folder.resolve("semver-expected.json");
        return ((JsonArray) JsonReader.read(Files.readAllBytes(file), file.toString())).objects();
    }

    private static DataPackage dataPackage(Path folder) {
        return new PackageReader().openLeniently(folder).dataPackage();
    }

    /** @param readable the newest descriptor that could be read: where one cannot, its files are compared */
    private static Numbering numbering(Path from, Path to, DataPackage before, DataPackage after, DataPackage readable)
            throws IOException {
        boolean broken = before.equals(DataPackage.EMPTY) || after.equals(DataPackage.EMPTY);
        DataPackage older = broken ? readable : before;
        DataPackage newer = broken ? readable : after;
        List<RowCounts> rows = new ArrayList<>();
        ResourcePairs pairs = ResourcePairs.of(older, newer);
        for (int i = 0; i < newer.resources().size(); i++) {
            Resource resource = newer.resources().get(i);
            Resource was = pairs.before(i);
            if (was != null) {
                rows.add(TextTable.compare(
                        DescriptorDifference.label(resource, i),
                        TextTable.read(from, was),
                        TextTable.read(to, resource),
                        Objects.equals(was.schema(), resource.schema())));
            }
        }
        return Numbering.of(before, after, rows, NumberingOptions.DEFAULT);
    }
}
