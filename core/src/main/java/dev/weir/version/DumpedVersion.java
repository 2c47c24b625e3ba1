package dev.weir.version;

import dev.weir.compare.Comparison;
import dev.weir.compare.PackageDifference;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.process.Carrier;
import dev.weir.process.Copies;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.source.Reason;
import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import dev.weir.write.VersionKeeper;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The next version of one folder, from the begin of a run to its commit. */
final class DumpedVersion implements VersionKeeper.Keeping {
    private static final int SHA256_PREFIX = "sha256:".length();

    private final Path folder;
    private final StoreFolder place;
    private final RunOptions options;
    private final long large;
    private final boolean takesNetwork;
    private final Carrier carrier;
    /** By their paths. */
    private final Map<String, byte[]> carried = new TreeMap<>();

    private @Nullable VersionStore store;
    private @Nullable Version adopted;
    private @Nullable Judged judged;
    private @Nullable Version baseline;
    private CommonFound common = new CommonFound();
    private @Nullable VersionWriter writer;
    private @Nullable String committed;

    /** @param takesNetwork whether the folder may be on a network file system */
    DumpedVersion(Path folder, RunOptions options, long large, boolean takesNetwork, Carrier carrier) {
        this.carrier = carrier;
        this.takesNetwork = takesNetwork;
        this.folder = folder;
        this.place = new StoreFolder(folder);
        this.options = options;
        this.large = large;
    }

    @Override
    public <T> T begin(VersionKeeper.Reading<T> read) {
        LocalDisk.require(folder, takesNetwork);
        if (!Files.exists(place.lock())) {
            store = VersionStore.openIfThere(folder);
            T found = read.read(false);
            if (Disk.list(folder).isEmpty()) {
                return found; // a run that is making its first version here finds that it is not alone when it commits
            }
        }
        VersionWriter opened = open();
        if (opened == null) {
            store = VersionStore.openIfThere(folder);
            return read.read(false);
        }
        try (opened) {
            opened.finish();
            store = opened.versions();
            return read.read(true);
        }
    }

