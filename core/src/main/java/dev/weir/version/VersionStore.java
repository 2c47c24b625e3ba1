package dev.weir.version;

import dev.weir.compare.Comparison;
import dev.weir.compare.PackageDifference;
import dev.weir.run.RunOptions;
import dev.weir.source.HashAhead;
import dev.weir.store.object.ObjectException;
import dev.weir.store.object.ObjectStore;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a package's folder, open for reading: which there are, how they differ, and their bytes.
 *
 * <p>Takes no lock and is never in a writer's way: what it names does not change. It sees the versions that were there
 * when it was opened. Thread-safe. A store that is damaged is a {@link StoreException} that begins with the file.
 */
public final class VersionStore {
    private static final int CHUNK = 1 << 18;

    private final StoreFolder store;
    private final ObjectStore objects;
    private final List<Version> versions;
    private volatile @Nullable Set<String> removed;

    private VersionStore(StoreFolder store, List<Version> versions) {
        this.store = store;
        this.objects = ObjectStore.open(store.objects());
        this.versions = List.copyOf(versions);
    }

    /**
     * Opens the store of a package's folder.
     *
     * @throws StoreException where there is none, or it is damaged
     */
    public static VersionStore open(Path folder) {
        VersionStore opened = openIfThere(folder);
        if (opened == null) {
            throw new StoreException(
                    folder.toString(),
                    Files.isDirectory(folder)
                            ? "holds no versions: a dump to it, or an import, makes the first"
                            : "there is no such folder");
        }
        return opened;
    }

    /** Opens the store of a folder; null where it has none. */
    public static @Nullable VersionStore openIfThere(Path folder) {
        StoreFolder store = new StoreFolder(folder);
        String head = store.readHead();
        return head == null ? null : new VersionStore(store, new Manifests(store).upTo(head));
    }

    /** All versions, oldest first. */
    public List<Version> log() {
        return versions;
    }

    /** The versions whose bytes are there, oldest first. */
    List<Version> kept() {
        return removed().isEmpty()
                ? versions
                : versions.stream().filter(version -> !isRemoved(version)).toList();
    }

    /** Whether a clean-up has removed the bytes of a version: the log keeps what became of it. */
    public boolean isRemoved(Version version) {
        return removed().contains(version.name());
    }

    /** Whether no clean-up removes the bytes of a version. */
    public boolean isPinned(Version version) {
        return Retention.pinned(store).contains(version.name());
    }

    private Set<String> removed() {
        Set<String> known = removed;
        if (known == null) {
            known = Retention.removed(store);
            removed = known;
        }
        return known;
    }

    /** @throws StoreException where the bytes of the version are gone */
    void require(Version version) {
        if (isRemoved(version)) {
            throw gone(version);
        }
    }

    private StoreException gone(Version version) {
        return new StoreException(
                store.folder().toString(),
                "the bytes of version " + version.version() + " (#" + version.number()
                        + ") are gone: \"weir gc --keep\" has removed them; the log still says what it was");
    }

    /** The newest version, valid or not. */
    public Version head() {
        return versions.get(versions.size() - 1);
    }

