package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws over runs of random flows: how edits are grouped, and taken back, shows in no published byte. */
class RunLawsTest {
    private static final int ROUNDS = 12;
    private final RunOptions options = RunOptions.DEFAULT.withThreads(1);

    @TempDir
    Path folder;

    private interface Law {
        void hold(RandomFlow flow, RandomEdits edits, Path place, Random random) throws IOException;
    }

    private void hold(long first, Law law) throws IOException {
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            Random random = FlowRuns.random(seed);
            boolean keyed = random.nextBoolean();
            RandomEdits edits = new RandomEdits(random, keyed);
            edits.write(place);
            RandomFlow flow = new RandomFlow(random, keyed, place, new TreeMap<>());
            try {
                law.hold(flow, edits, place, random);
            } catch (RuntimeException | AssertionError problem) {
                throw new AssertionError("seed " + seed + ": " + problem.getMessage() + flow.yaml("x"), problem);
            }
            FlowRuns.delete(place);
        }
    }

    @Test
    void anyGroupingOfTheSameEditsGivesTheSameFiles() throws IOException {
        int[] compared = {0};
        hold(1, (flow, edits, place, random) -> {
            Plan often = flow.plan("often");
            Plan seldom = flow.plan("seldom");
            boolean accepted = isRight(often, place) & isRight(seldom, place);
            for (int i = 1; i <= 8 && accepted; i++) {
                edits.edit();
                edits.write(place);
                accepted = isRight(often, place);
                if (accepted && (random.nextInt(3) == 0 || i == 8)) {
                    accepted = isRight(seldom, place);
                    same("often", "seldom", place);
                    compared[0]++;
                }
            }
        });
        assertTrue(compared[0] >= ROUNDS, "compared " + compared[0]);
    }

    @Test
    void aChangeAndItsOppositeGiveTheSameFiles() throws IOException {
        int[] carried = {0};
        hold(1_000, (flow, edits, place, random) -> {
            Plan plan = flow.plan("dist");
            if (!isRight(plan, place)) {
                return;
            }
            for (int i = 0; i < 3; i++) {
                Map<String, String> before = FlowRuns.files(place.resolve("dist"));
                edits.edit();
                edits.write(place);
                if (!isRight(plan, place)) {
                    return;
                }
                edits.back();
                edits.write(place);
                Run back = FlowRuns.run(plan, place, options);
                assertTrue(back.completed() && back.valid());
                assertEquals(before, FlowRuns.files(place.resolve("dist")), String.valueOf(back.changes()));
                carried[0] += back.changes() != null && back.changes().isIncremental() ? 1 : 0;
                edits.edit();
                edits.write(place);
                if (!isRight(plan, place)) {
                    return;
                }
            }
        });
        assertTrue(carried[0] >= ROUNDS, "carried through " + carried[0]);
    }

    private boolean isRight(Plan plan, Path place) {
        Run run = FlowRuns.run(plan, place, options);
        return run.completed() && run.valid();
    }

    private static void same(String one, String other, Path place) throws IOException {
        assertEquals(FlowRuns.files(place.resolve(one)), FlowRuns.files(place.resolve(other)));
    }
}
