package dev.weir.store.object;

import dev.weir.source.Sha256;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Many small objects in one file, of which several make one frame: what resembles each other is compressed together, and
 * none needs another object to be read. An object is never in two frames.
 *
 * <p>{@code WEIRP1}, the number of objects, of each its hash and length; then the frames: length, stored length, the
 * compressed bytes; then the checksum. Named by the first 32 hexadecimal digits of the SHA-256 of all but the checksum.
 */
final class PackFile {
    static final byte[] MAGIC = {'W', 'E', 'I', 'R', 'P', '1'};
    /** What is longer, or empty, is in a file of its own. */
    static final int LARGEST_OBJECT = 1 << 20;

    private static final int HASH = 32;
    private static final int CHUNK = 1 << 16;
    private static final int NAME = 32;

    private PackFile() {}

    /**
     * An object in a pack.
     *
     * @param pack the file
     * @param hash the object
     * @param frame its frame
     * @param from where it begins in its frame
     * @param length how many bytes it holds
     */
    record Entry(Path pack, String hash, PackedFrame frame, int from, int length) {}

    /**
     * A frame of a pack.
     *
     * @param pack the file
     * @param place where its bytes begin in the file
     * @param stored how many they are
     * @param length how many they are decompressed
     * @param objects the objects that it holds, in order
     */
    record PackedFrame(Path pack, long place, int stored, int length, List<String> objects) {}

    /** What a pack holds, in the order of the file. */
    static List<Entry> entries(Path pack) {
        try (StoredFile file = StoredFile.open(pack, name(pack))) {
            StoredCursor cursor = new StoredCursor(file, 0);
            for (byte expected : MAGIC) {
                if (cursor.next() != expected) {
                    throw file.damaged("is no pack of objects: it does not begin with WEIRP1");
                }
            }
            int count = cursor.number((int) Math.min(Integer.MAX_VALUE, file.end() / HASH), "objects");
            List<String> hashes = new ArrayList<>(count);
            List<Integer> lengths = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                hashes.add(HexFormat.of().formatHex(cursor.bytes(HASH)));
                int length = cursor.number(LARGEST_OBJECT, "an object");
                if (length == 0) {
                    throw file.damaged("is damaged: an object of nothing");
                }
                lengths.add(length);
            }
            return frames(file, pack, cursor, hashes, lengths);
        }
    }

    private static List<Entry> frames(
            StoredFile file, Path pack, StoredCursor cursor, List<String> hashes, List<Integer> lengths) {
        List<Entry> entries = new ArrayList<>(hashes.size());
        int done = 0;
        while (done < hashes.size()) {
            int length = cursor.number(Compressed.LARGEST, "a frame");
            int stored = cursor.number(2 * Compressed.LARGEST, "a stored frame");
            int to = done;
            long filled = 0;
            while (to < hashes.size() && filled + lengths.get(to) <= length) {
                filled += lengths.get(to++);
            }
            if (to == done || filled != length) {
                throw file.damaged("is damaged: its frames are not as long as its objects");
            }
            PackedFrame frame =
                    new PackedFrame(pack, cursor.at(), stored, length, List.copyOf(hashes.subList(done, to)));
            int from = 0;
            for (; done < to; done++) {
                entries.add(new Entry(pack, hashes.get(done), frame, from, lengths.get(done)));
                from += lengths.get(done);
            }
            cursor.skip(stored);
        }
        if (cursor.at() != file.end()) {
            throw file.damaged("is damaged: there is something behind its frames");
        }
        return entries;
    }

    /** The bytes of a frame. */
    static byte[] read(PackedFrame frame) {
        try (StoredFile file = StoredFile.open(frame.pack(), name(frame.pack()))) {
            return Compressed.decode(file, file.bytes(frame.place(), frame.stored()), new byte[0], frame.length());
        }
    }

    /** The bytes of a frame as they are stored. */
    static byte[] stored(PackedFrame frame) {
        try (StoredFile file = StoredFile.open(frame.pack(), name(frame.pack()))) {
            return file.bytes(frame.place(), frame.stored());
        }
    }

    /** Checks a pack and all that it holds. */
    static void verify(Path pack) {
        try (StoredFile file = StoredFile.open(pack, name(pack))) {
            file.check();
            checkName(file, name(pack));
            byte[] frame = {};
            PackedFrame read = null;
            for (Entry entry : entries(pack)) {
                if (entry.frame() != read) {
                    read = entry.frame();
                    frame = read(read);
                }
                byte[] object = Arrays.copyOfRange(frame, entry.from(), entry.from() + entry.length());
                if (!Sha256.of(object).equals(entry.hash())) {
                    throw file.damaged("is damaged: object " + entry.hash() + " is not what its name says");
                }
            }
        }
    }

    private static void checkName(StoredFile file, String name) {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK];
        for (long at = 0; at < file.end(); ) {
            int count = file.some(at, chunk);
            digest.update(chunk, 0, count);
            at += count;
        }
        if (!name(digest).equals(name)) {
            throw file.damaged("is damaged: it is not what its name says");
        }
    }

    /** The name of a pack by the digest of its bytes. */
    static String name(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME);
    }

    static String name(Path pack) {
        Path name = pack.getFileName();
        return name == null ? "" : name.toString();
    }
}
