package dev.weir.cli;

import dev.weir.cli.command.Terminal;
import dev.weir.compare.Comparison;
import dev.weir.compare.PackageDifference;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Two words of the command line, opened and compared. */
record Compared(String title, PackageDifference difference) {

    /** Null where one of them is not there, which has been said. */
    static @Nullable Compared paths(String before, String after, RunOptions options, Terminal terminal) {
        boolean isThere = true;
        for (String word : new String[] {before, after}) {
            if (Files.notExists(GivenPath.of(word))) {
                terminal.complain("weir: " + word + ": there is no such file or folder");
                isThere = false;
            }
        }
        if (!isThere) {
            return null;
        }
        OpenPackage first = open(before, options, terminal);
        OpenPackage second = open(after, options, terminal);
        return new Compared(before + " → " + after, Comparison.of(first, second, options));
    }

    private static OpenPackage open(String word, RunOptions options, Terminal terminal) {
        Path path = GivenPath.of(word);
        if (Weir.isTable(path)) {
            terminal.say("weir: " + word + ": has no descriptor, so its types are inferred");
        }
        return Weir.openLeniently(path, options);
    }
}
