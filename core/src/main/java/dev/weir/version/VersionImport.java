package dev.weir.version;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import dev.weir.write.DumpOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes versions of folders that are consecutive versions of a package: every one is kept with all of its files, whether
 * Weir finds it valid or not.
 *
 * <p>All become versions in one step, and then the folder shows the newest valid one; what was there before an import that
 * fails is there after it.
 */
public final class VersionImport {
    private final RunOptions options;
    private final Instant now;
    private final List<Version> added = new ArrayList<>();
    private final List<Version> log = new ArrayList<>();
    private PathHistory history = new PathHistory();
    private @Nullable OpenPackage baseline;
    private int newestValidNumber;

    private VersionImport(RunOptions options, Instant now) {
        this.options = options;
        this.now = now;
    }

    /**
     * Imports the sub-folders of a folder in the order of their names.
     *
     * @param to the package's folder: empty, not there, or with versions, which stay and come before
     * @param now the time of versions that do not state when they were created
     * @return the new versions, oldest first
     * @throws ConflictException where there is nothing to import, or files in {@code to} that no version named
     */
    public static List<Version> each(Path folder, Path to, RunOptions options, Instant now) {
        LocalDisk.require(to, options.trusted());
        List<Path> folders = folders(folder);
        requirePlace(to);
        try (VersionWriter writer = VersionWriter.open(to)) {
            return new VersionImport(options, now).run(folders, to, writer);
        }
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConflictException(folder + ": there is no such folder, so nothing can be imported from it");
        }
        List<Path> folders = Disk.list(folder).stream()
                .filter(entry -> Files.isDirectory(entry) && !Disk.name(entry).startsWith("."))
                .toList();
        if (folders.isEmpty()) {
            throw new ConflictException(
                    folder + ": has no folder in it: each sub-folder is to be a version of the package");
        }
        return folders;
    }

    private static void requirePlace(Path to) {
        StoreFolder store = new StoreFolder(to);
        if (Files.exists(to) && !Files.isDirectory(to)) {
            throw new ConflictException(to + ": is a file: import to a folder");
        }
        boolean isOurs = Files.exists(store.head()) || Files.exists(store.descriptor());
        if (!isOurs
                && Disk.list(to).stream().anyMatch(entry -> !Disk.name(entry).equals(StoreFolder.NAME))) {
            throw new ConflictException(to + ": is not empty and holds no package: import to another folder");
        }
    }

    private List<Version> run(List<Path> folders, Path to, VersionWriter writer) {
        writer.finish();
        Version adopted = writer.versions() == null ? Adopted.of(to, Long.MAX_VALUE, options, now) : null;
        log.addAll(writer.log());
        history = PathHistory.of(log);
        try (Baseline before = Baseline.of(writer.versions(), adopted, to, options, Set.of())) {
            baseline = before.opened();
            newestValidNumber = number(writer.versions());
            if (adopted != null) {
                for (VersionFile file : adopted.files()) {
                    writer.keep(file.path(), to.resolve(file.path()), history.bases(file.path()));
                }
                add(adopted);
            }
            for (Path folder : folders) {
                add(version(folder, writer));
            }
        }
        VersionStore there = writer.versions();
        Version shownBefore = there == null ? adopted : there.shown();
        Version shown = log.get(log.get(log.size() - 1).shows() - 1);
        requireNoForeign(to, shownBefore, shown);
        List<Version> named = writer.commit(added);
        VersionStore store = writer.versions();
        if (store != null) {
            Showing.show(store, shownBefore, shown);
            new Compaction(store).all(false);
        }
        return named.subList(adopted == null ? 0 : 1, named.size());
    }

    private static int number(@Nullable VersionStore store) {
        Version latest = store == null ? null : store.latest();
        return latest == null ? 0 : latest.number();
    }

    private void add(Version version) {
        added.add(version);
        log.add(version);
        history.add(version);
        if (version.valid()) {
            newestValidNumber = version.number();
        }
    }

    private Version version(Path folder, VersionWriter writer) {
        List<VersionFile> files = new ArrayList<>();
        for (String path : SafeFiles.all(folder)) {
            files.add(writer.keep(path, folder.resolve(path), history.bases(path)));
        }
        @Nullable OpenPackage opened = Judge.open(folder, options);
        boolean valid = Weir.validate(folder, options).valid();
        DataPackage described = opened == null ? DataPackage.EMPTY : opened.dataPackage();
        Judged judged =
                new Judge(log, options).next(baseline, opened, described, null, DumpOptions.DEFAULT, valid, Map.of());
        if (valid || newestValidNumber == 0) {
            baseline = opened;
        }
        int number = log.size() + 1;
        int shows = valid ? number : newestValidNumber > 0 ? newestValidNumber : number;
        return new Version(
                "",
                number,
                judged.version(),
                described.version(),
                created(described),
                valid,
                null,
                judged.bump(),
                judged.reasons(),
                shows,
                files,
                judged.resources(),
                JsonObject.EMPTY);
    }

    private Instant created(DataPackage described) {
        String stated = described.json().text("created");
        try {
            return stated == null ? now : OffsetDateTime.parse(stated).toInstant();
        } catch (DateTimeException e) {
            return now;
        }
    }

    /** A file in the way that no version named is not replaced. */
    private static void requireNoForeign(Path to, @Nullable Version before, Version shown) {
        for (VersionFile file : shown.files()) {
            Path place = to.resolve(file.path());
            boolean isOurs = before != null && before.file(file.path()) != null;
            if (!isOurs && Files.exists(place) && !isKnown(SafeFiles.hash(place), file, before)) {
                throw new ConflictException(place + ": is in the way and is of no version of this package: move it");
            }
        }
    }

    /** Whether a file in the way is the one that comes, or the name without a number of one that a dump wrote. */
    private static boolean isKnown(String hash, VersionFile file, @Nullable Version before) {
        return hash.equals(file.hash())
                || before != null
                        && before.files().stream().anyMatch(old -> old.hash().equals(hash));
    }
}
