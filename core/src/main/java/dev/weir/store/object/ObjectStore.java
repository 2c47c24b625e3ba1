package dev.weir.store.object;

import dev.weir.source.HashAhead;
import dev.weir.source.Sha256;
import dev.weir.store.matching.Content;
import dev.weir.store.matching.PlainFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder of objects: bytes that are kept for good, compressed, each named by the SHA-256 of what it holds.
 *
 * <p>An object is put into a file of its own, in full or as a difference to another; {@link #compact} gathers the small
 * ones in packs. Either is written once, under a temporary name, brought to disk, then renamed, and never changed.
 * Several may read while one writes: who writes sees to it that there is but one. Memory: some frames of up to 4 MB for
 * each object that one builds on, however long they are. A failing disk is an {@link UncheckedIOException} that begins
 * with the file's name; an object that is not what its name says is an {@link ObjectException}.
 */
public final class ObjectStore {
    private static final int CANDIDATES = 4;
    private static final int CHUNK = 1 << 18;
    private final LooseObjects loose;
    private final Packs packs;

    private ObjectStore(Path folder) {
        this.packs = new Packs(folder.resolve("packs"));
        this.loose = new LooseObjects(folder, packs);
    }

    /** The objects in {@code folder}, which is made when the first is put there. */
    public static ObjectStore open(Path folder) {
        return new ObjectStore(folder);
    }

    /** Whether the object is there. */
    public boolean has(String hash) {
        if (loose.has(hash) || packs.find(hash) != null) {
            return true;
        }
        packs.refresh();
        return packs.find(hash) != null || loose.has(hash);
    }

    /**
     * Keeps a file's bytes.
     *
     * @param bases objects that the bytes may resemble, the likeliest first, of which the first four are looked at, of
     *     long files the first; those that are not there or too deep are left out
     * @return the name of the object: the SHA-256 of its bytes in 64 hexadecimal digits
     */
    public String put(Path file, List<String> bases) {
        try (Content content = new PlainFile(file)) {
            return put(content, bases, file.toString());
        }
    }

    /** Keeps bytes; the same otherwise. */
    public String put(byte[] bytes, List<String> bases) {
        return put(Content.of(bytes), bases, "bytes to keep");
    }

    private String put(Content content, List<String> bases, String name) {
        String hash = copy(content, null);
        if (has(hash)) {
            return hash;
        }
        List<ObjectEncoder.Base> usable = new ArrayList<>();
        try {
            for (String base : new LinkedHashSet<>(bases)) {
                if (usable.size() < CANDIDATES && has(base) && depth(base) < Header.DEEPEST) {
                    usable.add(new ObjectEncoder.Base(base, depth(base), content(base)));
                }
            }
            if (!write(hash, content, usable) && (usable.isEmpty() || !write(hash, content, List.of()))) {
                String note = "changed while it was read";
                throw new UncheckedIOException(name + ": " + note, new IOException(note));
            }
        } finally {
            usable.forEach(base -> base.content().close());
        }
        return hash;
    }

    /** Writes an object and reads it back; whether it holds what its name says. */
    private boolean write(String hash, Content content, List<ObjectEncoder.Base> bases) {
        try (NewObject file = NewObject.in(loose.folder())) {
            ObjectEncoder.write(content, bases, file);
            file.seal();
            try (Content written = loose.open(file.path(), hash)) {
                if (!copy(written, null).equals(hash)) {
                    return false;
                }
            }
            file.rename(loose.file(hash));
            return true;
        }
    }

    /** Copies content if there is where to; its hash. */
    private static String copy(Content content, @Nullable WritableByteChannel out) {
        try (HashAhead hashing = new HashAhead()) {
            each(content, (chunk, count) -> {
                hashing.update(chunk, 0, count);
                if (out != null) {
                    send(ByteBuffer.wrap(chunk, 0, count), out);
                }
            });
            return HexFormat.of().formatHex(hashing.digest());
        }
    }

    private static void each(Content content, ObjIntConsumer<byte[]> to) {
        byte[] chunk = new byte[(int) Math.min(CHUNK, content.length())];
        for (long at = 0; at < content.length(); at += chunk.length) {
            int count = (int) Math.min(chunk.length, content.length() - at);
            content.read(at, chunk, 0, count);
            to.accept(chunk, count);
        }
    }

    private static void send(ByteBuffer bytes, WritableByteChannel out) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the names of the objects to disk: once, after all that a commit puts here and before it counts. */
    public void sync() {
        force(loose.folder());
    }

    private static void force(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException | UnsupportedOperationException e) {
            return; // a system that cannot open folders has no other way to bring names to disk
        }
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw NewObject.failed(folder, "brought to disk", e);
        }
    }

    /**
     * Writes what an object holds, and checks it on the way: an object that is damaged ends in an {@link
     * ObjectException}, by then with some bytes written. What {@code out} throws comes as {@link UncheckedIOException}.
     *
     * @return how many bytes
     */
    public long copyTo(String hash, WritableByteChannel out) {
        try (Content content = content(hash)) {
            if (!copy(content, out).equals(hash)) {
                throw notItself(hash);
            }
            return content.length();
        }
    }

    /** The same without the check: for who compares the hash of the bytes with the name. */
    public void copyUnchecked(String hash, WritableByteChannel out) {
        try (Content content = content(hash)) {
            each(content, (chunk, count) -> send(ByteBuffer.wrap(chunk, 0, count), out));
        }
    }

    /** What an object holds, checked; for those that fit in memory. */
    public byte[] bytes(String hash) {
        try (Content content = content(hash)) {
            byte[] bytes = content.part(0, Math.toIntExact(content.length()));
            if (!Sha256.of(bytes).equals(hash)) {
                throw notItself(hash);
            }
            return bytes;
        }
    }

    private ObjectException notItself(String hash) {
        return new ObjectException(file(hash).toString(), hash, ObjectException.OTHER_BYTES);
    }

    /** The bytes of an object; once more where it was packed just now. */
    private Content content(String hash) {
        try {
            return loose.content(hash);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
        packs.refresh();
        return loose.content(hash);
    }

    /** How many bytes an object holds. */
    public long length(String hash) {
        PackFile.Entry entry = packed(hash);
        return entry == null ? loose.header(hash).length() : entry.length();
    }

    /** How many bytes an object takes: its file, or its share of the frame of a pack. */
    public long storedBytes(String hash) {
        PackFile.Entry entry = packed(hash);
        if (entry != null) {
            return (long) entry.frame().stored()
                    * entry.length()
                    / entry.frame().length();
        }
        return loose.storedBytes(hash);
    }

    /** How many other objects are decoded before an object is: 0 for one in full or in a pack, 7 at most. */
    public int depth(String hash) {
        return packed(hash) == null ? loose.header(hash).depth() : 0;
    }

    /** The object that an object is a difference to: as long as the one is kept, so must the other be. */
    public Optional<String> base(String hash) {
        String base = packed(hash) == null ? loose.header(hash).base() : "";
        return base.isEmpty() ? Optional.empty() : Optional.of(base);
    }

    /** Where an object is in packs; nothing where it has a file of its own. */
    private PackFile.@Nullable Entry packed(String hash) {
        return loose.has(hash) ? null : packs.find(hash);
    }

    /** Reads an object whole: every flipped bit of its file, or of those that it builds on, is found. */
    public Verified verify(String hash) {
        try {
            if (loose.has(hash)) {
                loose.check(hash);
            }
            try (Content content = content(hash)) {
                if (!copy(content, null).equals(hash)) {
                    checkBases(hash);
                    throw notItself(hash);
                }
            }
            return new Verified(hash, file(hash).toString(), "");
        } catch (ObjectException e) {
            return new Verified(hash, e.file(), e.note());
        }
    }

    /** Finds which of the objects that one builds on is wrong. */
    private void checkBases(String hash) {
        Optional<String> base = base(hash);
        while (base.isPresent()) {
            if (packed(base.get()) == null) {
                loose.check(base.get());
            }
            base = base(base.get());
        }
    }

    /** Reads all packs whole; what is wrong with each that is damaged. */
    public List<Verified> verifyPacks() {
        List<Verified> wrong = new ArrayList<>();
        for (Path pack : packs.list()) {
            try {
                PackFile.verify(pack);
            } catch (ObjectException e) {
                wrong.add(new Verified(e.hash(), e.file(), e.note()));
            }
        }
        return wrong;
    }

    /** The names of all objects, in order. */
    public List<String> all() {
        TreeSet<String> names = new TreeSet<>(packs.entries().keySet());
        names.addAll(loose.all());
        return List.copyOf(names);
    }

    /** How many bytes all files of this store have. */
    public long totalBytes() {
        long total = 0;
        for (String hash : loose.all()) {
            total += loose.storedBytes(hash);
        }
        for (Path pack : packs.list()) {
            try {
                total += Files.size(pack);
            } catch (IOException e) {
                throw NewObject.failed(pack, "read", e);
            }
        }
        return total;
    }

    /**
     * Removes the file of an object; nothing where it has none. Who calls knows that no object builds on it. An object in
     * a pack stays until {@link #compact}.
     */
    public void delete(String hash) {
        loose.delete(hash);
    }

    /**
     * Gathers objects of up to 1 MB in one pack, in this order: those that resemble each other best stand side by side.
     * Then removes their files and all other packs, and so what was in those and is not named here. Longer objects stay as
     * they are, and so does what the objects that stay build on. A crash leaves the objects as before, or packed, or both.
     * Time: what an earlier pack holds in the same order is mostly copied; the rest about 0.1 s a megabyte.
     *
     * @param order all that is to be kept; what is not there is an {@link ObjectException}
     */
    public void compact(List<String> order) {
        Map<String, PackFile.Entry> earlier = packs.entries();
        List<String> objects = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (String hash : needed(order)) {
            long length = length(hash);
            if (length > 0 && length <= PackFile.LARGEST_OBJECT) {
                objects.add(hash);
                lengths.add((int) length);
            }
        }
        Set<Path> obsolete = new HashSet<>(packs.list());
        if (!objects.isEmpty()) {
            Path pack = new PackWriter(earlier, this::bytes).write(packs.folder(), objects, lengths);
            force(packs.folder());
            force(loose.folder());
            obsolete.remove(pack);
            packs.refresh();
        }
        objects.forEach(loose::delete);
        for (Path pack : obsolete) {
            try {
                Files.deleteIfExists(pack);
            } catch (IOException e) {
                throw NewObject.failed(pack, "removed", e);
            }
        }
        packs.refresh();
    }

    /** What is named, and what the objects that stay in files of their own build on. */
    private Set<String> needed(List<String> order) {
        Set<String> needed = new LinkedHashSet<>(order);
        for (String hash : loose.all()) {
            for (String base = loose.header(hash).base(); !base.isEmpty(); ) {
                needed.add(base);
                base = packed(base) == null ? loose.header(base).base() : "";
            }
        }
        return needed;
    }

    /** The file of an object: its own, or the pack that it is in. */
    public Path file(String hash) {
        PackFile.Entry entry = packed(hash);
        return entry == null ? loose.file(hash) : entry.pack();
    }
}
