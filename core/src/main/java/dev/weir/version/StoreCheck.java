package dev.weir.version;

import dev.weir.source.Sha256;
import dev.weir.store.object.ObjectException;
import dev.weir.store.object.ObjectStore;
import dev.weir.store.object.Verified;
import dev.weir.write.Disk;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a store whole: every object, manifest, the head, and every file that the folder shows. What it finds is named by
 * the file; nothing is changed, and a store that a writer is at work in is read as it was when this began.
 *
 * @param versions how many there are
 * @param removed of how many a clean-up has removed the bytes
 * @param objects how many were read
 * @param bytes of the files of all versions, equal ones counted once
 * @param problems sorted by file; empty for a store that is whole
 */
public record StoreCheck(int versions, int removed, int objects, long bytes, List<Problem> problems) {
    public StoreCheck {
        problems = List.copyOf(problems);
    }

    /**
     * Checks the store of a package's folder.
     *
     * @throws StoreException where there is no store
     */
    public static StoreCheck of(Path folder) {
        return new Reading(folder).check();
    }

    private static final class Reading {
        private final StoreFolder store;
        private final ObjectStore objects;
        private final Set<Problem> problems = new TreeSet<>();
        private final Map<String, Long> sizes = new HashMap<>();

        Reading(Path folder) {
            this.store = new StoreFolder(folder);
            this.objects = ObjectStore.open(store.objects());
        }

        StoreCheck check() {
            if (!Files.isDirectory(store.weir())) {
                VersionStore.open(store.folder()); // says what is missing
            }
            List<Version> versions = versions();
            manifests();
            objects.verifyPacks().forEach(pack -> add(pack.file(), pack.note()));
            List<String> names = all();
            names.forEach(this::object);
            Set<String> known = new HashSet<>(names);
            Retention.problems(store, versions).forEach(problems::add);
            Set<String> removed = removed();
            for (Version version : versions) {
                if (!removed.contains(version.name())) {
                    version.files().forEach(file -> file(file, known));
                }
            }
            if (!versions.isEmpty()) {
                shown(versions);
                kept(versions);
            }
            long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
            return new StoreCheck(versions.size(), removed.size(), names.size(), bytes, List.copyOf(problems));
        }

        private Set<String> removed() {
            try {
                return Retention.removed(store);
            } catch (StoreException damaged) {
                return Set.of(); // a problem of its own
            }
        }

        private List<Version> versions() {
            try {
                String head = store.readHead();
                if (head == null) {
                    add(store.head(), "is missing");
                    return List.of();
                }
                return upTo(head);
            } catch (StoreException e) {
                add(e.file(), e.note());
                return List.of();
            }
        }

        private List<Version> upTo(String head) {
            Manifests manifests = new Manifests(store);
            try {
                manifests.read(head);
            } catch (StoreException e) {
                add(store.head(), "names a manifest that is missing or damaged");
                throw e;
            }
            return manifests.upTo(head);
        }

        private void manifests() {
            for (Path file : Disk.list(store.manifests())) {
                byte[] bytes = StoreFolder.bytes(file);
                String name = Disk.name(file);
                if (bytes == null || Disk.isTemporary(file)) {
                    continue;
                }
                try {
                    if (Manifests.isPack(name)) {
                        Manifests.unpack(file, bytes)
                                .forEach((packed, manifest) -> ManifestJson.read(packed, manifest, file.toString()));
                    } else {
                        ManifestJson.read(name, bytes, file.toString());
                    }
                } catch (StoreException e) {
                    add(e.file(), e.note());
                }
            }
        }

        private List<String> all() {
            try {
                return objects.all();
            } catch (ObjectException e) {
                add(e.file(), e.note());
                return List.of();
            }
        }

        private void object(String name) {
            try {
                Verified verified = objects.verify(name);
                if (!verified.whole()) {
                    add(verified.file(), verified.note());
                }
            } catch (UncheckedIOException e) {
                add(objects.file(name), "cannot be read");
            }
        }

        /** A file of a version: its bytes are there, in the size that the manifest says. */
        private void file(VersionFile file, Set<String> known) {
            VersionFile.Common common = file.common();
            if (common != null && !known.contains(common.records())) {
                add(objects.file(common.records()), "is missing: what " + file.path() + " has in common with another");
            }
            if (sizes.put(file.hash(), file.bytes()) != null) {
                return;
            }
            String at = file.at();
            if (known.contains(file.hash())) {
                try {
                    if (objects.length(file.hash()) != file.bytes()) {
                        add(objects.file(file.hash()), "has another size than a manifest says");
                    }
                } catch (ObjectException e) {
                    add(objects.file(file.hash()), e.note());
                }
            } else if (at == null) {
                add(objects.file(file.hash()), "is missing: " + file.path() + " of a version");
            } else {
                same(file, at, true);
            }
        }

        /** The files of the version that the folder shows, and those of others that are still there. */
        private void shown(List<Version> versions) {
            Version head = versions.get(versions.size() - 1);
            Version shown = head.shows() < 1 || head.shows() > versions.size() ? head : versions.get(head.shows() - 1);
            for (VersionFile file : shown.files()) {
                same(file, file.path(), true);
            }
            for (Version version : versions) {
                for (VersionFile file : version.files()) {
                    if (Showing.isNumbered(file.path()) && shown.file(file.path()) == null) {
                        same(file, file.path(), false);
                    }
                }
            }
        }

        private void same(VersionFile file, String path, boolean required) {
            Path place = store.folder().resolve(path);
            if (!Files.isRegularFile(place)) {
                if (required) {
                    add(place, "is missing");
                }
            } else if (!SafeFiles.hash(place).equals(file.hash())) {
                add(place, "is not what was written: its bytes have another hash");
            }
        }

        /** Small files beside the versions that must be what some version says. */
        private void kept(List<Version> versions) {
            Path previous = store.folder().resolve(".weir-previous.json");
            byte[] bytes = StoreFolder.bytes(previous);
            if (bytes != null && versions.stream().noneMatch(version -> isDescriptor(version, Sha256.of(bytes)))) {
                add(previous, "is the descriptor of no version");
            }
        }

        private static boolean isDescriptor(Version version, String hash) {
            VersionFile file = version.file(StoreFolder.DESCRIPTOR);
            return file != null && file.hash().equals(hash);
        }

        private void add(Path file, String note) {
            add(file.toString(), note);
        }

        private void add(String file, String note) {
            String begin = store.folder() + store.folder().getFileSystem().getSeparator();
            String within = file.startsWith(begin) ? file.substring(begin.length()) : file;
            problems.add(new Problem(within.replace('\\', '/'), note));
        }
    }
}
