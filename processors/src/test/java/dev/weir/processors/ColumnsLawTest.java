package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.process.FlowException;
import dev.weir.run.Changes;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file whose columns change from run to run, its schema inferred, or stated and matched in part: the bytes of a run from
 * scratch, by a run as a whole that says so; or refused, as from scratch. Then the columns as they were are read again.
 */
class ColumnsLawTest {
    private static final int ROUNDS = 40;
    private static final Set<String> KINDS =
            Set.of("added", "removed", "renamed", "in another order", "other type", "none");
    private static final String FIELDS =
            "[{name: id, type: integer}, {name: k, type: string}, {name: n, type: number}, {name: t, type: string}]";
    private static final String[] STEPS = {
        "filter-rows: {where: \"n > 2\"}",
        "aggregate: {by: k, fields: {s: SUM(n), m: MAX(id)}, to: sums}",
        "sort-rows: {by: [n, id]}",
        "scan: {by: k, name: r, value: SUM(n)}",
        "deduplicate: {by: [k, n]}",
        "add-field: {name: twice, value: n * 2}"
    };
    private final Map<String, Integer> drawn = new TreeMap<>();
    private final Map<String, Integer> whole = new TreeMap<>();
    private int refused;
    private int carried;

    @TempDir
    Path folder;

    @Test
    void changedColumnsGiveWhatARunFromScratchGives() throws IOException {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place);
            try {
                round(FlowRuns.random(seed), place);
            } catch (RuntimeException | AssertionError problem) {
                throw new AssertionError("seed " + seed + ": " + problem.getMessage(), problem);
            }
            FlowRuns.delete(place);
        }
        System.out.println(drawn + ", " + refused + " refused, " + carried + " carried through; as a whole: " + whole);
        assertEquals(KINDS, drawn.keySet());
        assertTrue(carried * 3 > 2 * ROUNDS && refused > 2 && whole.size() > 1, "all ways were taken");
    }

    private void round(Random random, Path place) throws IOException {
        List<List<String>> columns = columns(random);
        StringBuilder yaml = new StringBuilder("flow:\n  - load: {path: a.csv");
        boolean isInferred = random.nextBoolean();
        yaml.append(isInferred ? "}\n" : ", schema: {fieldsMatch: partial, fields: " + FIELDS + "}}\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            yaml.append("  - " + STEPS[random.nextInt(STEPS.length)] + "\n");
        }
        yaml.append("  - dump: {to: ");
        List<String> last = null;
        for (int i = 0; i < 8; i++) {
            Files.writeString(place.resolve("a.csv"), text(columns));
            boolean completed =
                    compare(yaml.toString(), place, last != null && !last.equals(read(columns, isInferred)));
            last = completed ? read(columns, isInferred) : last;
            List<List<String>> next = i % 3 == 2 ? columns(random) : changed(random, columns);
            editRows(random, next);
            columns = next;
        }
    }

    private static List<List<String>> columns(Random random) {
        List<List<String>> columns = new ArrayList<>();
        for (String name : new String[] {"id", "k", "n", "t"}) {
            List<String> column = new ArrayList<>(List.of(name));
            for (int i = 0; i < 30; i++) {
                column.add(
                        switch (name) {
                            case "id" -> String.valueOf(i);
                            case "k" -> "k" + random.nextInt(4);
                            case "n" -> random.nextInt(9) + ".5";
                            default -> "t" + random.nextInt(9);
                        });
            }
            columns.add(column);
        }
        return columns;
    }

    private List<List<String>> changed(Random random, List<List<String>> columns) {
        List<List<String>> next = new ArrayList<>();
        columns.forEach(column -> next.add(new ArrayList<>(column)));
        int at = random.nextInt(next.size());
        String kind = List.copyOf(new TreeSet<>(KINDS)).get(random.nextInt(KINDS.size()));
        switch (kind) {
            case "added" -> {
                List<String> added = new ArrayList<>(next.get(at));
                added.set(0, "x" + random.nextInt(1_000_000));
                next.add(random.nextInt(next.size() + 1), added);
            }
            case "removed" -> next.remove(random.nextInt(3) > 0 ? next.size() - 1 : at);
            case "renamed" ->
                next.get(random.nextInt(3) > 0 ? next.size() - 1 : at).set(0, "y" + random.nextInt(1_000_000));
            case "in another order" -> Collections.swap(next, at, random.nextInt(next.size()));
            case "other type" ->
                next.get(next.size() - 1).replaceAll(cell -> cell.matches("[a-z].*|.*:.*") ? cell : "1" + cell);
            default -> {}
        }
        drawn.merge(kind, 1, Integer::sum);
        return next.isEmpty() ? columns : next;
    }

    /** As many as some. */
    private static void editRows(Random random, List<List<String>> columns) {
        for (int i = random.nextInt(3); i > 0; i--) {
            int rows = columns.get(0).size();
            int from = 1 + random.nextInt(rows - 1);
            int to = 1 + random.nextInt(rows - 1);
            columns.forEach(column -> column.set(to, column.get(from)));
        }
    }

    /** The columns that the flow reads: all, in their order; where a schema is stated those of its fields in any order. */
    private static List<String> read(List<List<String>> columns, boolean isInferred) {
        List<String> all = columns.stream().map(column -> column.get(0)).toList();
        return isInferred
                ? all
                : Stream.of("id", "k", "n", "t").filter(all::contains).toList();
    }

    private static String text(List<List<String>> columns) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < columns.get(0).size(); row++) {
            int at = row;
            text.append(String.join(
                            ",", columns.stream().map(column -> column.get(at)).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    /** @return whether the flow was run to its end */
    private boolean compare(String yaml, Path place, boolean areOthers) throws IOException {
        FlowRuns.delete(place.resolve("full"));
        Run full = run(() -> FlowRuns.plan(yaml + "full}\n", place), place, FlowRuns.WHOLE);
        Run run = run(() -> FlowRuns.plan(yaml + "inc}\n", place), place, RunOptions.DEFAULT);
        assertEquals(full == null, run == null, "refused: " + yaml);
        if (full == null || run == null) {
            refused++;
            return false;
        }
        assertEquals(full.completed(), run.completed(), yaml);
        assertEquals(full.valid(), run.valid(), yaml);
        if (!full.completed()) {
            refused++;
            return false;
        }
        assertEquals(FlowRuns.files(place.resolve("full")), FlowRuns.files(place.resolve("inc")), run.changes() + yaml);
        Changes changes = run.changes();
        assertNotNull(changes);
        if (changes.isIncremental()) {
            carried++;
            assertFalse(areOthers, "other columns are carried through");
        } else {
            whole.merge(String.valueOf(changes.wholeBecause()), 1, Integer::sum);
        }
        return true;
    }

    private static @Nullable Run run(Supplier<Plan> plan, Path place, RunOptions options) {
        try {
            return FlowRuns.run(plan.get(), place, options);
        } catch (FlowException problem) {
            return null;
        }
    }
}
