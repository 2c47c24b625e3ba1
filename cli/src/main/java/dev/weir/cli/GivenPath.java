package dev.weir.cli;

import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.DataPath;
import dev.weir.run.Weir;
import dev.weir.source.EncodingGuess;
import dev.weir.source.Remote;
import dev.weir.source.RemoteFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A word of the command line that means a file or folder. */
final class GivenPath {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    private GivenPath() {}

    /** A file or folder here. */
    static Path of(String word) {
        if (ADDRESS.matcher(word).matches()) {
            throw new UsageException(
                    word + ": is an address, and nothing remote is read here: download it and name the file");
        }
        try {
            return Path.of(word);
        } catch (InvalidPathException invalid) {
            throw new UsageException("\"" + word + "\" is no path here: " + invalid.getReason());
        }
    }

    /**
     * A file or folder here, or what is at an address; one that ends in a slash is a folder with a descriptor.
     *
     * @param remote brings it, null where nothing remote is read
     */
    static Path of(String word, @Nullable Remote remote) {
        if (!DataPath.isUrl(word)) {
            return of(word);
        }
        if (remote == null) {
            throw new UsageException(
                    word + ": is an address, and nothing remote is read unless --remote asks for it: give"
                            + " that, or download it");
        }
        return remote.fetch(
                RemoteFolder.parse(word.endsWith("/") ? word + "datapackage.json" : word), null, Long.MAX_VALUE);
    }

    /** Says in which encoding a table without a descriptor is read, where that is a guess. */
    static void sayEncoding(String word, Path table, Terminal terminal) {
        EncodingGuess guess = Weir.encoding(table);
        if (guess.percent() < 100) {
            terminal.say("weir: " + word + ": encoding " + guess.name() + ", guessed, " + guess.percent()
                    + " %: it is no UTF-8 and states none");
        }
    }
}
