package dev.weir.compare.same;

import dev.weir.run.OpenPackage;
import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/** Whether the files of two tables are the same to the byte, and so are the tables. */
public final class SameBytes {
    private static final int PART = 1 << 18;

    private SameBytes() {}

    public static boolean of(OpenPackage.Table before, OpenPackage.Table after) {
        List<Path> files = before.files();
        List<Path> others = after.files();
        boolean same = !files.isEmpty()
                && files.size() == others.size()
                && Objects.equals(
                        before.descriptor().encoding(), after.descriptor().encoding())
                && Objects.equals(
                        before.descriptor().compression(), after.descriptor().compression());
        for (int i = 0; same && i < files.size(); i++) {
            same = of(files.get(i), others.get(i));
        }
        return same;
    }

    private static boolean of(Path file, Path other) {
        String name = String.valueOf(file.getFileName());
        boolean isPacked =
                name.endsWith(".gz") != String.valueOf(other.getFileName()).endsWith(".gz");
        try {
            return !isPacked
                    && Files.isRegularFile(file)
                    && Files.isRegularFile(other)
                    && Files.size(file) == Files.size(other)
                    && (Files.isSameFile(file, other) || hasSameBytes(file, other));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private static boolean hasSameBytes(Path file, Path other) throws IOException {
        try (FileChannel first = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel second = FileChannel.open(other, StandardOpenOption.READ)) {
            ByteBuffer one = ByteBuffer.allocate(PART);
            ByteBuffer two = ByteBuffer.allocate(PART);
            while (fill(first, one)) {
                if (!fill(second, two) || !one.equals(two)) {
                    return false;
                }
            }
            return !fill(second, two);
        }
    }

    private static boolean fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = 0;
        while (buffer.hasRemaining() && count >= 0) {
            count = channel.read(buffer);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }
}
