package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.run.Changes;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Versions of real data sets, each carried through its flow: the bytes of a run from scratch, and rows that enter steps
 * as many as rows that changed. A share of what {@code scripts/histories.sh} replays.
 */
class HistoriesTest {
    /** Steps that one changed row may make see many: those that meet it with standing rows, and those behind them. */
    private static final Set<String> FANNED_OUT = Set.of("join", "sort-rows", "add-field", "update-resource");

    @TempDir
    Path folder;

    @Test
    void carbonDioxideByMonth() throws IOException {
        replay("co2-ppm", Map.of(), 14, 21, 6);
        replay("co2-ppm", Map.of("FORM", "unnamed"), 40, 45, 5);
    }

    /** The month's file has a header alone in version 53, and its rows again in version 54. */
    @Test
    void aTableThatIsEmptyForOneVersion() throws IOException {
        replay("co2-ppm", Map.of("FORM", "unnamed"), 52, 54, 2);
    }

    /** Version 29 has the whole file twice, with its header among the rows; 31 has the columns in another order. */
    @Test
    void countriesTwiceOver() throws IOException {
        replay("country-codes", Map.of(), 27, 31, 3);
    }

    @Test
    void countryCodes() throws IOException {
        replay("country-codes", Map.of(), 12, 18, 3);
        replay("country-codes", Map.of(), 55, 60, 4);
    }

    @Test
    void goldPrices() throws IOException {
        replay("gold-prices", Map.of(), 2, 7, 5);
        replay("gold-prices", Map.of(), 40, 44, 4);
    }

    @Test
    void companies() throws IOException {
        replay("s-and-p-500-companies", Map.of(), 20, 28, 8);
        replay("s-and-p-500-companies", Map.of(), 56, 60, 4);
    }

    /** @param carried how many versions have changed rows */
    private void replay(String name, Map<String, String> given, int first, int last, int carried) throws IOException {
        Path versions = shared().resolve("histories").resolve(name);
        assumeTrue(Files.isDirectory(versions), versions + " is not there");
        FlowRuns.delete(folder.resolve("kept"));
        Path current = folder.resolve("current");
        int found = 0;
        for (int version = first; version <= last; version++) {
            Files.deleteIfExists(current);
            Files.createSymbolicLink(current, versions.resolve("%04d".formatted(version)));
            Plan plan = plan(name, given, "kept");
            Run run = FlowRuns.run(plan, folder, RunOptions.DEFAULT);
            String place = name + " " + version + ": " + run.changes();
            assertTrue(run.completed() && run.valid(), place);
            FlowRuns.delete(folder.resolve("scratch"));
            FlowRuns.run(plan(name, given, "scratch"), folder, FlowRuns.WHOLE);
            assertEquals(FlowRuns.files(folder.resolve("scratch")), FlowRuns.files(folder.resolve("kept")), place);
            if (version > first) {
                Changes changes = run.changes();
                assertNotNull(changes, place);
                assertEquals(null, changes.wholeBecause(), place);
                found += changes.in() > 0 ? 1 : 0;
                assertBounded(plan, changes, place);
            }
        }
        assertEquals(carried, found, name);
    }

    /**
     * A step sees at most the rows that changed in front of it; one behind a join or an aggregate those that changed
     * there, which are no more than in what is read and in what is written.
     */
    private static void assertBounded(Plan plan, Changes changes, String place) {
        Map<String, Long> uses = new HashMap<>();
        for (Plan.Planned step : plan.steps()) {
            uses.merge(step.processor().name(), (long) step.operations().size(), Long::sum);
        }
        changes.entered().forEach((step, entered) -> {
            long each = FANNED_OUT.contains(step) ? changes.in() + changes.out() : changes.in();
            assertTrue(entered <= uses.get(step) * each, step + " of " + place);
        });
        changes.fetched()
                .forEach((step, fetched) -> assertTrue(
                        fetched <= 4 * uses.get(step) * (changes.in() + changes.out()),
                        "looked up " + step + " of " + place));
    }

    private Plan plan(String name, Map<String, String> given, String out) throws IOException {
        Path flow = root().resolve("bench/flows/histories").resolve(name + ".yaml");
        Map<String, String> parameters = new HashMap<>(given);
        parameters.put("DATA", folder.resolve("current").toString());
        parameters.put("OUT", folder.resolve(out).toString());
        return FlowFile.parse(Files.readAllBytes(flow), flow.toString(), flow.getParent(), parameters, Tables.STEPS)
                .plan(Instant.EPOCH);
    }

    private static Path root() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !isRoot(root.resolve("pom.xml"))) {
            root = root.getParent();
        }
        assumeTrue(root != null, "the repository's root is not found");
        return root;
    }

    private static boolean isRoot(Path pom) throws IOException {
        return Files.exists(pom) && Files.readString(pom).contains("<modules>");
    }

    private static Path shared() throws IOException {
        String stated = System.getProperty("weir.shared", System.getenv().getOrDefault("weir.shared", ""));
        if (!stated.isEmpty()) {
            return Path.of(stated);
        }
        for (String beside : List.of("../shared", "../../shared")) {
            Path shared = root().resolve(beside).normalize();
            if (Files.isDirectory(shared)) {
                return shared;
            }
        }
        assumeTrue(false, "no ../shared beside the repository");
        return root();
    }
}
