package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.source.Sha256;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a package in it, or one that is empty or not there yet.
 *
 * <p>Order of a commit: data files get their names, what is replaced is written down for whoever has to finish, then
 * folders are brought to disk, then the descriptor gets its name. The staged descriptor doubles as the journal: an
 * unfinished run is known by it, and the next run removes the data files that only it names ({@link Leftovers}).
 */
final class FolderTarget implements Target {
    static final String DESCRIPTOR = "datapackage.json";
    private static final int ATTEMPTS = 20;

    private final Path folder;
    private final Path data;
    private final boolean fixed;
    private final Published published;
    private final VersionKeeper.Keeping versions;
    private final List<Path> madeFolders = new ArrayList<>();
    private final List<NewFile> files = new ArrayList<>();
    private final Map<NewFile, Path> places = new LinkedHashMap<>();
    private final SafeNames names = new SafeNames();
    private int number;
    private @Nullable Path numbered;
    private byte @Nullable [] descriptor;
    private VersionKeeper.@Nullable Made made;
    private @Nullable NewFile staged;
    private boolean committed;

    private FolderTarget(Path folder, boolean fixed, Published published, VersionKeeper.Keeping versions) {
        this.folder = folder;
        this.versions = versions;
        this.data = folder.resolve("data");
        this.fixed = fixed;
        this.published = published;
    }

