package dev.weir.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.weir.source.EarlyForce;
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
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run under a temporary name: entries come in ascending order of their keys, each key once. The layout is told
 * at {@link RunFile}. What is written is a function of the entries and the size of blocks alone. One thread.
 */
final class RunFileWriter {
    /** Of a small block most time would go into what level 1 does before it compresses the first byte. */
    private static final int LEVEL = -5;
    /** Entries of a block at most: to look up a small one, no thousands of others are unpacked. */
    private static final int MOST_ENTRIES = 128;

    /** Bytes from which a block is compressed: unpacking less takes longer than reading it. */
    private static final int LEAST_COMPRESSED = 512;

    private static final int ROOM_FOR_HEAD = 20; // and for the three lengths of an entry
    private static final int BUFFER = 1 << 18;
    private static final AtomicLong MADE = new AtomicLong();

    private final Path path;
    private final FileChannel channel;
    private final int blockBytes;
    private @Nullable ZstdCompressCtx compressor;
    private @Nullable EarlyForce early;
    private final MessageDigest digest = Sha256.digest();
    private final CRC32C checksum = new CRC32C();
    private final byte[] four = new byte[Integer.BYTES];
    private final VarBytes block = new VarBytes(new byte[1 << 12]);
    private final VarBytes index = new VarBytes(new byte[1 << 10]);
    private byte[] compressed = {};
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
    /** Has room for {@link Bytes#RUN_OVER} bytes behind it. */
    private byte[] last = new byte[Bytes.RUN_OVER];

    private int lastLength;
    private byte[] separator = {};
    private int blockEntries;
    private int blockKeyBytes;
    private long written;
    private long blocks;
    private long entries;
    private long removals;
    private long rawBytes;

    /** @param blockBytes how large a block of fewer than {@value #MOST_ENTRIES} entries becomes, uncompressed */
    RunFileWriter(Path folder, int blockBytes) {
        this.blockBytes = blockBytes;
        this.path = temporary(folder);
        try {
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(path, "made", e);
        }
        block.at = ROOM_FOR_HEAD;
        byte[] magic = RunFile.magic();
        try {
            write(magic, 0, magic.length);
        } catch (UncheckedIOException e) {
            discard();
            throw e;
        }
    }

    /** A name of the kind that is known for a leftover when a run was killed. */
    private static Path temporary(Path folder) {
        while (true) {
            long mixed = System.nanoTime() * 0x9e3779b97f4a7c15L
                    ^ ProcessHandle.current().pid() << 40
                    ^ MADE.incrementAndGet() * 0xd6e8feb86659fd93L;
            String digits = Long.toHexString(mixed);
            Path path = folder.resolve(".weir-tmp-" + "0".repeat(16 - digits.length()) + digits);
            if (!Files.exists(path)) {
                return path;
            }
        }
    }

    static UncheckedIOException failed(Path file, String what, IOException problem) {
        String reason = problem instanceof NoSuchFileException ? "there is no such file" : problem.getMessage();
        return new UncheckedIOException(file + ": cannot be " + what + ": " + reason, problem);
    }

    Path path() {
        return path;
    }

    /** The file will probably be brought to disk: begins with that while it is still being written. */
    void forceEarly() {
        early = new EarlyForce(channel);
    }

    long entries() {
        return entries;
    }

    long removals() {
        return removals;
    }

    /** Whether an entry may be appended: its key is larger than the last. */
    boolean takes(EntryCursor entry) {
        return takes(entry.keys, entry.keyFrom, entry.keyLength);
    }

    boolean takes(byte[] key, int from, int length) {
        return entries == 0 || isBehind(shared(key, from, length), key, from, length);
    }

    /** How many bytes a key has in common with the last one. */
    private int shared(byte[] key, int from, int length) {
        int most = Math.min(lastLength, length);
        int at = 0;
        if (from + length + Bytes.RUN_OVER <= key.length) { // then the last one has room behind it, too
            for (; at < most; at += Long.BYTES) {
                long differs = Bytes.getLong(last, at) ^ Bytes.getLong(key, from + at);
                if (differs != 0) {
                    return Math.min(most, at + (Long.numberOfTrailingZeros(differs) >>> 3));
                }
            }
            return most;
        }
        int differs = Arrays.mismatch(last, 0, most, key, from, from + most);
        return differs < 0 ? most : differs;
    }

    private boolean isBehind(int shared, byte[] key, int from, int length) {
        return shared < Math.min(lastLength, length)
                ? (key[from + shared] & 0xff) > (last[shared] & 0xff)
                : length > lastLength;
    }

    void append(EntryCursor entry) {
        append(entry.keys, entry.keyFrom, entry.keyLength, entry.values, entry.valueFrom, entry.valueLength);
    }

    /** @param valueLength -1 for a removal */
    void append(byte[] keys, int from, int length, byte[] values, int valueFrom, int valueLength) {
        append(shared(keys, from, length), keys, from, length, values, valueFrom, valueLength);
    }

    /** Appends an entry if it may be; else false. */
    boolean offer(byte[] keys, int from, int length, byte[] values, int valueFrom, int valueLength) {
        int shared = shared(keys, from, length);
        if (entries > 0 && !isBehind(shared, keys, from, length)) {
            return false;
        }
        append(shared, keys, from, length, values, valueFrom, valueLength);
        return true;
    }

