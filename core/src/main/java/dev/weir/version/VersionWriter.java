package dev.weir.version;

import dev.weir.source.Sha256;
import dev.weir.store.object.ObjectStore;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a store: adds objects, manifests, and makes one of them the head. Holds the lock until it is closed.
 *
 * <p>Everything that a head names is on disk, names of folders too, before it becomes the head.
 */
final class VersionWriter implements AutoCloseable {
    private final StoreFolder store;
    private final WriterLock lock;
    private final Manifests manifests;
    private final ObjectStore objects;
    private @Nullable VersionStore versions;

    private VersionWriter(StoreFolder store, WriterLock lock) {
        this.store = store;
        this.lock = lock;
        this.manifests = new Manifests(store);
        this.objects = ObjectStore.open(store.objects());
    }

    /** Waits for the lock of a store, which is made where it is not there, and reads where it stands. */
    static VersionWriter open(Path folder) {
        StoreFolder store = new StoreFolder(folder);
        List<Path> made = new ArrayList<>();
        SafeFiles.makeFolders(store.weir(), made);
        SafeFiles.forceMade(made);
        WriterLock lock = WriterLock.of(store);
        VersionWriter writer = new VersionWriter(store, lock);
        boolean done = false;
        try {
            writer.versions = VersionStore.openIfThere(folder);
            done = true;
            return writer;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /** The versions that are there; null where there is none yet. */
    @Nullable
    VersionStore versions() {
        return versions;
    }

    List<Version> log() {
        VersionStore there = versions;
        return there == null ? List.of() : there.log();
    }

    @Nullable
    String headName() {
        VersionStore there = versions;
        return there == null ? null : there.head().name();
    }

    /** Keeps a file's bytes as an object. */
    VersionFile keep(String path, Path file, List<String> bases) {
        long bytes = SafeFiles.size(file);
        return new VersionFile(path, objects.put(file, bases), bytes, null);
    }

    /** Keeps bytes as an object. */
    VersionFile keep(String path, byte[] bytes, List<String> bases) {
        return new VersionFile(path, objects.put(bytes, bases), bytes.length, null);
    }

    boolean has(String hash) {
        return objects.has(hash);
    }

    /**
     * Adds versions, each the child of the one before, and makes the last the head.
     *
     * @return the same, with the names and parents that they got
     */
    List<Version> commit(List<Version> added) {
        objects.sync();
        SafeFiles.makeFolders(store.manifests(), new ArrayList<>());
        List<Version> named = chained(headName(), added);
        named.forEach(manifests::add);
        manifests.force();
        Disk.force(store.weir());
        setHead(named.get(named.size() - 1).name());
        return named;
    }

    /** Versions with the names that they will have behind a parent. */
    static List<Version> chained(@Nullable String parent, List<Version> added) {
        List<Version> named = new ArrayList<>();
        String last = parent;
        for (Version version : added) {
            Version child = ManifestJson.named(new Version(
                    "",
                    version.number(),
                    version.version(),
                    version.declared(),
                    version.created(),
                    version.valid(),
                    last,
                    version.bump(),
                    version.reasons(),
                    version.shows(),
                    version.files(),
                    version.resources(),
                    version.more()));
            named.add(child);
            last = child.name();
        }
        return named;
    }

    private void setHead(String name) {
        NewFile file = NewFile.of(store.weir(), (name + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            file.rename(store.head());
        } catch (RuntimeException e) {
            if (!Objects.equals(nameOrNull(), name)) {
                file.discard();
                throw e;
            }
        }
        Disk.force(store.weir());
        versions = VersionStore.openIfThere(store.folder());
    }

    private @Nullable String nameOrNull() {
        try {
            return store.readHead();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Ends a commit that was interrupted: what it left in the store goes, and the folder shows what the head says. */
    void finish() {
        removeTemporaries();
        VersionStore there = versions;
        if (there == null) {
            return;
        }
        Version shown = there.shown();
        byte[] bytes = StoreFolder.bytes(store.descriptor());
        VersionFile descriptor = shown.file(StoreFolder.DESCRIPTOR);
        String hash = bytes == null ? null : Sha256.of(bytes);
        if (Objects.equals(hash, descriptor == null ? null : descriptor.hash())
                && (descriptor != null || Showing.isThere(store, shown, Set.of()))) {
            CarriedFiles.finish(there, shown);
            return;
        }
        Version before = hash == null ? null : showing(there.log(), hash);
        if (hash == null || before != null) { // else somebody has edited the descriptor: it is theirs
            Showing.show(there, before, shown);
        }
    }

    /** Files that a writer left which was interrupted: there is none but this one. */
    private void removeTemporaries() {
        for (Path within : store.folders()) {
            for (Path file : Disk.list(within)) {
                if (Disk.isTemporary(file) && Files.isRegularFile(file)) {
                    Disk.deleteQuietly(file);
                }
            }
        }
    }

    private static @Nullable Version showing(List<Version> versions, String hash) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            VersionFile descriptor = versions.get(i).file(StoreFolder.DESCRIPTOR);
            if (descriptor != null && descriptor.hash().equals(hash)) {
                return versions.get(i);
            }
        }
        return null;
    }

    @Override
    public void close() {
        lock.close();
    }
}
