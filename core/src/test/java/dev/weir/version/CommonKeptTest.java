package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.compare.Comparison;
import dev.weir.compare.EditLines;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import dev.weir.run.RunOptions;
import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of one store differ as they do when both are read whole, whatever was kept of what they have in common. */
class CommonKeptTest {
    private static final int LARGE = 1000;

    @TempDir
    Path temp;

    @Test
    void versionsDifferAsTheirFilesDo() throws IOException {
        int known = 0;
        for (int seed = 0; seed < 3; seed++) {
            Path dist = temp.resolve("dist" + seed);
            dumps(dist, new Random(seed), 4);
            VersionStore store = VersionStore.open(dist);
            for (Version before : store.log()) {
                for (Version after : store.log()) {
                    known += isKnown(store, before, after) ? 1 : 0;
                    try (OpenVersion first = store.open(before, RunOptions.DEFAULT);
                            OpenVersion second = store.open(after, RunOptions.DEFAULT)) {
                        assertEquals(
                                text(Comparison.of(first.opened(), second.opened(), RunOptions.DEFAULT)),
                                text(store.compare(before, after, RunOptions.DEFAULT)),
                                "seed " + seed + ", " + before.number() + " to " + after.number());
                    }
                }
            }
            for (int round = 0; round < 3; round++) {
                CleanUp.of(dist, false);
            }
            assertEquals(List.of(), StoreCheck.of(dist).problems());
            assertTrue(isKnown(store, store.get("#1"), store.head()), "after clean-up");
        }
        assertEquals(3 * 4 * 3, known, "of every two versions it is known what they have in common");
    }

    @Test
    void aKeptObjectThatIsGoneIsFoundAndNotMissed() throws IOException {
        Path dist = temp.resolve("dist");
        dumps(dist, new Random(7), 2);
        VersionStore store = VersionStore.open(dist);
        VersionFile.Common common = store.head().file("data/2/orders.csv").common();
        assertEquals(store.get("#1").file("data/1/orders.csv").hash(), common.file());
        String expected = text(store.compare(store.get("#1"), store.head(), RunOptions.DEFAULT));
        store.objects().delete(common.records());
        VersionStore again = VersionStore.open(dist);
        assertEquals(expected, text(again.compare(store.get("#1"), store.head(), RunOptions.DEFAULT)));
        assertEquals(
                ".weir/objects/" + common.records() + ": is missing: what data/2/orders.csv has in common with another",
                StoreCheck.of(dist).problems().get(0).toString());
    }

    private static boolean isKnown(VersionStore store, Version before, Version after) {
        try (OpenVersion first = store.open(before, RunOptions.DEFAULT);
                OpenVersion second = store.open(after, RunOptions.DEFAULT)) {
            return new CommonKept(store, before, after)
                            .known(
                                    first.opened().resource("orders"),
                                    second.opened().resource("orders"))
                    != null;
        }
    }

    private static String text(PackageDifference difference) {
        StringBuilder text = new StringBuilder(difference.schema().toString());
        for (ResourceDifference table : difference.resources()) {
            text.append('\n')
                    .append(List.of(
                            table.name(),
                            table.added(),
                            table.removed(),
                            table.changed(),
                            table.textOnly(),
                            table.moved()));
            EditLines.of(table, line -> text.append('\n').append(line));
        }
        return text.toString();
    }

    private void dumps(Path dist, Random random, int count) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(i + "," + "x".repeat(60 + random.nextInt(40)));
        }
        Resource orders = Resource.of("orders", Dumps.SCHEMA.with("primaryKey", Json.of("a")))
                .with("path", Json.of("orders.csv"))
                .with("format", Json.of("csv"));
        for (int version = 1; version <= count; version++) {
            Path source = Files.createDirectories(temp.resolve("source"));
            Files.writeString(source.resolve("orders.csv"), "a,b\n" + String.join("\n", rows) + "\n");
            new Dumps()
                    .keeper(new DumpedVersions(RunOptions.DEFAULT, LARGE))
                    .untouched(source, orders)
                    .dump(dist);
            for (int i = 0; i < 4; i++) {
                int at = random.nextInt(rows.size());
                switch (random.nextInt(4)) {
                    case 0 -> rows.add(at, 1000 * version + i + ",new");
                    case 1 -> rows.remove(at);
                    case 2 -> rows.set(at, rows.get(at) + version);
                    default -> rows.add(random.nextInt(rows.size()), rows.remove(at));
                }
            }
        }
    }
}
