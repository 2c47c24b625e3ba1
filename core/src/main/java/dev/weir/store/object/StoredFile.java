package dev.weir.store.object;

import dev.weir.source.FileBytes;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The file of an object or a pack, read at places. What it says of itself is believed only as far as it is checked: a
 * length that cannot be is a damage, never an allocation.
 */
final class StoredFile implements AutoCloseable {
    private static final int CHECKSUM = 4;
    private static final int CHUNK = 1 << 16;
    private final FileBytes bytes;
    private final String name;

    private StoredFile(FileBytes bytes, String name) {
        this.bytes = bytes;
        this.name = name;
    }

    /** Opens a file; {@code name} is what errors say the name of the object is. */
    static StoredFile open(Path file, String name) {
        return new StoredFile(FileBytes.open(file), name);
    }

    /** Where the checksum begins, which is behind all else. */
    long end() {
        return Math.max(0, bytes.size() - CHECKSUM);
    }

    String path() {
        return bytes.name();
    }

    /** A part of the file; that it is not there is a damage. */
    byte[] bytes(long at, int length) {
        if (at < 0 || length < 0 || at + length > end()) {
            throw damaged("is cut short");
        }
        byte[] part = new byte[length];
        if (bytes.read(at, part, 0, length) != length) {
            throw damaged("is cut short");
        }
        return part;
    }

    /** Fills the front of {@code into} with what there is from {@code at} on; how many bytes. */
    int some(long at, byte[] into) {
        int length = (int) Math.max(0, Math.min(into.length, end() - at));
        return length == 0 ? 0 : bytes.read(at, into, 0, length);
    }

    /** Compares the file with the checksum at its end. */
    void check() {
        if (bytes.size() < CHECKSUM) {
            throw damaged("is cut short");
        }
        CRC32C sum = new CRC32C();
        byte[] chunk = new byte[CHUNK];
        for (long at = 0; at < end(); ) {
            int count = some(at, chunk);
            if (count <= 0) {
                throw damaged("is cut short");
            }
            sum.update(chunk, 0, count);
            at += count;
        }
        byte[] stated = new byte[CHECKSUM];
        bytes.read(end(), stated, 0, CHECKSUM);
        long value = 0;
        for (byte part : stated) {
            value = value << 8 | part & 0xff;
        }
        if (value != sum.getValue()) {
            throw damaged("is damaged: its checksum is " + Long.toHexString(value) + ", that of its bytes "
                    + Long.toHexString(sum.getValue()));
        }
    }

    ObjectException damaged(String note) {
        return new ObjectException(path(), name, note);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
