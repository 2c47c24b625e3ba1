package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.run.Changes;
import dev.weir.run.GivenChanges;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits = full files: after edits are given as change files, random flows write the bytes that they write of files with
 * the same edits in them; carried through as changes, run as a whole, and by any grouping. {@code -Dweir.seed} and {@code
 * -Dweir.rounds} run others than the usual ones.
 */
class EditLawTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 60);
    private static final String[] HEADERS = {"id,k,n,d,t", "k,v,w"};
    private static final String[] NAMES = {"a", "b"};
    private final Map<String, Integer> whole = new TreeMap<>();
    private final Set<String> written = new HashSet<>();
    private boolean isRepeated;
    private int incremental;
    private int runs;
    private int failed;

    @TempDir
    Path folder;

    @Test
    void editsGiveTheBytesOfTheFullFileWithThemInIt() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        List<Error> wrong = new ArrayList<>();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            try {
                round(seed, place);
            } catch (RuntimeException | AssertionError problem) {
                wrong.add(new AssertionError("seed " + seed + ": " + problem.getMessage(), problem));
            }
            FlowRuns.delete(place);
        }
        System.out.println(
                runs + " edits, " + incremental + " carried through; " + failed + " flows fail; as a whole: " + whole);
        assertAll(wrong.stream().limit(10).map(problem -> () -> {
            throw problem;
        }));
        assertTrue(incremental * 2 > runs, "most edits are carried through");
    }

    private void round(long seed, Path place) throws IOException {
        Random random = FlowRuns.random(seed);
        boolean keyed = random.nextBoolean();
        RandomEdits edits = new RandomEdits(random, keyed);
        edits.write(place);
        RandomFlow flow = new RandomFlow(random, keyed, place, new TreeMap<>());
        Files.createDirectories(place.resolve("edited"));
        RandomFlow edited = flow.in(place.resolve("edited"));
        Files.createDirectories(place.resolve("edited/in"));
        edits.write(place.resolve("edited"));
        if (!FlowRuns.run(edited.plan("inc"), place, RunOptions.DEFAULT).completed()) {
            failed++;
            return;
        }
        List<List<String>> before = edits.tables();
        List<GivenChanges> given = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            edits.edit();
            edits.write(place);
            given.addAll(change(random, keyed, before, edits.tables(), place, i));
            before = edits.tables();
            if (isRepeated) {
                isRepeated = false;
                return; // a file with the bytes of another one is not taken again
            }
            if (random.nextInt(4) == 0) {
                continue; // the next edits come together with these
            }
            if (!compare(flow, edited, place, given, random)) {
                return; // what was refused is not taken
            }
            given.clear();
        }
    }

    private List<GivenChanges> change(
            Random random, boolean keyed, List<List<String>> before, List<List<String>> after, Path place, int number)
            throws IOException {
        List<GivenChanges> given = new ArrayList<>();
        for (int table = 0; table < NAMES.length; table++) {
            List<String> lines = ChangeLines.between(
                    random, keyed && table == 0, HEADERS[table], before.get(table), after.get(table));
            if (lines.size() > 1) {
                Path file = place.resolve(NAMES[table] + number + ".csv");
                String text = String.join("\n", lines) + "\n".repeat(random.nextInt(2));
                isRepeated |= !written.add(place + NAMES[table] + text);
                Files.writeString(file, text);
                given.add(new GivenChanges(NAMES[table], file));
            }
        }
        return given;
    }

    private boolean compare(RandomFlow flow, RandomFlow edited, Path place, List<GivenChanges> given, Random random)
            throws IOException {
        FlowRuns.delete(place.resolve("full"));
        Run full = FlowRuns.run(flow.plan("full"), place, FlowRuns.WHOLE);
        Plan plan = edited.plan("inc");
        RunOptions options = RunOptions.DEFAULT.withThreads(1 + random.nextInt(3));
        Run run = FlowRuns.run(plan, place, options.withChanges(given).withFull(random.nextInt(8) == 0));
        String context = given + " in\n" + flow.yaml("x") + "\n" + full.report() + run.report() + run.changes();
        assertEquals(full.completed(), run.completed(), context);
        assertEquals(full.valid(), run.valid(), context);
        runs++;
        Changes changes = run.changes();
        assertNotNull(changes);
        if (changes.isIncremental()) {
            incremental++;
        } else {
            whole.merge(String.valueOf(changes.wholeBecause()), 1, Integer::sum);
        }
        if (!full.completed()) {
            return false;
        }
        Map<String, String> expected = FlowRuns.files(place.resolve("full"));
        Map<String, String> found = FlowRuns.files(place.resolve("edited/inc"));
        assertEquals(expected.keySet(), found.keySet(), context);
        for (String name : expected.keySet()) {
            if (!name.endsWith(" descriptor")) {
                assertEquals(lines(expected.get(name)), lines(found.get(name)), name + " at " + context);
            }
        }
        return true;
    }

    /** A full file that nothing has touched is copied, line ends and all. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }
}
