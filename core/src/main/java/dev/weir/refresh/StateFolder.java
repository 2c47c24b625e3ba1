package dev.weir.refresh;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.operate.Together;
import dev.weir.refresh.snapshot.Tables;
import dev.weir.source.Reason;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SortedRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a flow keeps beside its output from run to run: sorted runs, and {@code state.json}, which names those that count.
 * Replacing that file is the one switch: whoever is killed before it leaves the state as it was. One process at a time
 * holds the folder; one thread, but for {@link #table}.
 *
 * <p>Errors: a failing disk is an {@link UncheckedIOException} that begins with the file's name. State that cannot be read
 * counts as none.
 */
public final class StateFolder implements Tables, AutoCloseable {
    private static final String MANIFEST = "state.json";
    private static final String FORMAT = "2";

    private final Path folder;
    private final MemoryBudget budget;
    private final int threads;
    private final FileChannel lock;
    /** Folders and files that were not there before, each before what is in it. */
    private final List<Path> made;

    private JsonObject manifest;
    private final Map<String, SortedRuns> tables = new LinkedHashMap<>();

    private StateFolder(Path folder, List<Path> made, MemoryBudget budget, int threads, FileChannel lock) {
        this.made = made;
        this.folder = folder;
        this.budget = budget;
        this.threads = threads;
        this.lock = lock;
        this.manifest = read(folder.resolve(MANIFEST));
    }

    /** What was kept with {@link #commit}, without holding the folder; empty where there is no state. */
    public static JsonObject peek(Path folder) {
        JsonObject properties = read(folder.resolve(MANIFEST)).object("properties");
        return properties == null ? JsonObject.EMPTY : properties;
    }

    /**
     * Opens, and makes, a folder; null where another process, or thread, is at work in it.
     *
     * @param threads that bring tables to disk together
     */
    public static @Nullable StateFolder open(Path folder, MemoryBudget budget, int threads) {
        Path file = folder.resolve("lock");
        List<Path> made = missing(file);
        try {
            Files.createDirectories(folder);
            leaveToGit(folder.resolveSibling(".gitignore"));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held;
            try {
                held = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                held = null;
            }
            if (held == null) {
                channel.close();
                return null;
            }
            return new StateFolder(folder, made, budget, threads, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be opened: " + Reason.of(e), e);
        }
    }

    /** A file and the folders above it, as far as they are not there. */
    private static List<Path> missing(Path file) {
        List<Path> missing = new ArrayList<>();
        for (Path path = file; path != null && !Files.exists(path); path = path.getParent()) {
            missing.add(0, path);
        }
        return missing;
    }

    /** Removes the folders that {@link #open} had to make, where nobody else has put anything there since. After closing. */
    public void removeMade() {
        if (!made.contains(folder)) {
            return;
        }
        manifest = JsonObject.EMPTY;
        removeUnused();
        List<Path> rest = new ArrayList<>(made);
        Path ignored = folder.resolveSibling(".gitignore");
        if (made.contains(folder.getParent())) {
            rest.add(made.indexOf(folder), ignored);
            removeUnheld(folder.resolveSibling("lock"));
        }
        Collections.reverse(rest);
        for (Path path : rest) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException inUse) {
                return;
            }
        }
    }

    /** Removes the lock file of the folder's versions, where nobody has it and there are none. */
    private static void removeUnheld(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                Files.delete(file);
            }
        } catch (IOException | OverlappingFileLockException inUse) {
            // It is not there, or stays for the one who has it.
        }
    }

    /** State is of no use in another place: a folder in git leaves it out. */
    private static void leaveToGit(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.write(file, "*\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonObject read(Path file) {
        try {
            Json json = JsonReader.read(Files.readAllBytes(file), file.toString());
            return json instanceof JsonObject object && FORMAT.equals(object.text("format"))
                    ? object
                    : JsonObject.EMPTY;
        } catch (NoSuchFileException | DescriptorException e) {
            return JsonObject.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /**
     * How much a table holds.
     *
     * @param entries about how many; a row has one in each index
     * @param bytes on disk
     */
    public record Size(long entries, long bytes) {}

    /** What was kept in a folder, with nothing locked or changed. */
    public static JsonObject properties(Path folder) {
        JsonObject properties = read(folder.resolve(MANIFEST)).object("properties");
        return properties == null ? JsonObject.EMPTY : properties;
    }

    /** How much each table of a folder holds, by name, with nothing locked or changed. */
    public static Map<String, Size> sizes(Path folder, MemoryBudget budget) {
        Map<String, Size> sizes = new LinkedHashMap<>();
        JsonObject tables = read(folder.resolve(MANIFEST)).object("tables");
        if (tables == null) {
            return sizes;
        }
        for (String name : tables.properties().keySet()) {
            List<String> runs = tables.texts(name);
            try (SortedRuns table = SortedRuns.open(folder, name, runs, budget)) {
                long bytes = 0;
                for (String run : runs) {
                    bytes += Files.size(folder.resolve(run));
                }
                sizes.put(name, new Size(table.entries(), bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(folder + ": cannot be read: " + Reason.of(e), e);
            }
        }
        return sizes;
    }

    /** What was kept with {@link #commit}; empty where there is no state. */
    public JsonObject properties() {
        JsonObject properties = manifest.object("properties");
        return properties == null ? JsonObject.EMPTY : properties;
    }

    /** Whether there is state. */
    public boolean isThere() {
        return manifest.object("tables") != null;
    }

    /** Whether a change was carried through all steps since there is state. */
    public boolean isCarried() {
        return manifest.flag("carried", false);
    }

    /** As {@link #step}, when a change was carried through all steps. */
    public void carried() {
        step();
        manifest = manifest.with("carried", Json.of(true));
    }

    /** How many threads may work on the state together. */
    int threads() {
        return threads;
    }

    /** The memory of all tables together. */
    public MemoryBudget budget() {
        return budget;
    }

    /** Where all of it is, temporary files too. */
    public Path folder() {
        return folder;
    }

    /** The names of all tables that have come to disk. */
    public Set<String> names() {
        JsonObject kept = manifest.object("tables");
        return kept == null ? Set.of() : kept.properties().keySet();
    }

    /** A table by name: as it was kept, new where it was not. */
    @Override
    public synchronized SortedRuns table(String name) {
        SortedRuns known = tables.get(name);
        if (known == null) {
            JsonObject kept = manifest.object("tables");
            List<String> runs = kept == null ? List.of() : kept.texts(name);
            known = SortedRuns.open(folder, name, runs, budget);
            tables.put(name, known);
        }
        return known;
    }

    @Override
    public synchronized void forget(String name) {
        SortedRuns table = tables.remove(name);
        if (table != null) {
            table.close();
        }
        JsonObject kept = manifest.object("tables");
        if (kept != null && kept.has(name)) {
            manifest = manifest.with("tables", kept.without(name));
        }
    }

    /** Forgets the tables whose names do not fit. */
    public void keepOnly(Predicate<String> names) {
        Set<String> known = new HashSet<>(names());
        known.addAll(tables.keySet());
        known.stream().filter(names.negate()).forEach(this::forget);
    }

    /** Forgets all that was kept, for a state from scratch; what is on disk counts until {@link #commit}. */
    public void clear() {
        closeTables();
        manifest = JsonObject.EMPTY;
    }

    /**
     * Brings all tables to disk and opens them anew with their changes: what was AFTER is BEFORE. Nothing counts until
     * {@link #commit}.
     */
    public void step() {
        step(name -> true);
    }

    /** The same for some of the tables; the others go on as they are. */
    void step(Predicate<String> names) {
        Map<String, SortedRuns> stepped = new LinkedHashMap<>(tables);
        stepped.keySet().removeIf(names.negate());
        Map<String, Json> runs = new LinkedHashMap<>();
        JsonObject kept = manifest.object("tables");
        if (kept != null) {
            runs.putAll(kept.properties());
        }
        Map<String, Json> sealed = new ConcurrentHashMap<>();
        List<Runnable> seals = new ArrayList<>();
        stepped.forEach((name, table) -> seals.add(() -> sealed.put(name, JsonArray.ofTexts(table.seal()))));
        Together.run(threads, seals);
        stepped.forEach((name, table) -> {
            runs.put(name, sealed.get(name));
            table.close();
            tables.remove(name);
        });
        manifest = manifest.with("tables", new JsonObject(runs, Json.Place.NONE));
    }

    /** Replaces the state by that of the tables as they are now, in one step. */
    public void commit(JsonObject properties) {
        if (!tables.isEmpty()) {
            carried();
        }
        manifest = manifest.with("format", FORMAT).with("properties", properties);
        Path file = folder.resolve(MANIFEST);
        Path temporary = folder.resolve(MANIFEST + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JsonWriter.write(manifest));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + Reason.of(e), e);
        }
        removeUnused();
    }

    /** Removes runs that do not count; what cannot be removed is tried again next time. */
    private void removeUnused() {
        Set<String> used = new HashSet<>(Set.of(MANIFEST, "lock"));
        JsonObject kept = manifest.object("tables");
        if (kept != null) {
            kept.properties().keySet().forEach(name -> used.addAll(kept.texts(name)));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Path name = file.getFileName();
                if (name != null && !used.contains(name.toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Left for the next run: unused files are harmless.
        }
    }

    private void closeTables() {
        tables.values().forEach(SortedRuns::close);
        tables.clear();
    }

    @Override
    public void close() {
        closeTables();
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
