package dev.weir.source;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Nearest;
import dev.weir.report.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a descriptor names into a file inside the package's folder.
 *
 * <p>Refused are absolute paths, {@code ..}, hidden names, drive letters, {@code file:}, backslashes, NUL, and a
 * symbolic link whose real file lies outside the folder. A folder, a device or a pipe is no data file. An address is
 * refused too: see {@link Remote}.
 */
public final class SafePath {
    private SafePath() {}

    /**
     * The file that {@code text} names, which is there and may be read.
     *
     * @param trusted whether it may lie anywhere
     * @throws SourceException {@code scheme-error} where it may not be named, is not there or is no file
     */
    public static Path resolve(Path folder, String text, boolean trusted) {
        if (DataPath.isUrl(text)) {
            throw refused(
                    text,
                    "This is an address, and nothing remote is read unless --remote asks for it: give that, or"
                            + " download the file");
        }
        String problem = trusted ? null : DataPath.problem(text);
        if (problem != null) {
            throw refused(text, problem);
        }
        Path file = path(folder, text);
        try {
            Path real = file.toRealPath();
            if (!trusted && !real.startsWith(folder.toRealPath())) {
                throw refused(
                        file.toString(),
                        "The path leads by a symbolic link out of the package: put the file"
                                + " itself into the package's folder");
            }
            if (!Files.isRegularFile(real)) {
                throw refused(
                        file.toString(),
                        Files.isDirectory(real) ? "This is a folder: name a file" : "This is no regular file");
            }
            return file;
        } catch (NoSuchFileException absent) {
            throw new SourceException(
                    ErrorCode.SCHEME_ERROR, file.toString(), "There is no such file" + hint(file), -1, absent);
        } catch (IOException problemOfTheWorld) {
            throw new UncheckedIOException(
                    file + ": cannot be opened: " + Reason.of(problemOfTheWorld), problemOfTheWorld);
        }
    }

    private static Path path(Path folder, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException invalid) {
            throw new SourceException(
                    ErrorCode.SCHEME_ERROR, text, "This is no path here: " + invalid.getReason(), -1, invalid);
        }
    }

    /** The name in the file's folder that may have been meant. */
    private static String hint(Path file) {
        Path folder = file.getParent();
        Path name = file.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return "";
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                names.add(String.valueOf(each.getFileName()));
            }
        } catch (IOException unreadable) {
            return "";
        }
        return Nearest.hint(name.toString(), names);
    }

    private static SourceException refused(String file, String note) {
        return new SourceException(ErrorCode.SCHEME_ERROR, file, note);
    }
}
