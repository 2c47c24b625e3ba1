package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code apply(diff(a, b), a) = b}: what diff prints, taken by a run as edits of the first table, gives the second. */
class DiffLawTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 25);
    private static final String FIELDS =
            "{name: id, type: integer}, {name: n, type: number}, {name: s, type: string}, {name: d, type: date}";
    private static final String[] NUMBERS = {"1", "1.0", "1.50", "2", "", "-3.25"};
    private static final String[] TEXTS = {"x", "y", "", "a, b", "say \"hi\"", "two\nlines"};
    private static final String[] DATES = {"2026-01-01", "2026-02-03"}; // a row without any cell would be an error

    @TempDir
    Path folder;

    private int runs;

    @Test
    void editsOfAKeyedTableGiveTheOther() throws Exception {
        law(1, true, ", primaryKey: id");
    }

    @Test
    void editsOfATableWithAKeyThatIsInferredGiveTheOther() throws Exception {
        law(2, true, "");
    }

    @Test
    void editsOfATableWithoutAKeyGiveTheOther() throws Exception {
        law(3, false, "");
    }

    private void law(long seed, boolean keyed, String key) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed * 1000 + round);
            List<String[]> a = table(random, keyed);
            List<String[]> b = edited(a, random, keyed);
            Path place = Files.createDirectories(folder.resolve(seed + "-" + round));
            write(a, random, place.resolve("a/t.csv"), key);
            write(b, random, place.resolve("b/t.csv"), key);
            String edits = weir(place, "diff", "a", "b", "--format", "jsonl");
            Files.writeString(place.resolve("edits.jsonl"), edits);
            Files.writeString(place.resolve("weir.yaml"), """
                name: p
                flow:
                  - load: {path: a/t.csv, name: t, schema: {fields: [%s]%s}}
                  - dump: {to: dist}
                """.formatted(FIELDS, key));
            String message = "seed " + seed + " round " + round + "\n" + edits(place);
            if (edits.isEmpty()) {
                weir(place, "run");
            } else {
                weir(place, "run", "--changes", "t=edits.jsonl");
                runs++;
            }
            String left = weir(place, "diff", "dist", "b", "--resource", "t", "--format", "json", "--rows", "0");
            for (String count : List.of("added", "removed", "changed", "moved")) {
                assertTrue(left.contains("\"" + count + "\": 0"), message + left);
            }
            assertEquals(values(b), values(rows(place.resolve("dist"))), message);
        }
        assertTrue(runs > ROUNDS / 2, runs + " rounds with edits");
    }

    private static List<String[]> table(Random random, boolean keyed) {
        List<String[]> rows = new ArrayList<>();
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            rows.add(row(random, keyed ? String.valueOf(i + 1) : random.nextInt(5) == 0 ? "" : "" + random.nextInt(3)));
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private static String[] row(Random random, String id) {
        return new String[] {
            id,
            NUMBERS[random.nextInt(NUMBERS.length)],
            TEXTS[random.nextInt(TEXTS.length)],
            DATES[random.nextInt(DATES.length)]
        };
    }

    private static List<String[]> edited(List<String[]> a, Random random, boolean keyed) {
        List<String[]> b = new ArrayList<>();
        a.forEach(row -> b.add(row.clone()));
        int edits = random.nextInt(6);
        for (int i = 0; i < edits; i++) {
            int kind = random.nextInt(5);
            int at = random.nextInt(b.size() + 1);
            if (kind == 0 || b.isEmpty()) {
                b.add(at, row(random, keyed ? String.valueOf(100 + i) : "" + random.nextInt(3)));
                continue;
            }
            at = Math.min(at, b.size() - 1);
            if (kind == 1) {
                b.remove(at);
            } else if (kind == 2) {
                b.get(at)[1] = NUMBERS[random.nextInt(NUMBERS.length)];
            } else if (kind == 3) {
                b.get(at)[2] = TEXTS[random.nextInt(TEXTS.length)];
            } else {
                b.add(random.nextInt(b.size()), b.remove(at));
            }
        }
        return b;
    }

    private static void write(List<String[]> rows, Random random, Path file, String key) throws Exception {
        Files.createDirectories(file.getParent());
        StringBuilder text = new StringBuilder("id,n,s,d\n");
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                boolean quoted = row[i].matches("(?s).*[,\"\n].*") || random.nextInt(10) == 0 && !row[i].isEmpty();
                text.append(i == 0 ? "" : ",").append(quoted ? '"' + row[i].replace("\"", "\"\"") + '"' : row[i]);
            }
            text.append('\n');
        }
        Files.writeString(file, text);
        Files.writeString(
                file.resolveSibling("datapackage.yaml"),
                "name: p\nresources: [{name: t, path: t.csv, schema: {fields: [" + FIELDS + "]" + key + "}}]\n");
    }

    private static List<String[]> rows(Path dist) {
        List<String[]> rows = new ArrayList<>();
        try (var read = dev.weir.run.Weir.open(dist).resource("t").rows()) {
            for (var row : read) {
                String[] cells = new String[4];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = row.value(i) == null ? "" : String.valueOf(row.value(i));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static List<List<Object>> values(List<String[]> rows) {
        List<List<Object>> values = new ArrayList<>();
        for (String[] row : rows) {
            Object number = row[1].isEmpty() ? "" : new BigDecimal(row[1]).stripTrailingZeros();
            values.add(List.of(row[0], number, row[2], row[3]));
        }
        return values;
    }

    private static String edits(Path place) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("a/t.csv", "b/t.csv", "edits.jsonl")) {
            Path file = place.resolve(name);
            all.append(Files.exists(file) ? Files.readString(file) : "").append('\n');
        }
        return all.toString();
    }

    private static String weir(Path place, String... words) throws Exception {
        String[] placed = words.clone();
        for (int i = 1; i < placed.length; i++) {
            for (String path : List.of("a", "b", "dist")) {
                placed[i] = placed[i].equals(path) ? place.resolve(path).toString() : placed[i];
            }
            placed[i] = placed[i].replace("t=edits", "t=" + place.resolve("edits"));
        }
        List<String> all = new ArrayList<>(List.of(placed));
        if (words[0].equals("run")) {
            all.add(place.resolve("weir.yaml").toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new Terminal(out, err, Map.of()), all.toArray(String[]::new));
        assertEquals(
                0,
                code,
                edits(place) + place + ": " + String.join(" ", all) + "\n" + err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
