package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.docs.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of launcher and build in a folder of its own, so that each test may break it. */
class LauncherTest {
    private static final String VERSION = "weir 0.";

    @TempDir
    Path temp;

    private Path home;

    /** What a command printed and its exit code. */
    private record Answer(String out, String err, int code) {}

    @BeforeEach
    void copyTheBuild() throws IOException {
        home = temp.resolve("home");
        Path target = Files.createDirectories(home.resolve("cli/target"));
        Files.copy(Repository.ROOT.resolve("weir"), home.resolve("weir"));
        Path built = Repository.ROOT.resolve("cli/target");
        Files.copy(built.resolve("weir.jar"), target.resolve("weir.jar"));
        Files.createDirectory(target.resolve("lib"));
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, target.resolve("lib").resolve(jar.getFileName()));
            }
        }
    }

    private Process start(Path folder, Map<String, String> environment, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        builder.environment().put("XDG_CACHE_HOME", temp.resolve("cache").toString());
        builder.environment().put("HOME", temp.toString());
        builder.environment().putAll(environment);
        builder.redirectError(Files.createTempFile(temp, "err", "").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private Answer run(Path folder, Map<String, String> environment, String command) throws Exception {
        Path err = Files.createTempFile(temp, "err", "");
        Process process = start(folder, environment, "exec 2>'" + err + "'; " + command);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), command);
        return new Answer(out, Files.readString(err), process.exitValue());
    }

    private Answer run(String command) throws Exception {
        return run(home, Map.of(), command);
    }

    private static void isVersion(Answer answer) {
        assertEquals("", answer.err());
        assertTrue(answer.out().startsWith(VERSION) && answer.out().lines().count() == 1, answer.out());
        assertEquals(0, answer.code());
    }

    private List<Path> archives() throws IOException {
        return archives(home.resolve("cli/target/cds"));
    }

    /** The archives of classes in a folder; a library that is unpacked once is beside each. */
    private static List<Path> archives(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".so"))
                    .sorted()
                    .toList();
        }
    }

    private static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void runsFromAnyFolderAndThroughLinks() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("else/where"));
        Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("../second"));
        Files.createSymbolicLink(temp.resolve("else/second"), home.resolve("weir"));
        isVersion(run(elsewhere, Map.of(), "./first --version"));
        isVersion(run(elsewhere, Map.of("PATH", elsewhere + ":" + System.getenv("PATH")), "first --version"));
        isVersion(run(elsewhere, Map.of("PATH", home + ":" + System.getenv("PATH")), "weir --version"));
        isVersion(run("sh weir --version"));
        isVersion(run(elsewhere, Map.of("CDPATH", temp.toString()), "../../home/weir --version"));
    }

    @Test
    void anArchiveIsMadeOnceUsedAndMadeAgainForAnotherJar() throws Exception {
        isVersion(run("./weir --version"));
        List<Path> first = archives();
        assertEquals(1, first.size(), first.toString());
        FileTime made = Files.getLastModifiedTime(first.get(0));
        isVersion(run("./weir --version"));
        assertEquals(made, Files.getLastModifiedTime(first.get(0)));
        Answer loads = run(home, Map.of("WEIR_JAVA_OPTS", "-Xlog:class+load"), "./weir --version");
        assertTrue(
                loads.out().lines().anyMatch(line -> line.contains("dev.weir.cli.Main source: shared objects file")),
                "Main does not come from the archive");

        Path jar = home.resolve("cli/target/weir.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(made.toMillis() + 2000));
        isVersion(run("./weir --version"));
        assertEquals(1, archives().size());
        assertNotEquals(made, Files.getLastModifiedTime(archives().get(0)));

        Path moved = Files.move(home, temp.resolve("a moved home"));
        isVersion(run(moved, Map.of(), "./weir --version"));
    }

    @Test
    void aBrokenArchiveIsNeverSeen() throws Exception {
        isVersion(run("./weir --version"));
        Path archive = archives().get(0);
        byte[] good = Files.readAllBytes(archive);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
        byte[] noise = new byte[good.length];
        byte[] half = Arrays.copyOf(good, good.length / 2);
        for (byte[] bad : List.of(new byte[0], noise, half)) {
            Files.write(archive, bad);
            isVersion(run("./weir --version"));
        }
    }

    @Test
    void withoutAFolderForArchivesItJustRuns() throws Exception {
        Files.writeString(home.resolve("cli/target/cds"), "a file");
        isVersion(run(home, Map.of("XDG_CACHE_HOME", "/dev/null"), "./weir --version"));
        isVersion(run("./weir --version"));
        assertEquals(1, archives(temp.resolve("cache/weir")).size());
    }

    @Test
    void jvmOptionsReachTheJvmAndItStaysSilent() throws Exception {
        Answer pid = run(home, Map.of("WEIR_JAVA_OPTS", "-Xmx64m -XX:+PrintFlagsFinal"), "./weir --version");
        assertTrue(
                pid.out()
                        .lines()
                        .anyMatch(line -> line.contains(" MaxHeapSize ")
                                && line.replace(" ", "").contains("=67108864")),
                "no MaxHeapSize of 64 MB");
        isVersion(run(home, Map.of("WEIR_JAVA_OPTS", "-XX:+UseParallelGC"), "./weir --version"));
        isVersion(run(
                home,
                Map.of("JAVA_TOOL_OPTIONS", "-Da=1", "_JAVA_OPTIONS", "-Db=2", "JDK_JAVA_OPTIONS", "-Dc=3"),
                "./weir --version"));
    }

    @Test
    void usersJarsAreOnTheClassPath() throws Exception {
        Map<String, String> loads =
                Map.of("WEIR_JAVA_OPTS", "-XshowSettings:properties", "WEIR_CLASSPATH", "/tmp/one.jar");
        Answer answer = run(home, loads, "./weir --class-path /tmp/two.jar --version --class-path=/tmp/three.jar");
        String said = answer.err().replaceAll("\\s+", ":");
        assertTrue(said.contains("/tmp/one.jar:/tmp/two.jar:/tmp/three.jar"), answer.err());
        assertEquals(0, answer.code());
        assertEquals(2, run("./weir --class-path").code());
    }

    @Test
    void aMissingOrOldJavaIsSaid() throws Exception {
        Answer none = run(home, Map.of("JAVA_HOME", "/nowhere"), "./weir --version");
        assertEquals(2, none.code());
        assertTrue(none.err().startsWith("weir: JAVA_HOME is /nowhere"), none.err());
        Path old = temp.resolve("old jdk");
        script(old.resolve("bin/java"), "exit 0\n");
        for (String version : List.of("11.0.20", "1.8.0_392")) {
            Files.writeString(old.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
            Answer answer = run(home, Map.of("JAVA_HOME", old.toString()), "./weir --version");
            assertEquals(2, answer.code());
            assertTrue(answer.err().contains("is Java " + (version.startsWith("1.") ? 8 : 11)), answer.err());
        }
    }

    @Test
    void withoutABuildItBuildsOnceOrSaysWhyNot() throws Exception {
        Path target = home.resolve("cli/target");
        Files.move(target, home.resolve("ready"));
        Answer forbidden = run(home, Map.of("WEIR_NO_BUILD", "1"), "./weir --version");
        assertEquals(2, forbidden.code());
        assertTrue(forbidden.err().contains("WEIR_NO_BUILD"), forbidden.err());

        script(home.resolve("mvnw"), "echo the build says why; exit 1\n");
        Answer failed = run("./weir --version");
        assertEquals(3, failed.code());
        assertTrue(failed.err().contains("the build says why") && failed.out().isEmpty(), failed.err());

        script(
                home.resolve("mvnw"),
                "echo \"$@\" >>built; mkdir -p cli/target; cp -r ready/lib cli/target; cp ready/weir.jar cli/target\n");
        List<Process> together = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            together.add(start(home, Map.of(), "./weir --version"));
        }
        for (Process process : together) {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(5, TimeUnit.MINUTES));
            assertTrue(out.startsWith(VERSION), out);
        }
        List<String> builds = Files.readAllLines(home.resolve("built"));
        assertEquals(1, builds.size(), builds.toString());
        assertTrue(builds.get(0).contains("-Dfast"), builds.toString());
    }

    @Test
    void theLockOfADeadBuildIsTaken() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(home.resolve("cli/target/weir-build.lock"), Path.of(Long.toString(gone.pid())));
        isVersion(run("./weir --version"));
        assertFalse(Files.isSymbolicLink(home.resolve("cli/target/weir-build.lock")));
    }

    @Test
    void closedStreamsAreQuiet() throws Exception {
        Answer pipe = run("{ ./weir --help; echo $? >code; } | true; cat code");
        assertEquals("0\n", pipe.out());
        assertEquals("", pipe.err());
        Answer closed = run("./weir --help >&-; echo $?");
        assertEquals("0\n", closed.out());
        assertEquals("", closed.err());
        assertEquals(2, run("./weir hlep 2>&-").code());
    }

    @Test
    void aFullDiskOnStdoutIsAnError() throws Exception {
        Answer full = run("./weir --help >/dev/full");
        assertEquals(3, full.code());
        assertTrue(full.err().startsWith("weir: standard output: "), full.err());
    }
}
