package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.refresh.StateRows;
import dev.weir.run.GivenChanges;
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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A change and its opposite leave nothing behind: the published bytes are those of before, and so is the state.
 *
 * <p>State is compared entry by entry after edits that leave standing rows their labels: rows updated and updated back,
 * rows inserted and deleted. Three things are a matter of history and are left out: where rows stand in the files that
 * were written; which of the ways in which its batch's texts are read stands before a row that was seen, and their list,
 * which only grows; and behind which rows of a scan its state is kept; where it is kept both times it is the same. After
 * edits of full files rows have come again under new labels; then each table has as many entries as before.
 */
class StateLawTest {
    private static final int USUAL = 50;
    private static final int ROUNDS = Integer.getInteger("weir.rounds", USUAL);
    private final Set<String> kinds = new TreeSet<>();
    private int carried;
    private int compared;

    @TempDir
    Path folder;

    private interface Law {
        /** @return whether there was something to compare */
        void hold(Round round) throws IOException;
    }

    private record Round(Random random, boolean keyed, RandomEdits edits, RandomFlow flow, Path place) {
        Plan plan() {
            return flow.plan("dist");
        }

        Map<String, Map<String, String>> state() {
            return StateRows.of(place.resolve("dist/.weir/state"));
        }

        Map<String, String> files() throws IOException {
            return FlowRuns.files(place.resolve("dist"));
        }
    }

    private void hold(long usual, Law law) throws IOException {
        long first = Long.getLong("weir.seed", usual);
        List<Error> wrong = new ArrayList<>();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            Random random = FlowRuns.random(seed);
            boolean keyed = random.nextBoolean();
            RandomEdits edits = new RandomEdits(random, keyed);
            edits.write(place);
            RandomFlow flow = new RandomFlow(random, keyed, place, new TreeMap<>());
            try {
                law.hold(new Round(random, keyed, edits, flow, place));
            } catch (RuntimeException | AssertionError problem) {
                String context = "seed " + seed + ": " + problem.getMessage() + "\n" + flow.yaml("x");
                wrong.add(new AssertionError(context, problem));
            }
            FlowRuns.delete(place);
        }
        System.out.println(compared + " compared, " + carried + " carried through; state of " + kinds);
        assertAll(wrong.stream().limit(5).map(problem -> () -> {
            throw problem;
        }));
    }

    @Test
    void aChangeAndItsOppositeLeaveTheStateAsItWas() throws IOException {
        hold(1, round -> {
            if (!isRight(round)) {
                return;
            }
            Map<String, Map<String, String>> state = round.state();
            Map<String, String> files = round.files();
            Opposites opposites = new Opposites(round.random, round.edits, round.keyed);
            for (int i = 0; i < 3; i++) {
                Opposites.Pair a = opposites.edit(0);
                Opposites.Pair b = opposites.edit(1);
                boolean both = round.random.nextBoolean();
                if (!isRight(round, given(round, i + "f", a.forth(), both ? b.forth() : ""))) {
                    return;
                }
                boolean isThere = isRight(round, given(round, i + "b", a.back(), both ? b.back() : ""));
                assertTrue(isThere, "what was right is right again");
                same(files, round.files(), round);
                same(state, round.state());
            }
        });
        assertTrue(compared >= ROUNDS && carried >= 2 * ROUNDS, "most edits are carried through");
        if (ROUNDS >= USUAL) {
            Set<String> all = Set.of("groups", "key", "keys", "left", "right", "rows", "scan", "seen", "values");
            assertTrue(kinds.containsAll(all), "each kind of table: " + kinds);
        }
    }

    @Test
    void aFullFileAndTheOneBeforeItLeaveAsManyEntries() throws IOException {
        hold(10_000, round -> {
            if (!isRight(round)) {
                return;
            }
            for (int i = 0; i < 3; i++) {
                Map<String, Integer> state = sizes(round.state());
                round.edits.edit();
                round.edits.write(round.place);
                if (!isRight(round)) {
                    return;
                }
                round.edits.back();
                round.edits.write(round.place);
                assertTrue(isRight(round), "what was right is right again");
                assertEquals(state, sizes(round.state()));
                compared++;
                round.edits.edit();
                round.edits.write(round.place);
                if (!isRight(round)) {
                    return;
                }
            }
        });
        assertTrue(compared >= ROUNDS && carried >= 2 * ROUNDS, "most edits are carried through");
    }

    private static List<GivenChanges> given(Round round, String name, String a, String b) throws IOException {
        List<GivenChanges> given = new ArrayList<>();
        for (String text : new String[] {a, b}) {
            if (!text.isEmpty()) {
                String table = text.equals(a) ? "a" : "b";
                Path file = round.place.resolve(table + name + ".csv");
                Files.writeString(file, text + "\n");
                given.add(new GivenChanges(table, file));
            }
        }
        return given;
    }

    private boolean isRight(Round round) {
        return isRight(round, List.of());
    }

    private boolean isRight(Round round, List<GivenChanges> given) {
        Run run = FlowRuns.run(round.plan(), round.place, RunOptions.DEFAULT.withChanges(given));
        carried += run.changes() != null && run.changes().isIncremental() ? 1 : 0;
        return run.completed() && run.valid();
    }

    private static Map<String, Integer> sizes(Map<String, Map<String, String>> state) {
        Map<String, Integer> sizes = new TreeMap<>();
        state.forEach((name, entries) -> {
            if (name.endsWith("-blocks")) {
                return; // where rows stand in the file of this version
            }
            int shapes = name.endsWith("-seen") && entries.containsKey("00") ? 1 : 0;
            if (entries.size() > shapes) {
                sizes.put(name, entries.size() - shapes);
            }
        });
        return sizes;
    }

    private static void same(Map<String, String> before, Map<String, String> after, Round round) {
        assertEquals(before.keySet(), after.keySet());
        for (String name : before.keySet()) {
            if (!name.endsWith(" descriptor")) { // edited tables are written anew, not copied
                assertEquals(before.get(name), after.get(name), name);
            }
        }
    }

    private void same(Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        assertEquals(sizes(before), sizes(after));
        for (String name : sizes(before).keySet()) {
            Map<String, String> then = before.get(name);
            Map<String, String> now = after.get(name);
            kinds.add(name.substring(name.lastIndexOf('-') + 1).replaceAll("[0-9]", ""));
            then.forEach((key, value) -> {
                String other = String.valueOf(now.get(key));
                int shape = name.endsWith("-seen") ? 4 : 0;
                boolean isHistory = name.endsWith("-seen") && key.equals("00")
                        || name.endsWith("-scan") && (value.isEmpty() || other.isEmpty());
                if (!isHistory) {
                    assertEquals(value.substring(shape), other.substring(shape), name + " at " + key);
                }
            });
        }
        compared++;
    }
}