    /** The newest valid version; null where there is none. */
    public @Nullable Version latest() {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).valid()) {
                return versions.get(i);
            }
        }
        return null;
    }

    /** The version whose files the folder holds: the head, except behind an import that ends in an invalid one. */
    public Version shown() {
        int number = head().shows();
        return number < 1 || number > versions.size() ? head() : versions.get(number - 1);
    }

    /**
     * A version by what people call it: {@code latest}, {@code #7}, {@code 1.2.0}. Of several with one version, which
     * only a flow that states its version can make, it is the newest.
     *
     * @throws NoVersionException where there is none
     */
    public Version get(String selector) {
        Version found = selector.equals("latest") ? latest() : selector.startsWith("#") ? byNumber(selector) : null;
        for (int i = versions.size() - 1; i >= 0 && found == null; i--) {
            if (versions.get(i).version().equals(selector)) {
                found = versions.get(i);
            }
        }
        if (found == null) {
            throw NoVersionException.of(store.folder(), selector, versions);
        }
        return found;
    }

    private @Nullable Version byNumber(String selector) {
        try {
            int number = Integer.parseInt(selector.substring(1));
            return number < 1 || number > versions.size() ? null : versions.get(number - 1);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Writes the bytes of a version's file, checked on the way.
     *
     * @throws StoreException where they are not there or not what they were; some may have been written
     */
    public void copy(VersionFile file, WritableByteChannel out) {
        Path plain = plain(file);
        if (plain == null) {
            fromObject(file, () -> objects.copyTo(file.hash(), out));
            return;
        }
        try (HashAhead hashing = new HashAhead()) {
            copy(plain, new Passing(bytes -> {
                hashing.update(bytes.array(), bytes.position(), bytes.limit());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }));
            requireSame(file, plain, HexFormat.of().formatHex(hashing.digest()));
        }
    }

    /** Writes the bytes of a version's file to a new one, which is sealed: its hash, which it has anyway, is the check. */
    void copy(VersionFile file, NewFile out) {
        WritableByteChannel into = new Passing(bytes -> {
            out.append(bytes.array(), bytes.position(), bytes.limit());
            bytes.position(bytes.limit());
        });
        Path plain = plain(file);
        if (plain == null) {
            fromObject(file, () -> objects.copyUnchecked(file.hash(), into));
        } else {
            copy(plain, into);
        }
        out.seal();
        requireSame(file, plain, out.hash().substring("sha256:".length()));
    }

    /** The data file that has the bytes of a version's; null where an object has them. */
    private @Nullable Path plain(VersionFile file) {
        String at = file.at();
        return at != null && !objects.has(file.hash()) ? store.folder().resolve(at) : null;
    }

    private static void copy(Path source, WritableByteChannel out) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try (FileChannel in = NewFile.read(source)) {
            while (in.read(buffer) >= 0) {
                out.write(buffer.flip());
                buffer.clear();
            }
        } catch (NoSuchFileException e) {
            throw new StoreException(source, "is missing: a version's data file", e);
        } catch (IOException e) {
            throw Disk.failed(source, "read", e);
        }
    }

    private void requireSame(VersionFile file, @Nullable Path plain, String hash) {
        if (hash.equals(file.hash())) {
            return;
        }
        throw plain == null
                ? new StoreException(objects.file(file.hash()), ObjectException.OTHER_BYTES)
                : new StoreException(plain, "was changed: it is not the data file that a version names");
    }

    private void fromObject(VersionFile file, Runnable copying) {
        try {
            copying.run();
        } catch (ObjectException e) {
            if (!objects.has(file.hash())) {
                Set<String> gone = Retention.removed(store); // a clean-up may have been at work since this was opened
                for (Version version : versions) {
                    if (gone.contains(version.name()) && version.files().contains(file)) {
                        throw gone(version);
                    }
                }
            }
            throw new StoreException(objects.file(e.hash()), e.note());
        }
    }

    /** A channel that passes on all that it is given: buffers with an array that begins at their first byte. */
    private record Passing(Sink sink) implements WritableByteChannel {
        /** Takes all bytes of a buffer. */
        interface Sink {
            void take(ByteBuffer bytes) throws IOException;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = source.remaining();
            sink.take(source);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** The bytes of a small file of a version, such as its descriptor. */
    public byte[] bytes(VersionFile file) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        copy(file, java.nio.channels.Channels.newChannel(bytes));
        return bytes.toByteArray();
    }

    /**
     * Brings a version back, to the byte: all of its files under their own paths. The folder gets its name when all is
     * on disk.
     *
     * @param out a folder that is empty or not there
     * @throws dev.weir.write.ConflictException where there is something in {@code out}
     */
    public void checkout(Version version, Path out) {
        require(version);
        Checkout.of(this, version, out);
    }

    /**
     * How two versions differ; reads what is not known to be the same from when the versions were made.
     *
     * @throws dev.weir.source.SourceException where a table cannot be read to its end, or more differs than fits
     */
    public PackageDifference compare(Version before, Version after, RunOptions options) {
        try (OpenVersion first = open(before, options);
                OpenVersion second = open(after, options)) {
            return Comparison.of(first.opened(), second.opened(), options, new CommonKept(this, before, after));
        }
    }

    /** Opens a version for reading; to be closed. */
    public OpenVersion open(Version version, RunOptions options) {
        require(version);
        return OpenVersion.of(this, version, options);
    }

    StoreFolder folder() {
        return store;
    }

    ObjectStore objects() {
        return objects;
    }
}
