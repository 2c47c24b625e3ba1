package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.Changes;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of an edited flow publishes the bytes of a run from scratch, and works on the edited steps and what follows from
 * them alone: no row enters a step before them unless it has changed, and no source is read again.
 */
class FlowEditLawTest {
    private static final int USUAL = 60;
    private static final int ROUNDS = Integer.getInteger("weir.rounds", USUAL);
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> whole = new TreeMap<>();
    private final Map<String, Integer> drawn = new TreeMap<>();
    private int runs;
    private int incremental;
    private int steps;
    private int rebuilt;

    @TempDir
    Path folder;

    @Test
    void anEditedFlowGivesTheBytesOfARunFromScratch() throws IOException {
        rounds(ROUNDS, false);
        assertTrue(incremental * 4 > runs * 3, "most edits are carried through");
        assertTrue(rebuilt * 3 < steps * 2, "most steps are kept");
        if (ROUNDS >= USUAL) {
            assertEquals(Set.copyOf(FlowEdits.KINDS), kinds.keySet(), "each kind of edit was made");
        }
    }

    @Test
    void soItDoesWhereRowsAreInError() throws IOException {
        rounds(ROUNDS / 2, true);
        assertTrue(incremental * 3 > runs, "edits are carried through");
    }

    private void rounds(int rounds, boolean errors) throws IOException {
        long first = Long.getLong("weir.seed", 1);
        List<Error> wrong = new ArrayList<>();
        for (long seed = first; seed < first + rounds; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            try {
                round(FlowRuns.random(seed), place, errors);
            } catch (RuntimeException | AssertionError problem) {
                wrong.add(new AssertionError("seed " + seed + ": " + problem.getMessage(), problem));
            }
            FlowRuns.delete(place);
        }
        System.out.println(runs + " edits of flows, " + incremental + " carried through, " + rebuilt + " of " + steps
                + " steps rebuilt; as a whole: " + whole + "; edits " + kinds);
        assertAll(wrong.stream().limit(10).map(problem -> () -> {
            throw problem;
        }));
    }

    private void round(Random random, Path place, boolean errors) throws IOException {
        boolean keyed = random.nextBoolean();
        RandomEdits data = new RandomEdits(random, keyed);
        if (errors) {
            data.withErrors();
        }
        data.write(place);
        RandomFlow flow = new RandomFlow(random, keyed, place, drawn, "", "", errors);
        if (!FlowRuns.run(flow.plan("inc"), place, RunOptions.DEFAULT).completed()) {
            return;
        }
        FlowEdits edits = new FlowEdits(random);
        for (int i = 0; i < 6; i++) {
            FlowEdits.Edited edited = edits.edit(flow, kinds);
            boolean isData = random.nextInt(3) == 0;
            if (isData) {
                data.edit();
                data.write(place);
            }
            if (!compare(flow, edited, isData, place)) {
                return;
            }
            flow = edited.flow();
        }
    }

    /** @return whether the run was completed */
    private boolean compare(RandomFlow flow, FlowEdits.Edited edited, boolean isData, Path place) throws IOException {
        FlowRuns.delete(place.resolve("full"));
        StringBuilder printed = new StringBuilder();
        StringBuilder printedWhole = new StringBuilder();
        Run full = FlowRuns.run(edited.flow().plan("full"), place, FlowRuns.WHOLE, printedWhole);
        Run run = FlowRuns.run(edited.flow().plan("inc"), place, RunOptions.DEFAULT, printed);
        String context = edited.kind() + (isData ? " and data" : "") + " from\n" + flow.yaml("x") + "to\n"
                + edited.flow().yaml("x") + full.report() + run.changes();
        assertEquals(full.completed(), run.completed(), context);
        assertEquals(full.valid(), run.valid(), context);
        assertEquals(FlowRuns.errors(full), FlowRuns.errors(run), context);
        if (!full.completed()) {
            return false;
        }
        assertEquals(printedWhole.toString(), printed.toString(), "printed at " + context);
        Map<String, String> expected = FlowRuns.files(place.resolve("full"));
        Map<String, String> found = FlowRuns.files(place.resolve("inc"));
        assertEquals(expected.keySet(), found.keySet(), context);
        for (String name : expected.keySet()) {
            assertEquals(expected.get(name), found.get(name), name + " at " + context);
        }
        runs++;
        Changes changes = run.changes();
        if (changes == null || !changes.isIncremental()) {
            whole.merge(changes == null ? "none" : String.valueOf(changes.wholeBecause()), 1, Integer::sum);
            return true;
        }
        incremental++;
        bound(edited, isData, run, changes, context);
        return true;
    }

    private void bound(FlowEdits.Edited edited, boolean isData, Run run, Changes changes, String context) {
        int all = edited.flow().plan("x").steps().size();
        int behind = all - edited.first();
        rebuilt += changes.rebuilt().steps();
        steps += all;
        assertTrue(changes.rebuilt().steps() <= (edited.isSame() ? 0 : behind), context);
        if (!isData) {
            assertEquals(edited.kind().equals("load"), !run.rowsRead().isEmpty(), context);
            changes.entered().forEach((step, rows) -> assertEquals(0, rows, step + " at " + context));
        }
    }
}
