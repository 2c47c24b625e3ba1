package dev.weir.source;

import dev.weir.report.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A package in a zip file: its folder, whose files are read as streams. The descriptor stands at the top or in the one
 * folder at the top. What an archive may not have is refused before anything is read of it, see {@link ZipDirectory}.
 */
final class ZipArchive {
    private ZipArchive() {}

    /** Whether a file is a zip file: by its name or its first bytes. */
    static boolean isZip(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PK\003\004");
        } catch (IOException unreadable) { // said by whoever reads it
            return false;
        }
    }

    /** The folder that has the descriptor, or would have it. */
    static Path folder(Path file, Limits limits) {
        ZipDirectory directory = ZipDirectory.read(file, limits);
        Path root = open(file);
        Set<String> tops = new TreeSet<>();
        for (ZipDirectory.Member member : directory.members()) {
            int slash = member.name().indexOf('/');
            tops.add(slash < 0 ? "" : member.name().substring(0, slash));
        }
        return tops.size() == 1 && !tops.contains("")
                ? root.resolve(tops.iterator().next())
                : root;
    }

    private static Path open(Path file) {
        for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
            if (provider.getScheme().equals("jar")) {
                try {
                    FileSystem archive = provider.newFileSystem(file, Map.of());
                    return archive.getRootDirectories().iterator().next();
                } catch (IOException problem) {
                    throw new SourceException(
                            ErrorCode.COMPRESSION_ERROR,
                            file.toString(),
                            "The archive cannot be read: " + problem.getMessage(),
                            -1,
                            problem);
                }
            }
        }
        throw new UncheckedIOException(new IOException(file + ": this Java reads no zip files"));
    }

    /** Whether a path lies in an archive. */
    static boolean holds(Path path) {
        return path.getFileSystem().provider().getScheme().equals("jar");
    }
}
