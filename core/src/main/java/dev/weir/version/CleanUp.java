package dev.weir.version;

import dev.weir.store.object.ObjectStore;
import dev.weir.write.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Removes from a store what no version needs, in two steps: one clean-up marks it, the next removes what was marked and
 * still has no use. So a reader that has just begun loses nothing. The bytes of a version go only where that is asked for, in two steps as
 * well; its place in the log stays.
 *
 * <p>Without use are objects and manifests that an interrupted commit or import left, and large data files once they are
 * packed. Temporary files of the store go at once: the writer's lock is held, so nobody is writing them. Packs first what
 * can be ({@link Compaction}).
 *
 * @param removed what was removed, paths from the folder of the package
 * @param removedBytes their size
 * @param marked what the next clean-up will remove
 * @param packed large data files whose bytes are objects now
 * @param gone versions whose bytes were removed
 * @param spare versions whose bytes the next clean-up will remove if it is asked the same
 */
public record CleanUp(
        List<String> removed,
        long removedBytes,
        List<String> marked,
        List<String> packed,
        List<Version> gone,
        List<Version> spare) {
    public CleanUp {
        gone = List.copyOf(gone);
        spare = List.copyOf(spare);
        removed = List.copyOf(removed);
        marked = List.copyOf(marked);
        packed = List.copyOf(packed);
    }

    /** Cleans up; no version loses its bytes. */
    public static CleanUp of(Path folder, boolean dryRun) {
        return of(folder, 0, dryRun);
    }

    /**
     * Cleans up, or says what would be done.
     *
     * @param keep how many of the newest versions keep their bytes, beside those that are pinned, the latest valid one and
     *     the one that the folder shows; 0 for all
     * @param dryRun whether nothing is changed
     * @throws StoreException where there is no store, or it is damaged: then nothing is removed
     */
    public static CleanUp of(Path folder, int keep, boolean dryRun) {
        VersionStore.open(folder); // where there is none, none is made
        try (VersionWriter writer = VersionWriter.open(folder)) {
            if (!dryRun) {
                writer.finish();
            }
            VersionStore store = writer.versions();
            if (store == null) {
                throw new IllegalStateException("the store of " + folder + " has gone");
            }
            return new Pass(store, keep, dryRun).run();
        }
    }

    private static final class Pass {
        private final VersionStore versions;
        private final List<Version> kept;
        private final List<Version> gone = new ArrayList<>();
        private final List<Version> spare = new ArrayList<>();
        private final StoreFolder store;
        private final ObjectStore objects;
        private final Compaction compaction;
        private final Set<String> before;
        private final boolean dryRun;
        private final List<String> removed = new ArrayList<>();
        private long removedBytes;

        Pass(VersionStore there, int keep, boolean dryRun) {
            this.store = there.folder();
            this.before = Marks.read(store);
            for (Version version : Retention.spare(there, keep)) {
                (before.contains(Retention.mark(version)) ? gone : spare).add(version);
            }
            if (!dryRun && !gone.isEmpty()) {
                Retention.remove(store, gone);
            }
            this.versions = dryRun || gone.isEmpty() ? there : VersionStore.open(store.folder());
            this.kept = there.kept().stream()
                    .filter(version -> !gone.contains(version))
                    .toList();
            this.objects = versions.objects();
            this.compaction = new Compaction(versions);
            this.dryRun = dryRun;
        }

        CleanUp run() {
            boolean leavesPacks = removeBytes();
            List<String> packed = dryRun
                    ? compaction.unpacked().stream()
                            .map(file -> String.valueOf(file.at()))
                            .toList()
                    : compaction.all(leavesPacks);
            Set<String> unused = new TreeSet<>(unusedObjects());
            unused.addAll(unusedManifests());
            unused.addAll(unusedData());
            unused.addAll(temporaries());
            removed.forEach(unused::remove);
            Set<String> marked = new TreeSet<>();
            for (String path : unused) {
                if (before.contains(path)) {
                    remove(store.folder().resolve(path));
                } else {
                    marked.add(path);
                }
            }
            Set<String> noted = new TreeSet<>(marked);
            spare.forEach(version -> noted.add(Retention.mark(version)));
            if (!dryRun && !noted.equals(before)) {
                Marks.write(store, noted);
            }
            return new CleanUp(removed, removedBytes, List.copyOf(marked), packed, gone, spare);
        }

        /**
         * Removes what only versions have whose bytes are gone: what builds on others first, so that none is ever left
         * without what it builds on.
         *
         * @return whether some of it is in packs
         */
        private boolean removeBytes() {
            Set<String> used = used();
            Set<String> dead = new TreeSet<>();
            Set<String> data = new TreeSet<>();
            Set<String> stay = compaction.stay();
            for (Version version : versions.log()) {
                if (!kept.contains(version)) {
                    for (VersionFile file : version.files()) {
                        hashes(file)
                                .filter(hash -> !used.contains(hash) && objects.has(hash))
                                .forEach(dead::add);
                        if (Showing.isNumbered(file.path()) && !stay.contains(file.path())) {
                            data.add(file.path());
                        }
                    }
                }
            }
            for (Version version : kept) {
                version.files().forEach(file -> data.remove(file.at() == null ? "" : file.at()));
            }
            data.stream()
                    .map(store.folder()::resolve)
                    .filter(Files::isRegularFile)
                    .forEach(this::remove);
            boolean leavesPacks = false;
            List<String> loose = new ArrayList<>();
            for (String hash : dead) {
                if (isLoose(hash)) {
                    loose.add(hash);
                } else {
                    leavesPacks = true;
                    removedBytes += objects.storedBytes(hash);
                }
            }
            loose.sort(Comparator.comparingInt(objects::depth).reversed());
            loose.forEach(hash -> remove(objects.file(hash)));
            return leavesPacks;
        }

        private static Stream<String> hashes(VersionFile file) {
            VersionFile.Common common = file.common();
            return common == null ? Stream.of(file.hash()) : Stream.of(file.hash(), common.records());
        }

        /** What the versions need that keep their bytes. */
        private Set<String> used() {
            Set<String> used = new HashSet<>();
            for (Version version : kept) {
                version.files().forEach(file -> hashes(file).forEach(hash -> use(hash, used)));
            }
            return used;
        }

        private List<String> unusedObjects() {
            Set<String> used = used();
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
            for (Version version : kept) {
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
