package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.parse.ParseLimits;
import dev.weir.run.Changes;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.StateParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Incremental = recompute: after each edit of random flows' inputs, the bytes of a run from scratch; on one thread as on
 * many, in little memory as in much, read in blocks of any size, with state built in parts of any size. {@code -Dweir.seed} and {@code -Dweir.rounds}
 * run others than the usual ones.
 */
class RefreshLawTest {
    private static final int USUAL = 60;
    private static final int ROUNDS = Integer.getInteger("weir.rounds", USUAL);
    private static final int LISTED = 10;
    private static final int PARTS = 12;
    private static final String[] ORDERS = {"", "insignificant", "none"};
    private final Map<String, Integer> drawn = new TreeMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> whole = new TreeMap<>();
    private final Map<Integer, Integer> rebuilt = new TreeMap<>();
    private final Map<String, Integer> ordered = new TreeMap<>();
    /** How often a change was carried through a step with this policy for rows in error. */
    private final Map<String, Integer> policies = new TreeMap<>();

    private int incremental;
    /** Changes that were carried through, with rows in error that went on. */
    private int invalid;

    private int runs;
    private int failed;
    private int loaded;

    @TempDir
    Path folder;

    @Test
    void aRefreshGivesTheBytesOfARunFromScratch() throws IOException {
        rounds(ROUNDS, false);
        if (ROUNDS >= USUAL) {
            assertEquals(Set.of(), neverDrawn());
            assertEquals(RandomEdits.KINDS, kinds.keySet(), "each kind of edit was made");
            assertEquals(Set.of(1, 7, 50), rebuilt.keySet(), "state was built in parts of each size");
            assertTrue(
                    ordered.getOrDefault("insignificant", 0) > 20 && ordered.getOrDefault("none", 0) > 20,
                    "tables in an order of their own are carried through: " + ordered);
            assertTrue(loaded >= 5, "some plans are loaded at once: " + loaded);
        }
    }

    @Test
    void soItDoesWhereRowsAreInErrorAndSaysTheSameOfThem() throws IOException {
        rounds(ROUNDS * 2 / 3, true);
        if (ROUNDS >= USUAL) {
            assertEquals(RandomFlow.POLICIES, policies.keySet(), "each policy was reached on changes");
            assertTrue(policies.values().stream().allMatch(times -> times > 1), policies.toString());
            assertTrue(invalid > 10, "rows in error go on: " + invalid);
        }
    }

    private void rounds(int rounds, boolean errors) throws IOException {
        long first = Long.getLong("weir.seed", 1);
        List<Error> wrong = new ArrayList<>();
        for (long seed = first; seed < first + rounds; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            try {
                round(seed, place, errors);
            } catch (RuntimeException | AssertionError problem) {
                wrong.add(new AssertionError("seed " + seed + ": " + problem.getMessage(), problem));
            }
            FlowRuns.delete(place);
        }
        System.out.println(runs + " edits, " + incremental + " carried through; " + failed + " flows fail; as a whole: "
                + whole + "; state in parts " + rebuilt + ", " + loaded + " loaded; in orders " + ordered
                + "; rows in error " + policies
                + "; steps " + drawn + "; edits "
                + kinds);
        assertAll(wrong.stream().limit(LISTED).map(problem -> () -> {
            throw problem;
        }));
        assertTrue(incremental * 2 > runs, "most edits are carried through");
    }

    private Set<String> neverDrawn() {
        Set<String> names = Tables.STEPS.all().stream()
                .map(step -> step.spec().name())
                .collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(drawn.keySet());
        names.removeAll(Set.of("load", "dump"));
        return names;
    }

