package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flow keeps, as it is explained. */
class ExplainTest {
    @TempDir
    Path folder;

    @Test
    void explainSaysWhatIsKeptAndWhetherItIsUsed() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "id,n\na,1\nb,2\na,3\n");
        Files.writeString(folder.resolve("weir.yaml"), """
            name: p
            flow:
              - load: {path: t.csv, name: t}
              - aggregate: {by: id, fields: {most: "MAX(n)"}}
              - dump: {to: dist}
            """);
        String before = weir("explain");
        assertTrue(before.contains("   Group: t; costs the changed rows"), before);
        assertTrue(!before.contains("keeps") && !before.contains("state in"), before);
        weir("run");
        String kept = weir("explain");
        assertTrue(kept.contains("   keeps 3 entries, 0.0 MB"), kept);
        assertTrue(kept.contains("   keeps 5 entries, 0.0 MB"), kept);
        assertTrue(kept.contains("the next run builds on it"), kept);
        String flow = Files.readString(folder.resolve("weir.yaml"));
        Files.writeString(folder.resolve("weir.yaml"), flow.replace("  - dump", "  - sort-rows: {by: most}\n  - dump"));
        String edited = weir("explain");
        assertTrue(edited.contains("the next run builds on it and rebuilds 2 of 4 steps"), edited);
        assertEquals(3, edited.split("the next run rebuilds it", -1).length, edited);
        assertTrue(edited.indexOf("rebuilds it") > edited.indexOf("3. sort-rows"), edited);
        Files.writeString(folder.resolve("weir.yaml"), flow);
        Files.writeString(folder.resolve("dist/datapackage.json"), "{}");
        String lost = weir("explain");
        assertTrue(lost.contains("not used: what the last run wrote was changed since"), lost);
    }

    private String weir(String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Main.run(new Terminal(out, out, Map.of()), command, folder.toString()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
