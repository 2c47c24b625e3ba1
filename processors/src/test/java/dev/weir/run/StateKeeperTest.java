package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.JsonObject;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.flow.Steps;
import dev.weir.process.RunInputs;
import dev.weir.source.DataFolder;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of what it has published, for the next one to build on. */
class StateKeeperTest {
    private static final Steps STEPS = Steps.of(StateKeeperTest.class.getClassLoader());

    @TempDir
    Path folder;

    @Test
    void aRunThatPublishesInBetweenIsNotTakenForThisOne() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        String yaml = "name: two\nflow:\n  - load: {path: a.csv, name: a}\n  - dump: {to: dist}\n";
        Plan plan = FlowFile.parse(yaml.getBytes(StandardCharsets.UTF_8), "weir.yaml", folder, Map.of(), STEPS)
                .plan(Instant.EPOCH);
        Run run = LocalRunner.run(
                plan, RunOptions.DEFAULT.withKeepsState(false), new RunInputs(Instant.EPOCH, text -> {}), folder);
        Path descriptor = folder.resolve("dist/datapackage.json");
        String hash = Sha256.of(Files.readAllBytes(descriptor));
        StateKeeper keeper = StateKeeper.of(plan);
        assertNotNull(keeper);

        assertTrue(keeper.isPublished(keeper.properties(JsonObject.EMPTY, run.stages())));
        Files.writeString(descriptor, "{}");
        JsonObject kept = keeper.properties(JsonObject.EMPTY, run.stages());

        assertEquals(
                List.of(hash),
                List.of(kept.object("published")
                        .text(DataFolder.place(descriptor).toString(), "")));
        assertFalse(keeper.isPublished(kept), "what is there is not what the run has left");
    }
}
