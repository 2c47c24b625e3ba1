package dev.weir.store;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run: sorted entries in an immutable file, by key or in order. Only the index of blocks is kept in the heap.
 * Safe for several threads; a cursor is for one.
 *
 * <p>The file, numbers little-endian, varints as {@link VarBytes} says:
 *
 * <pre>
 * file    = magic block* footer trailer
 * magic   = "WEIRRUN" and the version of the format, 1, as a byte
 * block   = stored bytes, then 4 bytes CRC32C of them
 *           stored is one zstd frame of the raw bytes, or the raw bytes where that is not smaller
 * raw     = varint entries (1 or more), varint bytes of all keys, entry*
 * entry   = varint shared, varint own, varint 0 (a removal) or 1 + length of the value, own bytes of the key, value
 *           the key is the first shared bytes of the key before (in the block's first entry 0), then the own bytes
 * footer  = varint entries, varint removals among them, varint bytes of all keys and values, varint blocks,
 *           for each block: varint length and bytes of a separator, varint length of stored, varint length of raw
 *           (the lengths are equal only where the raw bytes are stored)
 * trailer = 8 bytes offset of the footer, 4 bytes CRC32C of footer and that offset, magic
 * </pre>
 *
 * Keys ascend as unsigned bytes, each once. The separator of a block is not larger than its first key and larger than
 * the last key of the block before; that of the first block is empty. A damaged or shortened file is an {@link
 * UncheckedIOException} that begins with the file's name: on opening for footer and trailer, on reading for a block.
 */
final class RunFile implements AutoCloseable {
    static final int TRAILER = Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final byte[] MAGIC = {'W', 'E', 'I', 'R', 'R', 'U', 'N', 1};
    private static final long MOST_INDEX = 1L << 30;

    private final Path path;
    private final FileChannel channel;
    private final RunCache cache;
    private final MemoryBudget budget;
    private final int number;
    private long entries;
    private long removals;
    private long rawBytes;
    private byte[] separators = {};
    private int[] separatorEnds = {0};
    private long[] offsets = {};
    private int[] rawLengths = {};
    private long reserved;

    private RunFile(Path path, FileChannel channel, RunCache cache, MemoryBudget budget) {
        this.path = path;
        this.channel = channel;
        this.cache = cache;
        this.budget = budget;
        this.number = cache.file();
    }

    static RunFile open(Path path, RunCache cache, MemoryBudget budget) {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw RunFileWriter.failed(path, "read", e);
        }
        RunFile file = new RunFile(path, channel, cache, budget);
        boolean done = false;
        try {
            file.readFooter();
            done = true;
            return file;
        } catch (IOException e) {
            throw RunFileWriter.failed(path, "read", e);
        } catch (IndexOutOfBoundsException e) {
            throw file.damaged("its index makes no sense");
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    static byte[] magic() {
        return MAGIC.clone();
    }

    private UncheckedIOException damaged(String what) {
        String message = path + ": is damaged: " + what + "; a run with --full makes it anew";
        return new UncheckedIOException(message, new IOException(message));
    }

    private void readFooter() throws IOException {
        long size = channel.size();
        if (size < MAGIC.length + TRAILER) {
            throw damaged("it is cut short, at " + size + " bytes");
        }
        byte[] head = new byte[MAGIC.length];
        read(0, head, head.length);
        byte[] trailer = new byte[TRAILER];
        read(size - TRAILER, trailer, TRAILER);
        if (!Arrays.equals(head, MAGIC)
                || !Arrays.equals(trailer, TRAILER - MAGIC.length, TRAILER, MAGIC, 0, MAGIC.length)) {
            throw damaged("it does not begin and end as a run of this format does");
        }
        long footer = Bytes.getLong(trailer, 0);
        long length = size - TRAILER - footer;
        if (footer < MAGIC.length || length < 0 || length > MOST_INDEX) {
            throw damaged("its index would be at byte " + footer);
        }
        byte[] bytes = new byte[(int) length + Long.BYTES];
        read(footer, bytes, bytes.length);
        if (checksum(bytes, bytes.length) != Bytes.getInt(trailer, Long.BYTES)) {
            throw damaged("the checksum of its index does not match");
        }
        readIndex(new VarBytes(bytes), footer);
    }

    private void readIndex(VarBytes in, long footer) {
        entries = in.varint();
        removals = in.varint();
        rawBytes = in.varint();
        int blocks = in.count();
        if (blocks > in.bytes.length) {
            throw damaged("its index makes no sense");
        }
        separators = new byte[in.bytes.length];
        separatorEnds = new int[blocks + 1];
        offsets = new long[blocks + 1];
        rawLengths = new int[blocks];
        offsets[0] = MAGIC.length;
        for (int i = 0; i < blocks; i++) {
            int length = in.count();
            System.arraycopy(in.bytes, in.at, separators, separatorEnds[i], length);
            separatorEnds[i + 1] = separatorEnds[i] + length;
            in.at += length;
            offsets[i + 1] = offsets[i] + in.count() + Integer.BYTES;
            rawLengths[i] = in.count();
        }
        separators = Arrays.copyOf(separators, separatorEnds[blocks]);
        if (offsets[blocks] != footer || in.at != in.bytes.length - Long.BYTES) {
            throw damaged("its index does not fit its length");
        }
        long heap = separators.length + 16L * blocks;
        if (budget.tryReserve(heap)) {
            reserved = heap;
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private void read(long from, byte[] bytes, int length) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(bytes, 0, length);
        while (target.hasRemaining()) {
            if (channel.read(target, from + target.position()) < 0) {
                throw new EOFException("it ends at byte " + (from + target.position()));
            }
        }
    }

    Path path() {
        return path;
    }

    long removals() {
        return removals;
    }

    /** How many entries, removals included. */
    long entries() {
        return entries;
    }

    /** Bytes of all keys and values. */
    long rawBytes() {
        return rawBytes;
    }

    /** Bytes of the index. */
    long heapBytes() {
        return separators.length + 16L * rawLengths.length;
    }

    private int blocks() {
        return rawLengths.length;
    }

    private RunBlock block(int block, boolean keeps) {
        RunBlock cached = cache.get(number, block);
        if (cached != null) {
            return cached;
        }
        RunBlock read = readBlock(block);
        if (keeps) {
            cache.put(number, block, read);
        }
        return read;
    }

    private RunBlock readBlock(int block) {
        int length = (int) (offsets[block + 1] - offsets[block]);
        int stored = length - Integer.BYTES;
        byte[] bytes = new byte[length];
        try {
            read(offsets[block], bytes, length);
        } catch (IOException e) {
            throw RunFileWriter.failed(path, "read", e);
        }
        if (checksum(bytes, stored) != Bytes.getInt(bytes, stored)) {
            throw damaged("the checksum of its block at byte " + offsets[block] + " does not match");
        }
        try {
            return RunBlock.decode(raw(bytes, stored, rawLengths[block]));
        } catch (ZstdException | IndexOutOfBoundsException e) {
            throw damaged("its block at byte " + offsets[block] + " makes no sense");
        }
    }

    private byte[] raw(byte[] bytes, int stored, int rawLength) {
        if (stored == rawLength) {
            return Arrays.copyOf(bytes, stored);
        }
        byte[] raw = new byte[rawLength];
        ZstdDecompressCtx context = cache.take();
        int length;
        try {
            length = context.decompressByteArray(raw, 0, rawLength, bytes, 0, stored);
        } finally {
            cache.giveBack(context);
        }
        if (length != rawLength) {
            throw new IndexOutOfBoundsException("a block of another length");
        }
        return raw;
    }

    private boolean startsBehind(int block, byte[] key, int from, int length) {
        return Arrays.compareUnsigned(
                        separators, separatorEnds[block], separatorEnds[block + 1], key, from, from + length)
                > 0;
    }

    /** The block that holds a key if any does; {@code near} and the one behind it are tried first. */
    private int blockOf(int near, byte[] key, int from, int length) {
        int low = 0;
        int high = blocks() - 1;
        if (near >= 0 && near <= high && !startsBehind(near, key, from, length)) {
            low = near;
            if (near == high || startsBehind(near + 1, key, from, length)) {
                return near;
            } else if (near + 1 == high || startsBehind(near + 2, key, from, length)) {
                return near + 1;
            }
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (startsBehind(middle, key, from, length)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** On the entry of a key; {@code null} where the run has none. */
    @Nullable
    EntryCursor get(byte[] key) {
        Walk walk = new Walk();
        return walk.seek(key, 0, key.length) && walk.compare(key, 0, key.length) == 0 ? walk : null;
    }

    EntryCursor cursor() {
        return new Walk();
    }

    @Override
    public void close() {
        budget.release(reserved);
        reserved = 0;
        try {
            channel.close();
        } catch (IOException e) {
            // It was only read: nothing is lost.
        }
    }

    private final class Walk extends EntryCursor {
        private int at = -1;
        private @Nullable RunBlock block;
        private int entry;

        @Override
        boolean seek(byte[] key, int from, int length) {
            int target = blockOf(at, key, from, length);
            RunBlock found = block;
            if (target != at || found == null) {
                found = block(target, true);
                block = found;
                at = target;
                entry = 0;
            }
            entry = found.ceiling(entry, key, from, length);
            if (entry == found.entries()) {
                entry--;
                return next();
            }
            return show(found);
        }

        @Override
        boolean next() {
            if (block != null && ++entry < block.entries()) {
                return show(block);
            }
            if (at + 1 >= blocks()) {
                toEnd();
                return false;
            }
            entry = 0;
            block = block(++at, false);
            return show(block);
        }

        @Override
        boolean previous() {
            if (block != null && --entry >= 0) {
                return show(block);
            }
            if (at <= 0) {
                at = -1;
                block = null;
                isAt = false;
                return false;
            }
            block = block(--at, true);
            entry = block.entries() - 1;
            return show(block);
        }

        @Override
        void toEnd() {
            at = blocks();
            block = null;
            isAt = false;
        }

        private boolean show(RunBlock shown) {
            isAt = true;
            shown.show(entry, this);
            return true;
        }
    }
}
