package dev.weir.source;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file whole that people write: a descriptor, a schema, a flow; not more of it than the limit says. */
public final class SmallFile {
    private SmallFile() {}

    /**
     * All bytes of a file.
     *
     * @param limit how many it may have; a device or a pipe is read that far
     * @throws DescriptorException where it has more
     * @throws UncheckedIOException where it is not there, is a folder or cannot be read
     */
    public static byte[] read(Path file, long limit) {
        if (Files.isDirectory(file)) {
            throw new UncheckedIOException(new IOException(file + ": is a folder: name a file"));
        }
        try {
            if (Files.size(file) <= limit) {
                byte[] bytes;
                try (InputStream in = Files.newInputStream(file)) {
                    bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
                }
                if (bytes.length <= limit) {
                    return bytes;
                }
            }
            String note = "The file has more than " + limit
                    + " bytes, Weir's limit for one that is not a table: put data into a file of its own";
            throw new DescriptorException(file.toString(), List.of(new Finding("", Json.Place.NONE, note)));
        } catch (NoSuchFileException absent) {
            throw new UncheckedIOException(file + ": there is no such file", absent);
        } catch (IOException problem) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(problem), problem);
        }
    }
}
