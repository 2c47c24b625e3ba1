package dev.weir.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, on the class path of the test. */
final class ChildProcess {
    private ChildProcess() {}

    /** Starts {@code weir} with these words; stdout and stderr go to files {@code out} and {@code err} of a folder. */
    static Process start(Path folder, List<String> javaOptions, String... words) throws IOException {
        return new ProcessBuilder(command(javaOptions, words))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /**
     * As {@link #start}, in a process that interrupts reach: what a shell started behind its back inherits that they are
     * ignored, and a JVM leaves it so.
     */
    static Process startInterruptible(Path folder, String... words) throws IOException, InterruptedException {
        List<String> heeded = List.of("env", "--default-signal=INT");
        List<String> command = new ArrayList<>(isThere(heeded) ? heeded : List.of());
        command.addAll(command(List.of(), words));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static boolean isThere(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // a system without env
        }
    }

    static List<String> command(List<String> javaOptions, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath(), "dev.weir.cli.Main"));
        command.addAll(List.of(words));
        return command;
    }

    /** The class path of the test: that of the process, unless the test's launcher has a loader of its own. */
    private static String classPath() {
        if (Main.class.getClassLoader() instanceof URLClassLoader loader) {
            List<String> places = new ArrayList<>();
            for (URL place : loader.getURLs()) {
                places.add(Path.of(URI.create(place.toString())).toString());
            }
            return String.join(System.getProperty("path.separator"), places);
        }
        return System.getProperty("java.class.path");
    }
}
