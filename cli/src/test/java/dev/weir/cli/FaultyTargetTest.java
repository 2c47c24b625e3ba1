package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Terminal;
import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Steps;
import dev.weir.report.Report;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code weir run} on a file system that fails: what is said, the exit code, and what is in the target. Failing are all
 * changes (a read-only target), then the k-th operation, for every k of a run that dumps two resources.
 */
class FaultyTargetTest {
    private static final String SCHEMA = "{fields: [{name: id, type: integer}, {name: text, type: string}]}";

    @TempDir
    Path folder;

    private Path dist;

    @BeforeEach
    void anOlderVersion() throws IOException {
        dist = folder.resolve("dist");
        for (String name : List.of("a", "b")) {
            Files.writeString(folder.resolve(name + ".csv"), "id,text\n1,x\n2,y\n3,z\n");
        }
        Files.writeString(
                folder.resolve("weir.yaml"),
                "flow:\n  - load: {path: a.csv, schema: " + SCHEMA + "}\n  - load: {path: b.csv, schema: " + SCHEMA
                        + "}\n  - filter-rows: {where: \"id > ${FROM}\"}\n  - dump: {to: dist}\n");
        assertEquals("", run(FaultPlan.none(), 1, 0).replaceAll("(?s).*wrote version 1.0.0.*", ""));
    }

    /** Runs the flow; what was said, without the folder. */
    private String run(FaultPlan plan, int from, int... codes) {
        return run(plan, List.of(), from, codes);
    }

    private String run(FaultPlan plan, List<String> arguments, int from, int... codes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(bytes, bytes, Map.of());
        int code;
        try {
            Path file = FaultFileSystem.wrap(folder.resolve("weir.yaml"), plan);
            Steps steps = Steps.of(FaultyTargetTest.class.getClassLoader());
            FlowFile flow = FlowFile.read(file, Map.of("FROM", Integer.toString(from)), steps);
            code = RunCommand.run(flow, Arguments.parse(new RunCommand().options(), arguments), terminal);
        } catch (Throwable thrown) { // as the program's outermost frame does
            code = Failure.report(thrown, terminal);
        }
        String said = bytes.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        int got = code;
        assertTrue(java.util.Arrays.stream(codes).anyMatch(allowed -> allowed == got), "exit " + code + ": " + said);
        return said;
    }

    /** The files of the package; what a run keeps for the next one is not part of it. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(dist)) {
            for (Path path : paths.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(dist.resolve(".weir")))
                    .toList()) {
                files.put(dist.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    /** How many rows the valid package in the target has in both resources. */
    private long rows(String where) {
        Report report = Weir.validate(dist, RunOptions.DEFAULT.withHash(true));
        assertTrue(report.valid(), () -> where + ": " + report.errors() + report.tasks());
        assertEquals(report.tasks().get(0).rows(), report.tasks().get(1).rows(), where);
        return report.tasks().get(0).rows();
    }

    @Test
    void aReadOnlyTargetIsNamedAndLeftAlone() throws IOException {
        Map<String, String> before = files();
        String said = run(FaultPlan.readOnly(), 2, 3);
        assertTrue(said.matches("weir: dist/\\S+: cannot be made: Read-only file system\n"), said);
        assertEquals(before, files());
    }

    @Test
    void aReadOnlyTargetWillDoWhereNothingHasChanged() throws IOException {
        Map<String, String> before = files();
        String said = run(FaultPlan.readOnly(), 1, 0);
        assertTrue(said.startsWith("dist/datapackage.json: unchanged, version 1.0.0\n"), said);
        Files.writeString(folder.resolve("a.csv"), "id,text\n7,x\n");
        run(FaultPlan.readOnly(), 1, 3);
        assertEquals(before, files());
    }

    @Test
    void aTargetOnANetworkIsWrittenWhereThatIsTrusted() throws IOException {
        Map<String, String> before = files();
        assertEquals(
                "weir: dist: is on a network file system (nfs4), where a commit may be lost or torn: write to a disk of"
                        + " this machine, or say --trusted\n",
                run(FaultPlan.onDisk("nfs4"), 2, 2));
        assertEquals(before, files());
        run(FaultPlan.onDisk("nfs4"), List.of("--trusted"), 2, 0);
        assertEquals(1, rows("the trusted run"));
        run(FaultPlan.onDisk("ext4"), 1, 0);
        assertEquals(2, rows("a run on a disk of this machine"));
    }

    @Test
    void anyOperationMayFail() throws IOException {
        Map<String, String> old = files();
        run(FaultPlan.none(), 2, 0);
        assertEquals(1, rows("the run without a fault"));
        Map<String, String> fresh = files();
        for (FaultPlan.Kind kind : List.of(FaultPlan.Kind.ENOSPC, FaultPlan.Kind.EACCES)) {
            boolean failed = true;
            int refused = 0;
            int k = 0;
            while (failed) {
                restore(old);
                FaultPlan plan = FaultPlan.at(++k, kind);
                String said = run(plan, 2, 0, 3);
                failed = plan.hasFailed();
                String where = kind + " at operation " + k + ", which said " + said;
                long rows = rows(where);
                assertTrue(rows == 1 || rows == 2, where);
                if (!said.contains("wrote version")) {
                    refused++;
                    assertTrue(said.startsWith("weir: ") && said.endsWith(reason(kind) + "\n"), where);
                    assertTrue(said.substring(6).matches("(?s)(dist|a\\.csv|b\\.csv|weir\\.yaml|\\.).*: .*"), where);
                }
                run(FaultPlan.none(), 2, 0);
                assertEquals(1, rows(where));
                assertEquals(withoutTime(fresh), withoutTime(files()), where);
            }
            assertTrue(refused > 20, kind + ": " + refused);
            System.out.println("faults of a run: " + kind + ": " + k + " operations, " + refused + " of them end it");
        }
    }

    private static String reason(FaultPlan.Kind kind) {
        return kind == FaultPlan.Kind.ENOSPC ? "No space left on device" : "permission denied";
    }

    /** The files, but for the moment at which a version was made. */
    private static Map<String, String> withoutTime(Map<String, String> files) {
        Map<String, String> same = new TreeMap<>(files);
        same.replaceAll((name, text) ->
                text.replaceAll("\"created\": \"[^\"]*\"", "").replaceAll("(?m)^(## .*) \\(.*\\)$", "$1"));
        return same;
    }

    private void restore(Map<String, String> files) throws IOException {
        try (Stream<Path> paths = Files.walk(dist)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().equals("CHANGELOG.md")) {
                continue; // without the store, which knows it, it would be its author's
            }
            Path path = dist.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
