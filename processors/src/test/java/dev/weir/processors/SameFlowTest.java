package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.run.Changes;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow keeps its state however its path is spelled. */
class SameFlowTest {
    @TempDir
    Path folder;

    @Test
    void aFlowIsTheSameFromAnyFolderAndThroughALink() throws IOException {
        Path place = Files.createDirectory(folder.resolve("flow"));
        Files.writeString(place.resolve("a.csv"), "id,n\n1,x\n2,y\n");
        Files.writeString(
                place.resolve("weir.yaml"),
                "flow:\n  - load: {path: a.csv}\n  - filter-rows: {where: \"n <> 'z'\"}\n  - dump: {to: dist}\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), place);
        Path here = Path.of("").toAbsolutePath();
        assertNotNull(run(place).wholeBecause());
        int next = 3;
        for (Path spelled :
                List.of(here.relativize(place), place.resolve("../flow"), link, here.relativize(link), place)) {
            assertNull(run(spelled).wholeBecause(), spelled.toString());
            Files.writeString(place.resolve("a.csv"), Files.readString(place.resolve("a.csv")) + next++ + ",x\n");
            Changes changes = run(spelled);
            assertNull(changes.wholeBecause(), spelled.toString());
        }
    }

    private static Changes run(Path spelled) {
        Plan plan = FlowFile.read(spelled.resolve("weir.yaml"), Map.of(), Tables.STEPS)
                .plan(Instant.EPOCH);
        Changes changes = FlowRuns.run(plan, spelled, RunOptions.DEFAULT).changes();
        assertNotNull(changes);
        return changes;
    }
}
