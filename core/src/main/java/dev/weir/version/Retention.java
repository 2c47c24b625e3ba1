package dev.weir.version;

import dev.weir.write.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which versions keep their bytes. The log keeps all of them; {@code .weir/removed} names those whose bytes a clean-up has
 * removed, {@code .weir/pinned} those whose bytes none will: manifests, one a line, in the form of {@link Marks}.
 */
public final class Retention {
    private static final String MARK = "version ";

    private Retention() {}

    static Path removedFile(StoreFolder store) {
        return store.weir().resolve("removed");
    }

    static Path pinnedFile(StoreFolder store) {
        return store.weir().resolve("pinned");
    }

    /** The names of the manifests of versions whose bytes are gone. */
    static Set<String> removed(StoreFolder store) {
        return Marks.require(removedFile(store));
    }

    /** The names of the manifests of versions that no clean-up removes. */
    static Set<String> pinned(StoreFolder store) {
        return Marks.require(pinnedFile(store));
    }

    /**
     * From now on no clean-up removes the bytes of a version; or one may again.
     *
     * @param selector what people call the version
     * @return the version
     * @throws NoVersionException where there is none
     * @throws StoreException where its bytes are gone already
     */
    public static Version pin(Path folder, String selector, boolean pinned) {
        VersionStore.open(folder); // where there is none, none is made
        try (VersionWriter writer = VersionWriter.open(folder)) {
            VersionStore store = writer.versions();
            if (store == null) {
                throw new StoreException(folder.toString(), "holds no versions any more");
            }
            Version version = store.get(selector);
            Set<String> names = new TreeSet<>(pinned(store.folder()));
            boolean changes = pinned ? names.add(version.name()) : names.remove(version.name());
            if (pinned) {
                store.require(version);
            }
            if (changes) {
                Marks.write(pinnedFile(store.folder()), names);
            }
            return version;
        }
    }

    /**
     * The versions whose bytes may go, oldest first: not the newest ones, none that is pinned, the latest, or shown by the
     * folder, and none that has gone before.
     *
     * @param keep how many of the newest stay; 0 for all
     */
    static List<Version> spare(VersionStore store, int keep) {
        List<Version> kept = store.kept();
        if (keep == 0 || kept.size() <= keep) {
            return List.of();
        }
        Set<String> stay = new HashSet<>(pinned(store.folder()));
        List<Version> log = store.log();
        log.subList(Math.max(0, log.size() - keep), log.size()).forEach(version -> stay.add(version.name()));
        stay.add(store.shown().name());
        Version latest = store.latest();
        if (latest != null) {
            stay.add(latest.name());
        }
        return kept.stream().filter(version -> !stay.contains(version.name())).toList();
    }

    /** How a version that may go is marked for the next clean-up. */
    static String mark(Version version) {
        return MARK + version.name();
    }

    /** Notes that the bytes of versions go, before any of them does. */
    static void remove(StoreFolder store, List<Version> going) {
        Set<String> names = new TreeSet<>(removed(store));
        going.forEach(version -> names.add(version.name()));
        Marks.write(removedFile(store), names);
    }

    /** What is wrong with the two files: damaged, or naming what is no version. */
    static List<Problem> problems(StoreFolder store, List<Version> versions) {
        Set<String> names = new HashSet<>();
        versions.forEach(version -> names.add(version.name()));
        List<Problem> problems = new ArrayList<>();
        for (Path file : List.of(removedFile(store), pinnedFile(store))) {
            String path = StoreFolder.NAME + "/" + Disk.name(file);
            try {
                if (!names.containsAll(Marks.require(file))) {
                    problems.add(new Problem(path, "names what is no version here"));
                }
            } catch (StoreException damaged) {
                problems.add(new Problem(path, damaged.note()));
            }
        }
        return problems;
    }
}
