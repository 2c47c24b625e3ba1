package dev.weir.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A folder that looks like the repository's root to the commands of one page: the launcher and a copy of the
 * examples without anything that was made there, so that every page starts from a fresh clone and writes where it may.
 */
public final class Scratch {
    private static final Set<String> MADE = Set.of("target", "dist", "out");
    private static final long MOST_MINUTES = 10;
    private final Path folder;

    /** Makes the copy in an empty folder. */
    public Scratch(Path folder) throws IOException {
        this.folder = folder;
        Path launcher = Files.writeString(
                folder.resolve("weir"), "#!/bin/sh\nexec '" + Repository.ROOT.resolve("weir") + "' \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path examples = Repository.ROOT.resolve("datapackages");
        Files.walkFileTree(examples, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                if (MADE.contains(from.getFileName().toString()) || from.equals(examples.resolve("src"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(there(from));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, there(from));
                return FileVisitResult.CONTINUE;
            }

            private Path there(Path from) {
                return folder.resolve(Repository.ROOT.relativize(from).toString());
            }
        });
    }

    /** Where the commands run. */
    public Path folder() {
        return folder;
    }

    /**
     * Runs a shell command and gives what a reader would see, stdout and stderr as they come, and a last line {@code
     * (exit n)} unless n is 0.
     */
    public String run(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment(folder));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + ": not done after " + MOST_MINUTES + " minutes");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + ": interrupted", interrupted);
        }
        output = output.isEmpty() || output.endsWith("\n") ? output : output + "\n";
        return process.exitValue() == 0 ? output : output + "(exit " + process.exitValue() + ")\n";
    }

    /** What makes a command say the same everywhere: no build, no colour, one zone, one date, {@code weir} on the path. */
    public static Map<String, String> environment(Path folder) {
        return Map.of(
                "PATH", folder + ":" + System.getenv("PATH"),
                "WEIR_NO_BUILD", "1",
                "NO_COLOR", "1",
                "SOURCE_DATE_EPOCH", "1767225600",
                "TZ", "UTC",
                "LC_ALL", "C.UTF-8");
    }
}
