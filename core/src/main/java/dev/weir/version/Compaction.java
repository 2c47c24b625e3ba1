package dev.weir.version;

import dev.weir.write.Disk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a store small, by its one writer: small objects and manifests are gathered in packs; large data files that the
 * folder no longer shows become objects. Nothing that a version needs goes before its copy is on disk.
 */
final class Compaction {
    private static final int LOOSE_AT_LAST = 64;
    private final VersionStore versions;

    Compaction(VersionStore versions) {
        this.versions = versions;
    }

    /**
     * Packs everything that can be; the large data files that are objects now, by their paths.
     *
     * @param again whether packs are made anew, without what no version needs
     */
    List<String> all(boolean again) {
        List<String> packed = packLarge();
        packSmall(again);
        return packed;
    }

    /** After a commit: packs where much lies about. Large data files, when those that are no longer shown have more bytes
     * than the newest version; small files, when there are many. */
    void ifDue() {
        if (unpackedBytes() > newestBytes()) {
            packLarge();
        }
        if (loose() >= LOOSE_AT_LAST) {
            packSmall(false);
        }
    }

    private long loose() {
        return Disk.list(versions.folder().manifests()).stream()
                .filter(file -> ManifestJson.isName(Disk.name(file)))
                .count();
    }

    private long unpackedBytes() {
        return unpacked().stream().mapToLong(VersionFile::bytes).sum();
    }

    private long newestBytes() {
        return versions.head().files().stream()
                .filter(file -> !file.path().equals(ChangelogFile.NAME)) // grows with the versions, not with the data
                .mapToLong(VersionFile::bytes)
                .sum();
    }

    private void packSmall(boolean again) {
        if (loose() > 1 || again) {
            List<String> objects = PathHistory.of(versions.kept()).inOrder().stream()
                    .filter(versions.objects()::has)
                    .toList();
            versions.objects().compact(objects);
            new Manifests(versions.folder()).pack(versions.log());
        }
    }

    /** Large data files that are no objects and could be, each once. */
    List<VersionFile> unpacked() {
        Set<String> stay = stay();
        Set<String> seen = new HashSet<>();
        List<VersionFile> found = new ArrayList<>();
        for (Version version : versions.kept()) {
            for (VersionFile file : version.files()) {
                String at = file.at();
                if (at != null
                        && !stay.contains(at)
                        && seen.add(at)
                        && !versions.objects().has(file.hash())) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private List<String> packLarge() {
        Set<String> packed = new LinkedHashSet<>();
        PathHistory history = new PathHistory();
        List<VersionFile> unpacked = unpacked();
        for (Version version : versions.kept()) {
            for (VersionFile file : version.files()) {
                String at = file.at();
                if (at != null && unpacked.contains(file) && packed.add(at)) {
                    pack(file, at, history);
                }
            }
            history.add(version);
        }
        if (!packed.isEmpty()) {
            versions.objects().sync();
        }
        return List.copyOf(packed);
    }

    private void pack(VersionFile file, String at, PathHistory history) {
        java.nio.file.Path place = versions.folder().folder().resolve(at);
        if (!versions.objects().put(place, history.bases(file.path())).equals(file.hash())) {
            throw new StoreException(place, "was changed: it is not the data file that a version names");
        }
    }

    /** Data files of the version that the folder shows and of the one before. */
    Set<String> stay() {
        Set<String> stay = new HashSet<>();
        int shown = versions.shown().number();
        for (Version version : versions.log()) {
            if (version.number() == shown || version.number() == shown - 1) {
                version.files().forEach(file -> stay.add(file.path()));
            }
        }
        return stay;
    }
}
