package dev.weir.version;

import dev.weir.descriptor.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a package, as its manifest has it. Immutable.
 *
 * @param name of the manifest: the number, and the first 32 digits of the hash of its bytes
 * @param number counts the versions of a store from 1, without gaps
 * @param version the semantic version, computed from the difference to the newest valid one before
 * @param declared the {@code version} of its descriptor, null where that states none
 * @param valid whether descriptor and rows are; one that is not is never the latest
 * @param parent the manifest before; null for the first
 * @param bump {@code major}, {@code minor}, {@code patch} or {@code none}; for the first version {@code none}
 * @param reasons for the bump, in words
 * @param shows the number of the version whose files the folder holds from this commit on: its own, except behind an
 *     invalid version that was imported
 * @param files all of the version's, its descriptor among them, in the order of their paths
 * @param more properties of the manifest that only those who wrote them know
 */
public record Version(
        String name,
        int number,
        String version,
        @Nullable String declared,
        Instant created,
        boolean valid,
        @Nullable String parent,
        String bump,
        List<String> reasons,
        int shows,
        List<VersionFile> files,
        List<ResourceCounts> resources,
        JsonObject more) {
    public Version {
        reasons = List.copyOf(reasons);
        files = List.copyOf(files);
        resources = List.copyOf(resources);
    }

    /** A file by its path; null where the version has none of it. */
    public @Nullable VersionFile file(String path) {
        for (VersionFile file : files) {
            if (file.path().equals(path)) {
                return file;
            }
        }
        return null;
    }

    /** The size of all files. */
    public long bytes() {
        return files.stream().mapToLong(VersionFile::bytes).sum();
    }
}