    static FolderTarget open(Path folder, boolean fixed, VersionKeeper keeper) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ConflictException(folder + ": is a file: dump to a folder, or to a name that ends in .zip");
        }
        VersionKeeper.Keeping versions = keeper.keep(folder);
        return new FolderTarget(folder, fixed, versions.begin(isAlone -> read(folder, versions, isAlone)), versions);
    }

    private static Published read(Path folder, VersionKeeper.Keeping versions, boolean isAlone) {
        Published published = Published.read(folder.resolve(DESCRIPTOR));
        boolean isBegun = !isAlone && Files.exists(folder.resolve(".weir")); // by a run that is at work just now
        if (!published.isThere() && !isBegun && !isEmpty(folder)) {
            throw new ConflictException(folder + ": is not empty and has no " + DESCRIPTOR
                    + ", so it is no package of ours: dump to another folder, or empty this one");
        }
        if (isAlone) {
            Leftovers.remove(folder, published, versions::needs);
        }
        return published;
    }

    private static boolean isEmpty(Path folder) {
        for (Path entry : Disk.list(folder)) {
            if (!Disk.isTemporary(entry) && !Leftovers.isOnlyOurs(entry)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized NewFile newFile() {
        for (int attempt = 1; ; attempt++) {
            try {
                NewFile file = NewFile.in(fixed ? dataFolder() : numberedFolder());
                files.add(file);
                return file;
            } catch (UncheckedIOException e) {
                // A run that ends just now removes the folders that it had made, and an empty one of ours by that name.
                if (!files.isEmpty() || attempt == ATTEMPTS || !(e.getCause() instanceof NoSuchFileException)) {
                    throw unlessTaken(e);
                }
                numbered = null;
            }
        }
    }

    private Path dataFolder() {
        makeFolders(folder);
        if (Disk.makeFolder(data)) {
            madeFolders.add(data);
        }
        return data;
    }

    private void makeFolders(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            makeFolders(parent);
        }
        if (Disk.makeFolder(path)) {
            madeFolders.add(path);
        }
    }

    /** The folder of this version's files: made by us, so that nothing else is in it. */
    private Path numberedFolder() {
        Path known = numbered;
        if (known != null) {
            return known;
        }
        dataFolder();
        number = highestNumber() + 1;
        while (true) {
            Path made = data.resolve(Integer.toString(number));
            try {
                Files.createDirectory(made);
                madeFolders.add(made);
                numbered = made;
                return made;
            } catch (FileAlreadyExistsException taken) {
                number++;
            } catch (IOException e) {
                throw Disk.failed(made, "made", e);
            }
        }
    }

    private int highestNumber() {
        int highest = 0;
        for (String path : published.paths()) {
            highest = Math.max(highest, Published.number(path));
        }
        for (Path entry : Disk.list(data)) {
            highest = Math.max(highest, Published.number("data/" + Disk.name(entry) + "/x"));
        }
        return highest;
    }

    @Override
    public List<String> place(
            Resource resource, List<NewFile> parts, List<String> extensions, long bytes, String hash) {
        List<String> kept = published.paths(resource.name());
        List<String> made = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.size() == 1 ? "" : "-" + (i + 1);
            String name = names.of(resource.name() + part, extensions.get(i));
            made.add(fixed ? "data/" + name : "data/" + number + "/" + name);
        }
        if ((!fixed || kept.equals(made)) && isUnchanged(resource.name(), parts, bytes, hash)) {
            parts.forEach(NewFile::discard);
            files.removeAll(parts);
            return kept;
        }
        for (int i = 0; i < parts.size(); i++) {
            places.put(parts.get(i), folder.resolve(made.get(i)));
        }
        return made;
    }

    private boolean isUnchanged(String name, List<NewFile> parts, long bytes, String hash) {
        Resource there = published.dataPackage().resource(name);
        List<Path> current = current(name);
        if (there == null || there.bytes() != bytes || !hash.equals(there.hash()) || current.size() != parts.size()) {
            return false;
        }
        try {
            for (int i = 0; i < parts.size(); i++) {
                if (!Files.isRegularFile(current.get(i))
                        || Files.size(current.get(i)) != parts.get(i).size()) {
                    return false;
                }
            }
            return CopiedFiles.measure(current).hash().equals(hash); // somebody may have edited it
        } catch (IOException | UncheckedIOException e) {
            return false; // it is written again
        }
    }

    @Override
    public List<Path> current(String resource) {
        return published.paths(resource).stream().map(folder::resolve).toList();
    }

    @Override
    public boolean misses() {
        return versions.misses(published.dataPackage().json());
    }

    @Override
    public @Nullable DataPackage published() {
        return published.isThere() ? published.dataPackage() : null;
    }

    @Override
    public String version(JsonObject unnumbered, @Nullable String stated, DumpOptions how, boolean valid, Instant now) {
        List<VersionKeeper.Placed> placed = new ArrayList<>();
        places.forEach((file, place) -> placed.add(new VersionKeeper.Placed(
                fixed ? "data/" + Disk.name(place) : "data/" + number + "/" + Disk.name(place),
                file.path(),
                file.hash(),
                file.size(),
                file.copies())));
        made = new VersionKeeper.Made(unnumbered, placed, stated, how, valid, now);
        try {
            return versions.number(made);
        } catch (SourceException | UncheckedIOException e) {
            throw placed.stream().allMatch(one -> Files.exists(one.file())) ? e : taken(e);
        }
    }

    @Override
    public void prepare(JsonObject numbered) {
        makeFolders(folder);
        if (fixed) {
            refuseForeign();
        }
        byte[] bytes = JsonWriter.write(numbered);
        descriptor = bytes;
        if (made != null) {
            versions.carry(made, numbered, bytes);
        }
        staged = NewFile.of(folder, bytes);
        Disk.force(folder);
    }

    /** A file that no version named is not replaced. */
    private void refuseForeign() {
        for (Path place : places.values()) {
            String path = "data/" + Disk.name(place);
            if (Files.exists(place) && !published.paths().contains(path) && !Links.isLink(place)) {
                throw new ConflictException(place + ": is in the way and was not written by a version of this package:"
                        + " move it, or rename the resource");
            }
        }
    }

    @Override
    public void commit() {
        if (staged == null) {
            throw new IllegalStateException("commit before prepare");
        }
        try (VersionKeeper.Held held = versions.lock()) {
            switchTo(staged, descriptor, made);
        }
    }

    private void switchTo(NewFile switched, byte @Nullable [] bytes, VersionKeeper.@Nullable Made written) {
        if (bytes == null || written == null) {
            throw new IllegalStateException("commit before the version has its number");
        }
        if (!published.isCurrent()) {
            throw conflict();
        }
        try {
            places.forEach(NewFile::rename);
        } catch (UncheckedIOException e) {
            throw unlessTaken(e);
        }
        Set<Path> gained = new LinkedHashSet<>();
        places.values().forEach(place -> gained.add(parent(place)));
        for (int i = madeFolders.size() - 1; i >= 0; i--) {
            gained.add(parent(madeFolders.get(i)));
        }
        Leftovers.announce(folder, published);
        gained.forEach(Disk::force);
        if (!published.isCurrent() || !Files.exists(switched.path())) {
            throw conflict();
        }
        versions.commit(written, bytes);
        committed = true;
        switched.rename(published.file());
        Disk.force(folder);
        removeUnused();
        Leftovers.finish(folder, published, Published.read(published.file()), versions::needs);
        versions.settle();
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    /** A file or folder of ours that has gone was taken for a leftover, by a run that began here meanwhile. */
    private RuntimeException unlessTaken(UncheckedIOException problem) {
        return problem.getCause() instanceof NoSuchFileException ? taken(problem) : problem;
    }

    private ConflictException taken(RuntimeException problem) {
        return new ConflictException(
                folder + ": another run began here while this one was working, and has removed what this one had made;"
                        + " nothing was written, run again",
                new IOException(problem));
    }

    private ConflictException conflict() {
        Published now = Published.readLeniently(published.file());
        String message = published.file() + ": was changed while this run was working: it read " + published.version()
                + " and now finds " + (published.version().equals(now.version()) ? "another " : "") + now.version()
                + "; nothing was written, run again";
        return new ConflictException(
                message, new FileSystemException(published.file().toString(), null, "another run was faster"));
    }

    /** Removes a numbered folder that no file came to stay in. */
    private void removeUnused() {
        Path made = numbered;
        if (made != null) {
            Disk.deleteQuietly(made);
        }
    }

    @Override
    public void abandon() {
        if (committed || versions.isCommitted() || isSwitched()) {
            return;
        }
        if (staged != null) {
            staged.discard();
            Leftovers.takeBack(folder);
        }
        for (NewFile file : files) {
            if (!fixed || !file.isMoved()) {
                file.discard();
            }
        }
        for (int i = madeFolders.size() - 1; i >= 0; i--) {
            Disk.deleteQuietly(madeFolders.get(i)); // one with something in it stays
        }
    }

    /** Whether the descriptor got its name although the rename seemed to fail, or nobody can tell. */
    private boolean isSwitched() {
        NewFile switched = staged;
        if (switched == null || descriptor == null) {
            return false;
        }
        try {
            return Arrays.equals(descriptor, Published.bytes(published.file()));
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    /** Nothing is to be written: ends what a run that broke off behind its switch left undone. */
    @Override
    public void leave() {
        abandon();
        Links.refresh(folder, published, published);
    }

    @Override
    public int number() {
        return fixed ? 0 : number > 0 ? number : highestNumber() + 1;
    }

    @Override
    public @Nullable String hash() {
        byte[] bytes = descriptor == null ? published.bytes() : descriptor;
        return bytes == null ? null : Sha256.of(bytes);
    }

    @Override
    public Path descriptor() {
        return published.file();
    }
}
