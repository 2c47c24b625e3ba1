package dev.weir.cli;

import dev.weir.cli.command.Terminal;
import dev.weir.compare.Comparison;
import dev.weir.compare.PackageDifference;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.version.OpenVersion;
import dev.weir.version.VersionSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Two words of the command line, paths or versions, opened and compared. */
record Compared(String title, PackageDifference difference) {

    /** Null where one of them is not there, which has been said. */
    static @Nullable Compared paths(String before, String after, RunOptions options, Terminal terminal) {
        boolean isThere = true;
        for (String word : new String[] {before, after}) {
            if (!isVersion(word) && Files.notExists(GivenPath.of(word))) {
                terminal.complain("weir: " + word + ": there is no such file or folder");
                isThere = false;
            }
        }
        if (!isThere) {
            return null;
        }
        String title = before + " → " + after;
        VersionFolder first = version(before);
        VersionFolder second = version(after);
        if (first != null && second != null && first.isBeside(second)) {
            return new Compared(title, first.store().compare(first.version(), second.version(), options));
        }
        try (OpenVersion old = open(first, options);
                OpenVersion now = open(second, options)) {
            return new Compared(
                    title,
                    Comparison.of(
                            old == null ? open(before, options, terminal) : old.opened(),
                            now == null ? open(after, options, terminal) : now.opened(),
                            options));
        }
    }

    /** Whether a word names a version; a file or folder of that very name is meant before it. */
    private static boolean isVersion(String word) {
        return VersionSelector.of(word) != null && Files.notExists(GivenPath.of(word));
    }

    private static @Nullable VersionFolder version(String word) {
        return isVersion(word) ? VersionFolder.of(word) : null;
    }

    private static @Nullable OpenVersion open(@Nullable VersionFolder named, RunOptions options) {
        return named == null ? null : named.store().open(named.version(), options);
    }

    private static OpenPackage open(String word, RunOptions options, Terminal terminal) {
        Path path = GivenPath.of(word);
        if (Weir.isTable(path)) {
            terminal.say("weir: " + word + ": has no descriptor, so its types are inferred");
        }
        return Weir.openLeniently(path, options);
    }
}
