package dev.weir.docs;

import dev.weir.process.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Builds the project {@code datapackages/own-step} as its POM does, without Maven: compiles, packs. */
public final class OwnStepJar {
    private OwnStepJar() {}

    /** Makes {@code target/own-step.jar} in the project's folder. */
    public static Path build(Path project) throws IOException {
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", core().toString()));
        try (Stream<Path> sources = Files.walk(project.resolve("src/main/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(project + " does not compile: what javac says is above");
        }
        Path jar = project.resolve("target/own-step.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            pack(classes, packed);
            pack(project.resolve("src/main/resources"), packed);
        }
        return jar;
    }

    /** The jar or folder with the classes of core: what the project depends on, and all of it. */
    private static Path core() {
        return Path.of(URI.create(
                Step.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static void pack(Path folder, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
            }
        }
    }
}
