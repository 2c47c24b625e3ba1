package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.parse.ParseLimits;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over blocks that are laid out in many small parts publish what runs over whole ones do, changes too. */
class RunPartsTest {
    private static final String[] STEPS = {
        "validate: {on-error: quarantine}",
        "validate: {on-error: drop}",
        "set-type: {fields: {name: {type: integer}}, on-error: quarantine}",
        "set-type: {fields: {name: {type: integer}}, on-error: drop}\n  - validate: {on-error: quarantine}",
        "sort-rows: {by: [n, name]}",
        "validate: {on-error: drop}\n  - unpivot: {fields: [id, n], name: k, value: v}",
    };

    @TempDir
    Path folder;

    @Test
    void partsGiveWhatTheWholeGives() throws IOException {
        int bytes = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = FlowRuns.random(seed);
            String steps = STEPS[seed % STEPS.length];
            String load =
                    "flow:\n  - load: {package: in, on-error: " + (seed % 4 < 2 ? "keep" : "quarantine") + "}\n  - ";
            ParseLimits limits = ParseLimits.DEFAULT.withBlockBytes(200 + random.nextInt(2000));
            RunOptions small = RunOptions.DEFAULT
                    .withThreads(1 + random.nextInt(3))
                    .withParseLimits(limits.withPartCells(1 + random.nextInt(30)));
            FlowRuns.delete(folder.resolve("small"));
            for (int run = 0; run < 2; run++) {
                write(random);
                FlowRuns.delete(folder.resolve("whole"));
                Map<String, String> whole = run(load + steps, "whole", FlowRuns.WHOLE.withParseLimits(limits));
                assertEquals(whole, run(load + steps, "small", small), "seed " + seed + " " + steps + " " + small);
                bytes += whole.toString().length();
            }
        }
        assertTrue(bytes > 60_000, "bytes: " + bytes);
    }

    private Map<String, String> run(String flow, String place, RunOptions options) throws IOException {
        String yaml = flow + "\n  - dump: {to: " + place + "}\n";
        FlowRuns.run(FlowRuns.plan(yaml, folder), folder, options);
        return FlowRuns.files(folder.resolve(place));
    }

    private void write(Random random) throws IOException {
        StringBuilder text = new StringBuilder("id,n,name\n");
        int rows = 100 + random.nextInt(100);
        for (int row = 0; row < rows; row++) {
            String line =
                    row + "," + random.nextInt(5) + "," + (random.nextInt(5) == 0 ? "\"a\nb\"" : random.nextInt(9));
            switch (random.nextInt(12)) {
                case 0 -> text.append('\n');
                case 1 -> text.append(row).append('\n');
                case 2 -> text.append(line).append(",more\n");
                case 3 -> text.append("x").append(line).append('\n');
                default -> text.append(line).append('\n');
            }
        }
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/t.csv"), text);
        Files.writeString(folder.resolve("in/datapackage.json"), """
            {"resources": [{"name": "t", "path": "t.csv", "schema": {"primaryKey": ["id"], "fields": [
              {"name": "id", "type": "integer"}, {"name": "n", "type": "number"}, {"name": "name", "type": "string"}]}}]}
            """);
    }
}
