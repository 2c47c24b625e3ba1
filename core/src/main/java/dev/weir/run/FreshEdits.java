package dev.weir.run;

import dev.weir.source.Reason;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change file with edits that were not taken yet: all of them, or those behind what the same file held when it was
 * shorter.
 *
 * <p>Errors: a file that cannot be read or copied is an {@link UncheckedIOException} that begins with its name.
 */
final class FreshEdits {
    private static final int BUFFER = 1 << 18;

    final Path file;
    /** What the file held when it was shorter and was taken before; null where it was not. */
    final @Nullable TakenEdits head;

    private final String hash;
    private final long bytes;
    /** How many edits were found behind those; known when they were applied. */
    private long edits;

    private FreshEdits(Path file, String hash, long bytes, @Nullable TakenEdits head) {
        this.file = file;
        this.hash = hash;
        this.bytes = bytes;
        this.head = head;
    }

    /** A change file; null where its bytes are those of one that was taken. */
    static @Nullable FreshEdits of(Path file, List<TakenEdits> taken) {
        MessageDigest digest = Sha256.digest();
        long[] lengths =
                taken.stream().mapToLong(TakenEdits::bytes).sorted().distinct().toArray();
        TakenEdits head = null;
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            int next = 0;
            byte last = 0;
            while (true) {
                buffer.clear();
                if (next < lengths.length) {
                    buffer.limit((int) Math.min(BUFFER, lengths[next] - bytes));
                }
                int read = buffer.hasRemaining() ? channel.read(buffer) : 0;
                if (read < 0) {
                    break;
                }
                bytes += read;
                last = read > 0 ? buffer.get(read - 1) : last;
                digest.update(buffer.flip());
                if (next < lengths.length && bytes == lengths[next]) {
                    next++;
                    TakenEdits found = last == '\n' ? find(taken, hash(digest), bytes) : null;
                    head = found == null || !found.path().equals(path(file)) ? head : found;
                }
            }
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(file + ": there is no such change file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
        String hash = hash(digest);
        return find(taken, hash, bytes) != null ? null : new FreshEdits(file, hash, bytes, head);
    }

    private static String path(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static String hash(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 goes on from any byte", e);
        }
    }

    private static @Nullable TakenEdits find(List<TakenEdits> taken, String hash, long bytes) {
        for (TakenEdits one : taken) {
            if (one.bytes() == bytes && one.hash().equals(hash)) {
                return one;
            }
        }
        return null;
    }

    void count(long edits) {
        this.edits = edits;
    }

    /** How many edits at the head are not taken again. */
    long skip() {
        return head == null ? 0 : head.end();
    }

    long edits() {
        return edits;
    }

    TakenEdits taken() {
        return new TakenEdits(file.toString(), path(file), hash, bytes, skip(), edits);
    }

    /** Copies the file, whose bytes must be those that were taken. */
    void copyTo(Path folder) {
        Path copy = folder.resolve(taken().copy());
        if (Files.exists(copy)) {
            return;
        }
        Path temporary = folder.resolve(taken().copy() + ".new");
        try {
            Files.createDirectories(folder);
            Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            FreshEdits copied = of(temporary, List.of());
            if (copied == null || !copied.hash.equals(hash)) {
                throw new IOException("it was changed while it was read: run again");
            }
            Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be kept in " + folder + ": " + Reason.of(e), e);
        }
    }
}