    private void append(int common, byte[] keys, int from, int length, byte[] values, int valueFrom, int valueLength) {
        int size = length + Math.max(0, valueLength);
        if (blockEntries == MOST_ENTRIES || blockEntries > 0 && (long) block.at + size > blockBytes + ROOM_FOR_HEAD) {
            endBlock();
        }
        int shared = common;
        if (blockEntries == 0) {
            separator = entries == 0 ? new byte[0] : Arrays.copyOfRange(keys, from, from + shared + 1);
            shared = 0;
        }
        block.room(ROOM_FOR_HEAD + size + Bytes.RUN_OVER);
        byte[] to = block.bytes;
        int at = VarBytes.putVarint(to, block.at, shared);
        at = VarBytes.putVarint(to, at, length - shared);
        at = VarBytes.putVarint(to, at, valueLength + 1L);
        Bytes.copy(keys, from + shared, length - shared, to, at);
        at += length - shared;
        if (valueLength > 0) {
            Bytes.copy(values, valueFrom, valueLength, to, at);
            at += valueLength;
        }
        block.at = at;
        if (last.length < length + Bytes.RUN_OVER) {
            last = Arrays.copyOf(last, Math.max(length, 2 * last.length) + Bytes.RUN_OVER);
        }
        Bytes.copy(keys, from + common, length - common, last, common);
        lastLength = length;
        blockEntries++;
        blockKeyBytes += length;
        entries++;
        removals += valueLength < 0 ? 1 : 0;
        rawBytes += size;
    }

    private void endBlock() {
        byte[] head = new byte[ROOM_FOR_HEAD];
        int headLength = VarBytes.putVarint(head, VarBytes.putVarint(head, 0, blockEntries), blockKeyBytes);
        int from = ROOM_FOR_HEAD - headLength;
        System.arraycopy(head, 0, block.bytes, from, headLength);
        int raw = block.at - from;
        int stored = raw < Math.min(LEAST_COMPRESSED, blockBytes / 8) ? raw : compress(from, raw);
        boolean isSmaller = stored < raw;
        stored = isSmaller ? stored : raw;
        writeChecked(isSmaller ? compressed : block.bytes, isSmaller ? 0 : from, stored);
        index.putVarint(separator.length);
        index.put(separator, 0, separator.length);
        index.putVarint(stored);
        index.putVarint(raw);
        blocks++;
        blockEntries = 0;
        blockKeyBytes = 0;
        block.at = ROOM_FOR_HEAD;
        if (block.bytes.length > 1 << 20) { // a giant has passed
            block.bytes = new byte[1 << 12];
            compressed = new byte[0];
        }
    }

    /** Not called for little: the first use in a process takes longer than small data are worth. */
    private int compress(int from, int raw) {
        ZstdCompressCtx context = compressor;
        if (context == null) {
            context = new ZstdCompressCtx().setLevel(LEVEL);
            compressor = context;
        }
        int bound = Math.toIntExact(Zstd.compressBound(raw));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        return context.compressByteArray(compressed, 0, bound, block.bytes, from, raw);
    }

    private void closeCompressor() {
        if (compressor != null) {
            compressor.close();
            compressor = null;
        }
    }

    private void writeChecked(byte[] bytes, int from, int length) {
        checksum.reset();
        checksum.update(bytes, from, length);
        write(bytes, from, length);
        Bytes.putInt(four, 0, (int) checksum.getValue());
        write(four, 0, four.length);
    }

    private void write(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
        written += length;
        for (int done = 0; done < length; ) {
            if (!buffer.hasRemaining()) {
                flush();
                if (buffer.capacity() < BUFFER) {
                    buffer = ByteBuffer.allocate(BUFFER);
                }
            }
            int some = Math.min(length - done, buffer.remaining());
            buffer.put(bytes, from + done, some);
            done += some;
        }
    }

    private void flush() {
        buffer.flip();
        try {
            int bytes = buffer.remaining();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (early != null) {
                early.wrote(bytes);
            }
        } catch (IOException e) {
            throw failed(path, "written", e);
        }
        buffer.clear();
    }

    /**
     * Ends the file, which keeps its temporary name; the SHA-256 of what it holds.
     *
     * @param lasts whether it is brought to disk
     */
    String finish(boolean lasts) {
        if (blockEntries > 0) {
            endBlock();
        }
        long footer = written;
        VarBytes tail = new VarBytes(new byte[64 + lastLength + index.at]);
        tail.putVarint(entries);
        tail.putVarint(removals);
        tail.putVarint(rawBytes);
        tail.putVarint(blocks);
        tail.put(index.bytes, 0, index.at);
        tail.putLong(footer);
        checksum.reset();
        checksum.update(tail.bytes, 0, tail.at);
        tail.putInt((int) checksum.getValue());
        byte[] magic = RunFile.magic();
        tail.put(magic, 0, magic.length);
        write(tail.bytes, 0, tail.at);
        flush();
        closeCompressor();
        try {
            if (early != null) {
                early.end();
            }
            if (lasts) {
                channel.force(true);
            }
            channel.close();
        } catch (IOException e) {
            throw failed(path, "brought to disk", e);
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.length);
        for (byte value : bytes) {
            text.append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        return text.toString();
    }

    /** Closes and removes the file. */
    void discard() {
        closeCompressor();
        try {
            channel.close();
        } catch (IOException e) {
            // It goes anyway.
        }
        delete(path);
    }

    /** Gives a finished file its name, in one step. */
    static Path rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return to;
        } catch (IOException e) {
            throw failed(to, "written", e);
        }
    }

    /** Brings a file that was written before to disk. */
    static void forceFile(Path file) {
        try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE)) {
            opened.force(true);
        } catch (IOException e) {
            throw failed(file, "brought to disk", e);
        }
    }

    /** Brings the names in a folder to disk, where the system knows how to. */
    static void force(Path folder) {
        FileChannel opened;
        try {
            opened = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException | UnsupportedOperationException e) {
            return; // a system that cannot open folders has no other way to bring names to disk
        }
        try (opened) {
            opened.force(true);
        } catch (IOException e) {
            throw failed(folder, "brought to disk", e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What stays has a name that the next run knows for a leftover.
        }
    }
}
