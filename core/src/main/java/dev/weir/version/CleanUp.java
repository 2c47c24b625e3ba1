package dev.weir.version;

import dev.weir.store.object.ObjectStore;
import dev.weir.write.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes from a store what no version needs, in two steps: one clean-up marks it, the next removes what was marked and
 * still has no use. So a reader that has just begun loses nothing. Versions are never removed.
 *
 * <p>Without use are objects and manifests that an interrupted commit or import left, and large data files once they are
 * packed. Temporary files of the store go at once: the writer's lock is held, so nobody is writing them. Packs first what
 * can be ({@link Compaction}).
 *
 * @param removed what was removed, paths from the folder of the package
 * @param removedBytes their size
 * @param marked what the next clean-up will remove
 * @param packed large data files whose bytes are objects now
 */
public record CleanUp(List<String> removed, long removedBytes, List<String> marked, List<String> packed) {
    public CleanUp {
        removed = List.copyOf(removed);
        marked = List.copyOf(marked);
        packed = List.copyOf(packed);
    }

    /**
     * Cleans up, or says what would be done.
     *
     * @param dryRun whether nothing is changed
     * @throws StoreException where there is no store, or it is damaged: then nothing is removed
     */
    public static CleanUp of(Path folder, boolean dryRun) {
        VersionStore.open(folder); // where there is none, none is made
        try (VersionWriter writer = VersionWriter.open(folder)) {
            if (!dryRun) {
                writer.finish();
            }
            VersionStore store = writer.versions();
            if (store == null) {
                throw new IllegalStateException("the store of " + folder + " has gone");
            }
            return new Pass(store, dryRun).run();
        }
    }

    private static final class Pass {
        private final VersionStore versions;
        private final StoreFolder store;
        private final ObjectStore objects;
        private final Compaction compaction;
        private final boolean dryRun;
        private final List<String> removed = new ArrayList<>();
        private long removedBytes;

        Pass(VersionStore versions, boolean dryRun) {
            this.versions = versions;
            this.store = versions.folder();
            this.objects = versions.objects();
            this.compaction = new Compaction(versions);
            this.dryRun = dryRun;
        }

        CleanUp run() {
            List<String> packed = dryRun
                    ? compaction.unpacked().stream()
                            .map(file -> String.valueOf(file.at()))
                            .toList()
                    : compaction.all();
            Set<String> unused = new TreeSet<>(unusedObjects());
            unused.addAll(unusedManifests());
            unused.addAll(unusedData());
            unused.addAll(temporaries());
            Set<String> before = Marks.read(store);
            Set<String> marked = new TreeSet<>();
            for (String path : unused) {
                if (before.contains(path)) {
                    remove(store.folder().resolve(path));
                } else {
                    marked.add(path);
                }
            }
            if (!dryRun && !marked.equals(before)) {
                Marks.write(store, marked);
            }
            return new CleanUp(removed, removedBytes, List.copyOf(marked), packed);
        }

        private List<String> unusedObjects() {
            Set<String> used = new HashSet<>();
            for (Version version : versions.log()) {
                for (VersionFile file : version.files()) {
                    use(file.hash(), used);
                    VersionFile.Common common = file.common();
                    if (common != null) {
                        use(common.records(), used);
                    }
                }
            }
            return objects.all().stream()
                    .filter(hash -> !used.contains(hash) && isLoose(hash))
                    .map(hash -> StoreFolder.NAME + "/objects/" + hash)
                    .toList();
        }

        /** One in a pack goes with it, at the next packing. */
        private boolean isLoose(String hash) {
            return Disk.name(objects.file(hash)).equals(hash);
        }

        /** What an object builds on is used with it. */
        private void use(String hash, Set<String> used) {
            String next = hash;
            while (next != null && used.add(next)) {
                next = objects.has(next) ? objects.base(next).orElse(null) : null;
            }
        }

        private List<String> unusedManifests() {
            Set<String> used = new HashSet<>();
            versions.log().forEach(version -> used.add(version.name()));
            return Disk.list(store.manifests()).stream()
                    .map(Disk::name)
                    .filter(name -> ManifestJson.isName(name) && !used.contains(name))
                    .map(name -> StoreFolder.NAME + "/manifests/" + name)
                    .toList();
        }

        /** Numbered data files of older versions whose bytes are objects. */
        private List<String> unusedData() {
            Set<String> stay = compaction.stay();
            Set<String> unused = new TreeSet<>();
            for (Version version : versions.log()) {
                for (VersionFile file : version.files()) {
                    if (Showing.isNumbered(file.path())
                            && !stay.contains(file.path())
                            && objects.has(file.hash())
                            && Files.isRegularFile(store.folder().resolve(file.path()))) {
                        unused.add(file.path());
                    }
                }
            }
            return List.copyOf(unused);
        }

        /** Folders in which an interrupted run compared versions; one at work has its own there. */
        private List<String> temporaries() {
            return Disk.list(store.weir()).stream()
                    .filter(Disk::isTemporary)
                    .map(file -> StoreFolder.NAME + "/" + Disk.name(file))
                    .toList();
        }

        private void remove(Path file) {
            removed.add(store.folder().relativize(file).toString().replace('\\', '/'));
            if (Files.isRegularFile(file)) {
                removedBytes += SafeFiles.size(file);
            }
            if (dryRun) {
                return;
            }
            if (Files.isDirectory(file)) {
                Checkout.delete(file);
            } else {
                Disk.delete(file);
                removeIfEmpty(file.getParent());
            }
        }

        private void removeIfEmpty(@org.jspecify.annotations.Nullable Path parent) {
            if (parent != null
                    && Disk.name(parent).matches("[0-9]{1,9}")
                    && Disk.list(parent).isEmpty()) {
                Disk.deleteQuietly(parent);
            }
        }
    }
}
