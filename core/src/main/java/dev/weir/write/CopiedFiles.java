package dev.weir.write;

import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import dev.weir.process.Whole;
import dev.weir.source.HashAhead;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that no step touched: its files are copied byte for byte when the stage is prepared, its rows ignored.
 *
 * @param resource as it is described at the dump
 * @param source where it was read
 */
record CopiedFiles(Resource resource, TableSource source) implements Whole.Table, PackageStage.Stored {
    private static final int CHUNK = 1 << 18;

    /** Size and hash of a resource's files, one after the other. */
    record Measured(long bytes, String hash) {}

    @Override
    public Preparer preparer() {
        return batch -> null;
    }

    @Override
    public void take(Object prepared) {}

    @Override
    public void end() {}

    static boolean areSame(List<Path> files, List<Path> others) {
        if (files.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            if (!Disk.isSame(files.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    static Measured measure(List<Path> files) {
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        byte[] buffer = new byte[CHUNK];
        for (Path file : files) {
            try (FileChannel in = NewFile.read(file)) {
                for (int count = read(in, buffer); count > 0; count = read(in, buffer)) {
                    digest.update(buffer, 0, count);
                    bytes += count;
                }
            } catch (IOException e) {
                throw Disk.failed(file, "read", e);
            }
        }
        return new Measured(bytes, NewFile.text(digest.digest()));
    }

    /**
     * Size and hash of files whose bytes are those of others, file by file; null from the first byte on that differs. Two
     * files are read so, but none is written.
     */
    static @Nullable Measured same(List<Path> files, List<Path> others) {
        long bytes = 0;
        byte[] buffer = new byte[CHUNK];
        byte[] other = new byte[CHUNK];
        if (files.isEmpty() || !haveSizes(files, others)) {
            return null;
        }
        try (HashAhead hashing = new HashAhead()) {
            for (int i = 0; i < files.size(); i++) {
                try (FileChannel in = NewFile.read(files.get(i));
                        FileChannel there = NewFile.read(others.get(i))) {
                    for (int count = fill(in, buffer); count > 0; count = fill(in, buffer)) {
                        if (fill(there, other) != count || Arrays.mismatch(buffer, 0, count, other, 0, count) >= 0) {
                            return null;
                        }
                        hashing.update(buffer, 0, count);
                        bytes += count;
                    }
                }
            }
            return new Measured(bytes, NewFile.text(hashing.digest()));
        } catch (IOException | UncheckedIOException e) {
            return null; // what cannot be read says so when it is copied
        }
    }

    private static boolean haveSizes(List<Path> files, List<Path> others) {
        try {
            for (int i = 0; i < files.size(); i++) {
                if (i >= others.size()
                        || !Files.isRegularFile(others.get(i))
                        || Files.size(files.get(i)) != Files.size(others.get(i))) {
                    return false;
                }
            }
            return files.size() == others.size();
        } catch (IOException e) {
            return false;
        }
    }

    /** Copies files into new ones, which are added to {@code copies} as they are made. */
    static Measured copy(List<Path> files, Target target, List<NewFile> copies) {
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        byte[] buffer = new byte[CHUNK];
        for (Path file : files) {
            NewFile copy = target.newFile();
            copies.add(copy);
            try (FileChannel in = NewFile.read(file)) {
                for (int count = read(in, buffer); count > 0; count = read(in, buffer)) {
                    if (files.size() > 1) {
                        digest.update(buffer, 0, count);
                    }
                    copy.append(buffer, count);
                    bytes += count;
                }
            } catch (IOException e) {
                throw Disk.failed(file, "read", e);
            }
            copy.seal();
        }
        return new Measured(bytes, files.size() == 1 ? copies.get(0).hash() : NewFile.text(digest.digest()));
    }

    /** Fills the buffer as far as there is something to; how many bytes. */
    private static int fill(FileChannel in, byte[] buffer) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(buffer);
        while (into.hasRemaining() && in.read(into) >= 0) {
            // Go on.
        }
        return into.position();
    }

    private static int read(FileChannel in, byte[] buffer) throws IOException {
        return in.read(ByteBuffer.wrap(buffer));
    }
}
