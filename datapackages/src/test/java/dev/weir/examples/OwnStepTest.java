package dev.weir.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.docs.OwnStepJar;
import dev.weir.docs.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own step, from a project that is no module of this build, under its own name in a flow file. */
class OwnStepTest {
    @TempDir
    Path temp;

    private Scratch scratch;

    @BeforeEach
    void build() throws IOException {
        scratch = new Scratch(temp);
        OwnStepJar.build(scratch.folder().resolve("datapackages/own-step"));
    }

    @Test
    void itsClassHasTwentyLines() throws IOException {
        List<String> lines = Files.readAllLines(
                scratch.folder().resolve("datapackages/own-step/src/main/java/example/MaskText.java"));
        assertTrue(lines.size() <= 20, lines.size() + " lines");
    }

    @Test
    void itRunsFromAFlowFile() throws IOException {
        for (String given : List.of(
                "weir run --class-path datapackages/own-step/target/own-step.jar datapackages/own-step",
                "WEIR_CLASSPATH=datapackages/own-step/target/own-step.jar weir run datapackages/own-step")) {
            String output = scratch.run(given);
            assertTrue(output.contains("****0003  Ada Brook"), output);
            assertFalse(output.contains("01000003") || output.contains("(exit "), output);
        }
    }

    /** A flow that only prints has nothing that could differ. */
    @Test
    void aCheckedRunEndsWell() throws IOException {
        String run = "weir run --class-path datapackages/own-step/target/own-step.jar datapackages/own-step";
        assertEquals(scratch.run(run), scratch.run(run));
        String checked = scratch.run(run + " --check");
        assertTrue(checked.endsWith("check: a run from scratch gives the same\n"), checked);
    }

    @Test
    void itsOptionsAreChecked() throws IOException {
        Path flow = scratch.folder().resolve("datapackages/own-step/weir.yaml");
        Files.writeString(flow, Files.readString(flow).replace("keep: 4", "kep: 4"));
        String output = scratch.run("weir run --class-path datapackages/own-step/target/own-step.jar " + flow);
        assertTrue(output.contains("no option 'kep'; did you mean \"keep\"") && output.endsWith("(exit 2)\n"), output);
    }

    @Test
    void withoutItsJarTheStepIsUnknown() throws IOException {
        String output = scratch.run("weir run datapackages/own-step");
        assertTrue(output.contains("mask-text") && output.endsWith("(exit 2)\n"), output);
    }
}
