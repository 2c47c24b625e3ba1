package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.WeirException;
import dev.weir.flow.Lineage;
import dev.weir.flow.Plan;
import dev.weir.row.Row;
import dev.weir.run.Rows;
import dev.weir.run.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes from a field, and what does not: with the cells of one source field in another order, the output fields that
 * neither come from it nor have rows that do keep their cells. {@code -Dweir.seed} and {@code -Dweir.rounds} run others
 * than the usual random flows.
 */
class LineageLawTest {
    private static final int USUAL = 150;
    private static final int SHUFFLED = 2;
    private static final int ROUNDS = Integer.getInteger("weir.rounds", USUAL);
    private static final Map<String, List<String>> SOURCES =
            Map.of("a", List.of("id", "k", "n", "d", "t"), "b", List.of("k", "v", "w"));
    private final Map<String, Integer> drawn = new TreeMap<>();
    private int same;
    private int other;

    @TempDir
    Path folder;

    @Test
    void cellsKeepTheirValuesWhereOnlyOtherFieldsChange() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            round(seed, place);
            FlowRuns.delete(place);
        }
        if (ROUNDS >= USUAL) {
            Set<String> never = new TreeSet<>(Tables.STEPS.all().stream()
                    .map(step -> step.spec().name())
                    .filter(name -> !name.equals("load") && !name.equals("dump"))
                    .collect(Collectors.toSet()));
            never.removeAll(drawn.keySet());
            assertEquals(Set.of(), never, "never drawn");
            assertTrue(same > 500 && other > 500, same + " fields the same, " + other + " that may be others");
        }
    }

    private void round(long seed, Path place) throws IOException {
        Random random = FlowRuns.random(seed);
        RandomEdits tables = new RandomEdits(random, seed % 2 == 0, 20 + random.nextInt(30));
        tables.write(place);
        RandomFlow flow = new RandomFlow(random, seed % 2 == 0, place, drawn);
        Plan plan = flow.plan("dist");
        Lineage lineage = Lineage.of(plan);
        Map<String, List<String>> before = columns(plan, place);
        if (before.isEmpty()) {
            return;
        }
        for (int i = 0; i < SHUFFLED; i++) {
            String source = random.nextInt(3) == 0 ? "b" : "a";
            List<String> fields = SOURCES.get(source);
            String field = fields.get(random.nextInt(fields.size()));
            Path file = place.resolve("in/" + source + ".csv");
            String text = Files.readString(file);
            Files.writeString(file, shuffled(text, fields, field, random));
            Map<String, List<String>> after = columns(plan, place);
            Files.writeString(file, text);
            if (!after.isEmpty()) {
                compare(lineage, source, field, before, after, "seed " + seed + "\n" + flow.yaml("dist"));
            }
        }
    }

    private void compare(
            Lineage lineage,
            String source,
            String field,
            Map<String, List<String>> before,
            Map<String, List<String>> after,
            String flow) {
        for (Lineage.Table table : lineage.tables()) {
            boolean rows = table.rows().stream().anyMatch(origin -> isOf(origin, source, field));
            for (String name : table.fields().keySet()) {
                boolean follows =
                        rows || table.fields().get(name).stream().anyMatch(origin -> isOf(origin, source, field));
                String key = table.name() + "." + name;
                if (follows) {
                    other++;
                } else {
                    same++;
                    assertEquals(
                            before.get(key),
                            after.get(key),
                            key + " follows from " + source + "." + field + ", which nothing says\n" + flow);
                }
            }
        }
    }

    private static boolean isOf(Lineage.Origin origin, String source, String field) {
        return origin.source().name().equals(source) && origin.field().equals(field);
    }

    /** The cells of the column in another order. */
    private static String shuffled(String text, List<String> fields, String field, Random random) {
        int column = fields.indexOf(field);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        List<String> cells = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            cells.add(line.split(",", fields.size())[column]);
        }
        Collections.shuffle(cells, random);
        for (int i = 0; i < cells.size(); i++) {
            String[] row = lines.get(i + 1).split(",", fields.size());
            row[column] = cells.get(i);
            lines.set(i + 1, String.join(",", row));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The cells of each field that a run writes, by {@code table.field}; none where a row is in error. */
    private static Map<String, List<String>> columns(Plan plan, Path place) throws IOException {
        FlowRuns.delete(place.resolve("dist"));
        try {
            if (!FlowRuns.run(plan, place, FlowRuns.WHOLE).report().valid()) {
                return Map.of();
            }
        } catch (WeirException refused) {
            return Map.of();
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        var written = Weir.open(place.resolve("dist/datapackage.json"));
        for (var resource : written.dataPackage().resources()) {
            List<String> names = resource.schema().names();
            names.forEach(name -> columns.put(resource.name() + "." + name, new ArrayList<>()));
            try (Rows rows = written.resource(resource.name()).rows()) {
                for (Row row : rows) {
                    for (int i = 0; i < names.size(); i++) {
                        columns.get(resource.name() + "." + names.get(i)).add(String.valueOf(row.value(i)));
                    }
                }
            }
        }
        return columns;
    }
}
