package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.StateParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State that is loaded at once is, entry for entry, what carrying the rows through in parts gives: with so many rows that
 * keys in order are written as they come and others are sorted, short and long ones, in much memory and in little.
 */
class LoadLawTest {
    private static final int ROWS = 6_000;

    @TempDir
    Path folder;

    @Test
    void whatIsLoadedIsWhatPartsGive() throws IOException {
        for (int round = 0; round < 4; round++) {
            Random random = FlowRuns.random(round + 1);
            Path place = Files.createDirectories(folder.resolve("r" + round));
            write(place, random, round % 2 == 0);
            Plan plan = FlowRuns.plan(flow(), place);
            RunOptions options = RunOptions.DEFAULT.withThreads(1 + round % 3);
            options = round == 3 ? options.withMemoryBytes(1 << 18) : options;
            Run run = FlowRuns.run(plan, place, options);
            assertTrue(run.completed() && run.valid(), "round " + round);
            assertTrue(StateParts.rebuild(plan, options, 1_000, false), "round " + round);
        }
    }

    /** @param isSorted whether the keys of sales are in order */
    private static void write(Path place, Random random, boolean isSorted) throws IOException {
        StringBuilder sales = new StringBuilder("id,shop,amount,note\n");
        for (int i = 0; i < ROWS; i++) {
            int id = isSorted ? i : (i * 7 + 3) % ROWS;
            String amount = random.nextInt(9) == 0 ? "" : random.nextInt(100_000) + "." + random.nextInt(100);
            String note = "n".repeat(random.nextInt(12)) + random.nextInt(50);
            sales.append(id + "," + random.nextInt(900) + "," + amount + "," + note + "\n");
        }
        StringBuilder shops = new StringBuilder("shop,town\n");
        for (int i = 0; i < 800; i++) {
            shops.append(i + ",t" + random.nextInt(40) + "\n");
        }
        Files.writeString(place.resolve("sales.csv"), sales, StandardCharsets.UTF_8);
        Files.writeString(place.resolve("shops.csv"), shops, StandardCharsets.UTF_8);
        Files.writeString(
                place.resolve("sales.yaml"),
                "primaryKey: id\nfields: [{name: id, type: integer}, {name: shop, type: integer},"
                        + " {name: amount, type: number}, {name: note, type: string}]\n");
        Files.writeString(
                place.resolve("shops.yaml"),
                "primaryKey: shop\nfields: [{name: shop, type: integer}, {name: town, type: string}]\n");
    }

    private static String flow() {
        return """
                name: t
                flow:
                  - load: {path: sales.csv, schema: sales.yaml}
                  - load: {path: shops.csv, schema: shops.yaml}
                  - aggregate: {resources: sales, to: totals, by: [note], fields: {most: "MAX(amount)", shops: "COUNT(DISTINCT shop)", least: "MIN(note)"}}
                  - join: {resources: sales, with: shops, on: shop, fields: [town], keep: inner}
                  - dump: {to: dist}
                """;
    }
}