    private void round(long seed, Path place, boolean errors) throws IOException {
        Random random = FlowRuns.random(seed);
        boolean keyed = random.nextBoolean();
        RandomEdits edits = new RandomEdits(random, keyed);
        Random chance = FlowRuns.random(-seed);
        boolean inFiles = !errors && chance.nextInt(4) == 0;
        if (inFiles) {
            edits.inFiles();
        } else if (errors) {
            edits.withErrors();
        }
        edits.write(place);
        Random orders = FlowRuns.random(~seed);
        boolean isOrdered = !errors && orders.nextInt(3) == 0;
        String ofA = isOrdered && !inFiles ? ORDERS[orders.nextInt(3)] : "";
        String ofB = isOrdered ? ORDERS[orders.nextInt(3)] : "";
        RandomFlow flow = new RandomFlow(random, keyed, place, drawn, ofA, ofB, errors);
        try {
            round(flow, place, edits, chance, ordered(ofA, ofB));
        } catch (RuntimeException problem) {
            throw new AssertionError(problem.getMessage() + "\n" + flow.yaml("x"), problem);
        }
        edits.kinds().forEach((kind, times) -> kinds.merge(kind, times, Integer::sum));
    }

    private Runnable ordered(String ofA, String ofB) {
        return () -> Stream.of(ofA, ofB).distinct().forEach(order -> ordered.merge(order, 1, Integer::sum));
    }

    /** @param carried is told of each edit that was carried through */
    private void round(RandomFlow flow, Path place, RandomEdits edits, Random chance, Runnable carried)
            throws IOException {
        RunOptions options = options(chance);
        Plan plan = flow.plan("inc");
        Run first = FlowRuns.run(plan, place, options);
        if (!first.completed()) {
            failed++;
            return;
        }
        int part = new int[] {0, 1, 7, 50}[chance.nextInt(4)];
        if (part > 0 && edits.rows() < PARTS * part) {
            loaded += StateParts.rebuild(plan, options, part, !first.valid()) ? 1 : 0;
            rebuilt.merge(part, 1, Integer::sum);
        }
        for (int i = chance.nextInt(8) == 0 ? 20 : 5; i > 0; i--) {
            edits.edit();
            edits.write(place);
            if (compare(flow, place, options)) {
                carried.run();
            }
        }
    }

    /** Threads, blocks and memory. */
    private static RunOptions options(Random random) {
        RunOptions options = RunOptions.DEFAULT.withThreads(1 + random.nextInt(3));
        if (random.nextBoolean()) {
            int bytes = 200 + random.nextInt(2000);
            options = options.withParseLimits(
                    ParseLimits.DEFAULT.withBlockBytes(bytes).withPartCells(1 + random.nextInt(50)));
        }
        return random.nextInt(3) == 0 ? options.withMemoryBytes(1 << 20) : options;
    }

    /** Whether the run was one on changes. */
    private boolean compare(RandomFlow flow, Path place, RunOptions options) throws IOException {
        FlowRuns.delete(place.resolve("full"));
        StringBuilder printed = new StringBuilder();
        StringBuilder printedWhole = new StringBuilder();
        RunOptions twice = FlowRuns.WHOLE.withChecksPure(runs % 4 == 0); // steps are pure, too
        Run full = FlowRuns.run(flow.plan("full"), place, twice, printedWhole);
        Run run = FlowRuns.run(flow.plan("inc"), place, options, printed);
        String context = "an edit of\n" + flow.yaml("x") + "\n" + full.report() + run.changes();
        assertEquals(full.completed(), run.completed(), context);
        assertEquals(full.valid(), run.valid(), context);
        assertEquals(FlowRuns.errors(full), FlowRuns.errors(run), context);
        if (full.completed()) {
            assertEquals(printedWhole.toString(), printed.toString(), "printed at " + context);
            Map<String, String> expected = FlowRuns.files(place.resolve("full"));
            Map<String, String> found = FlowRuns.files(place.resolve("inc"));
            assertEquals(expected.keySet(), found.keySet(), context);
            for (String name : expected.keySet()) {
                assertEquals(expected.get(name), found.get(name), name + " at " + context);
            }
        }
        runs++;
        Changes changes = run.changes();
        if (changes != null && changes.isIncremental()) {
            incremental++;
            invalid += run.valid() ? 0 : 1;
            flow.policies().forEach(policy -> policies.merge(policy, 1, Integer::sum));
            return true;
        }
        whole.merge(
                changes == null ? "none" : changes.wholeBecause() + " (" + changes.notKept() + ")", 1, Integer::sum);
        return false;
    }
}
