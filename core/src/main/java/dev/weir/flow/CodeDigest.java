package dev.weir.flow;

import dev.weir.source.Reason;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the code of a user's step is: the hash of its jar or of the classes in its folder. One thread. */
final class CodeDigest {
    private final Map<Path, String> known = new HashMap<>();

    /** The hash of the place that a class was loaded from; empty for our own; null where it is nowhere. */
    @Nullable
    String of(Class<?> type) {
        if (type.getModule().isNamed() && type.getModule().getName().startsWith("dev.weir.")
                || type.getClassLoader() == CodeDigest.class.getClassLoader()
                        && type.getPackageName().startsWith("dev.weir")) {
            return "";
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (type.isHidden() || source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return known.computeIfAbsent(Path.of(source.getLocation().toURI()), CodeDigest::read);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }

    private static String read(Path place) {
        try {
            if (Files.isRegularFile(place)) {
                return Sha256.of(Files.readAllBytes(place));
            }
            StringBuilder all = new StringBuilder();
            try (Stream<Path> files = Files.walk(place)) {
                List<Path> classes = files.filter(file -> file.toString().endsWith(".class"))
                        .sorted()
                        .toList();
                for (Path file : classes) {
                    all.append(place.relativize(file)).append(Sha256.of(Files.readAllBytes(file)));
                }
            }
            return Sha256.of(all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(place + ": cannot be read: " + Reason.of(e), e);
        }
    }
}