    /** The writer; null where nothing can be written here, which matters only if something is to be. */
    private @Nullable VersionWriter open() {
        try {
            return VersionWriter.open(folder);
        } catch (UncheckedIOException e) {
            if (Reason.isReadOnly(e.getCause())) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public boolean needs(String path) {
        VersionStore there = store;
        return there != null
                && there.kept().stream()
                        .flatMap(version -> version.files().stream())
                        .anyMatch(file ->
                                path.equals(file.at()) && !there.objects().has(file.hash()));
    }

    @Override
    public String number(VersionKeeper.Made made) {
        VersionStore there = store;
        List<Version> log = there == null ? List.of() : there.log();
        if (there == null) {
            adopted = Adopted.of(folder, made.how().fixedPaths() ? Long.MAX_VALUE : large, options, made.created());
            log = adopted == null ? log : List.of(adopted);
        }
        Map<Path, Copies> copies = copies(made);
        try (Baseline newest = Baseline.of(there, adopted, folder, options, older(copies))) {
            Judge judge = new Judge(log, options);
            Judged found = judge.next(
                    newest.opened(),
                    StagedPackage.of(folder, made, options),
                    new DataPackage(made.descriptor()),
                    made.stated(),
                    made.how(),
                    made.valid(),
                    copies);
            judged = found;
            common = judge.common();
            baseline = newest.version();
            return found.version();
        }
    }

    /** What new files have from files of the version before. */
    private static Map<Path, Copies> copies(VersionKeeper.Made made) {
        Map<Path, Copies> copies = new HashMap<>();
        for (VersionKeeper.Placed placed : made.files()) {
            Copies from = placed.copies();
            if (from != null) {
                copies.put(placed.file().toAbsolutePath().normalize(), from);
            }
        }
        return copies;
    }

    private static Set<Path> older(Map<Path, Copies> copies) {
        return copies.values().stream()
                .map(from -> from.file().toAbsolutePath().normalize())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean misses(JsonObject published) {
        Version head = store == null ? null : store.head();
        Set<String> paths = new HashSet<>();
        if (head != null) {
            head.files().forEach(file -> paths.add(file.path()));
        }
        return carrier.misses(new Carrier.Written(folder, published, JsonWriter.write(published), Map.of()), paths);
    }

    @Override
    public void carry(VersionKeeper.Made made, JsonObject numbered, byte[] descriptor) {
        Map<String, Path> places = new HashMap<>();
        made.files().forEach(file -> places.put(file.path(), file.file()));
        if (made.how().changes()) {
            carried.putAll(changes(made, numbered));
        }
        carried.putAll(carrier.files(new Carrier.Written(folder, numbered, descriptor, places)));
        List<Version> log = new ArrayList<>(store == null ? List.of() : store.log());
        CarriedFiles.requireOurs(folder, carried.keySet(), log);
    }

    /** The rows that have changed since the version that this one was numbered by. */
    private Map<String, byte[]> changes(VersionKeeper.Made made, JsonObject numbered) {
        Map<Path, Copies> copies = copies(made);
        try (Baseline newest = Baseline.of(store, adopted, folder, options, older(copies))) {
            OpenPackage before = newest.opened();
            Version version = newest.version();
            if (before == null || version == null) {
                return Map.of();
            }
            PackageDifference difference =
                    Comparison.of(before, StagedPackage.of(folder, made, options), options, copies);
            return ChangesPackage.files(difference, version.version(), numbered);
        }
    }

    @Override
    public VersionKeeper.Held lock() {
        VersionWriter opened = VersionWriter.open(folder);
        VersionStore read = store;
        String before = read == null ? null : read.head().name();
        if (!Objects.equals(before, opened.headName())) {
            VersionStore now = opened.versions();
            opened.close();
            throw new ConflictException(
                    place.descriptor() + ": was changed while this run was working: it read " + name(read)
                            + " and now finds " + name(now) + "; nothing was written, run again",
                    new FileSystemException(place.head().toString(), null, "another run was faster"));
        }
        writer = opened;
        return () -> {
            writer = null;
            opened.close();
        };
    }

    private static String name(@Nullable VersionStore store) {
        return store == null
                ? "no version"
                : "version " + store.head().version() + " (#" + store.head().number() + ")";
    }

    @Override
    public void commit(VersionKeeper.Made made, byte[] descriptor) {
        VersionWriter held = writer;
        Judged known = judged;
        if (held == null || known == null) {
            throw new IllegalStateException("commit without the lock, or before the number");
        }
        List<Version> added = new ArrayList<>();
        Version first = adopted;
        PathHistory history = PathHistory.of(held.log());
        if (first != null) {
            added.add(first);
            keep(held, first.files(), history);
            history.add(first);
        }
        List<Version> before = new ArrayList<>(held.log());
        before.addAll(added);
        int number = before.size() + 1;
        Map<String, VersionFile> files = files(held, made, descriptor, history);
        Version next = next(made, known, number, files);
        CarriedFiles shown = new CarriedFiles(folder);
        boolean done = false;
        try {
            for (Map.Entry<String, byte[]> one : carried.entrySet()) {
                carry(one.getKey(), one.getValue(), held, files, history, shown);
            }
            next = next(made, known, number, files);
            if (!files.containsKey(ChangelogFile.NAME) && CarriedFiles.isOurs(folder, ChangelogFile.NAME, before)) {
                before.add(next);
                byte[] bytes = ChangelogFile.of(title(made.descriptor()), before);
                carry(ChangelogFile.NAME, bytes, held, files, history, shown);
                next = next(made, known, number, files);
            }
            added.add(next);
            committed = VersionWriter.chained(held.headName(), added)
                    .get(added.size() - 1)
                    .name();
            held.commit(added);
            shown.show();
            done = true;
        } finally {
            if (!done) {
                shown.discard();
            }
        }
        store = held.versions();
    }

    private static void carry(
            String path,
            byte[] bytes,
            VersionWriter held,
            Map<String, VersionFile> files,
            PathHistory history,
            CarriedFiles shown) {
        files.put(path, held.keep(path, bytes, history.bases(path)));
        shown.add(path, bytes);
    }

    private Version next(VersionKeeper.Made made, Judged known, int number, Map<String, VersionFile> files) {
        return new Version(
                "",
                number,
                known.version(),
                known.version(),
                made.created(),
                made.valid(),
                null,
                known.bump(),
                known.reasons(),
                number,
                List.copyOf(files.values()),
                known.resources(),
                carrier.notes(folder));
    }

    /** How people call the package. */
    private String title(JsonObject descriptor) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return descriptor.text("title", descriptor.text("name", name == null ? "the package" : name.toString()));
    }

    /** Keeps the bytes of the version that was there before the store. */
    private void keep(VersionWriter held, List<VersionFile> files, PathHistory history) {
        for (VersionFile file : files) {
            if (file.at() == null && !held.has(file.hash())) {
                held.keep(file.path(), folder.resolve(file.path()), history.bases(file.path()));
            }
        }
    }

    private Map<String, VersionFile> files(
            VersionWriter held, VersionKeeper.Made made, byte[] descriptor, PathHistory history) {
        Map<String, VersionKeeper.Placed> placed = new HashMap<>();
        made.files().forEach(file -> placed.put(file.path(), file));
        Map<String, VersionFile> files = new TreeMap<>();
        files.put(
                StoreFolder.DESCRIPTOR,
                held.keep(StoreFolder.DESCRIPTOR, descriptor, history.bases(StoreFolder.DESCRIPTOR)));
        for (Resource resource : new DataPackage(made.descriptor()).resources()) {
            for (String path : resource.paths()) {
                if (SafeFiles.isSafe(path) && !files.containsKey(path) && Files.isRegularFile(folder.resolve(path))) {
                    files.put(path, file(held, made, path, placed.get(path), history));
                }
            }
        }
        return files;
    }

    private VersionFile file(
            VersionWriter held,
            VersionKeeper.Made made,
            String path,
            VersionKeeper.@Nullable Placed placed,
            PathHistory history) {
        Path file = folder.resolve(path);
        VersionFile before = placed == null ? known(path) : null;
        if (before != null) {
            return before;
        }
        long bytes = SafeFiles.size(file);
        String hash = placed == null ? SafeFiles.hash(file) : placed.hash().substring(SHA256_PREFIX);
        if (bytes > large && !made.how().fixedPaths()) {
            return new VersionFile(path, hash, bytes, held.has(hash) ? null : path).with(common(held, path));
        }
        return held.has(hash) ? new VersionFile(path, hash, bytes, null) : held.keep(path, file, history.bases(path));
    }

    /** Keeps what a file was found to have in common with one of the version that it was compared with. */
    private VersionFile.@Nullable Common common(VersionWriter held, String path) {
        CommonFound.Found found = common.of(path);
        Version compared = baseline;
        VersionFile older = found == null || compared == null ? null : compared.file(found.older());
        return found == null || older == null
                ? null
                : new VersionFile.Common(
                        older.hash(),
                        held.keep(path, found.records().write(), List.of()).hash());
    }

    /** A file of the version before, which the new one shares. */
    private @Nullable VersionFile known(String path) {
        VersionStore there = store;
        Version before = there != null ? there.head() : adopted;
        return before == null ? null : before.file(path);
    }

    @Override
    public boolean isCommitted() {
        String name = committed;
        if (name == null) {
            return false;
        }
        try {
            return name.equals(place.readHead());
        } catch (RuntimeException e) {
            return true;
        }
    }

    @Override
    public void settle() {
        VersionStore there = store;
        try {
            if (there != null) {
                CarriedFiles.clear(there, there.shown());
                new Compaction(there).ifDue();
            }
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    place.descriptor() + ": the new version is in place, but packing older ones failed: "
                            + e.getMessage(),
                    e.getCause());
        }
    }
}
