package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.flow.FlowFile;
import dev.weir.process.FlowException;
import dev.weir.process.RunInputs;
import dev.weir.run.Changes;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incremental = recompute: after each edit of random flows' inputs, the bytes of a run from scratch. */
class RefreshLawTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 60);
    private final Map<String, Integer> drawn = RandomFlow.counts();
    private final Map<String, Integer> whole = RandomFlow.counts();
    private int incremental;
    private int runs;

    @TempDir
    Path folder;

    @Test
    void aRefreshGivesTheBytesOfARunFromScratch() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            try {
                round(seed, place);
            } catch (RuntimeException | AssertionError problem) {
                throw new AssertionError("seed " + seed + ": " + problem.getMessage(), problem);
            }
            delete(place);
        }
        System.out.println(
                runs + " edits, " + incremental + " carried through; as a whole: " + whole + "; steps " + drawn);
        assertTrue(incremental * 2 > runs, "most edits are carried through");
    }

    private void round(long seed, Path place) throws IOException {
        Random random = new Random(seed);
        boolean keyed = random.nextBoolean();
        RandomFlow flow = new RandomFlow(random, keyed, drawn);
        RandomEdits edits = new RandomEdits(random, keyed);
        write(place, edits);
        if (!run(flow, place, "inc", true).completed()) {
            return;
        }
        for (int i = 0; i < 5; i++) {
            edits.edit();
            write(place, edits);
            delete(place.resolve("full"));
            Run full = run(flow, place, "full", false);
            Run run = run(flow, place, "inc", true);
            String context = "edit " + i + " of\n" + flow.yaml("x") + "\n";
            assertEquals(full.completed(), run.completed(), context + full.report());
            assertEquals(full.valid(), run.valid(), context + full.report() + run.changes());
            if (full.completed()) {
                Map<String, String> expected = files(place.resolve("full"));
                Map<String, String> found = files(place.resolve("inc"));
                for (String name : expected.keySet()) {
                    assertEquals(expected.get(name), found.get(name), name + " at " + context + run.changes());
                }
            }
            runs++;
            Changes changes = run.changes();
            if (changes != null && changes.isIncremental()) {
                incremental++;
            } else {
                whole.merge(String.valueOf(changes == null ? null : changes.wholeBecause()), 1, Integer::sum);
            }
        }
    }

    private static void write(Path place, RandomEdits edits) throws IOException {
        Files.writeString(place.resolve("in/a.csv"), edits.a());
        Files.writeString(place.resolve("in/b.csv"), edits.b());
    }

    private Run run(RandomFlow flow, Path place, String to, boolean keeps) {
        FlowFile file;
        try {
            file = FlowFile.parse(
                    flow.yaml(to).getBytes(StandardCharsets.UTF_8), "weir.yaml", place, Map.of(), Tables.STEPS);
            return LocalRunner.run(
                    file.plan(Instant.EPOCH),
                    RunOptions.DEFAULT.withThreads(1).withKeepsState(keeps),
                    new RunInputs(Instant.EPOCH, text -> {}),
                    place);
        } catch (FlowException problem) {
            throw new IllegalStateException(flow.yaml(to), problem);
        }
    }

    /** The bytes of each resource. */
    private static Map<String, String> files(Path dist) throws IOException {
        DataPackage published = new DataPackage(
                (JsonObject) JsonReader.read(Files.readAllBytes(dist.resolve("datapackage.json")), "datapackage.json"));
        Map<String, String> files = new LinkedHashMap<>();
        for (Resource resource : published.resources()) {
            files.put(
                    resource.name(),
                    Files.readString(dist.resolve(resource.paths().get(0))));
            files.put(
                    resource.name() + " descriptor",
                    resource.json().without("path").toString());
        }
        return files;
    }

    private static void delete(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
