package dev.weir.convert;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.source.DataFolder;
import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import dev.weir.write.PackageWriter;
import dev.weir.write.SafeNames;
import dev.weir.write.ZipPackage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plain package on its way: a folder or a zip that is put together under a temporary name beside its place and gets its
 * name in one step. What is there already is replaced only where that is asked for, and a folder only where nothing is in
 * it but a descriptor and the files that it names.
 */
final class NewPackage implements AutoCloseable {
    private final Path place;
    private final boolean zip;
    private final Path work;
    private final Map<String, NewFile> files = new LinkedHashMap<>();
    private final List<NewFile> open = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final SafeNames names = new SafeNames();

    private NewPackage(Path place, boolean zip, Path work) {
        this.place = place;
        this.zip = zip;
        this.work = work;
        taken.add("datapackage.json");
    }

    /**
     * Begins a package; what an unfinished conversion to the same place left is removed.
     *
     * @throws ConflictException where something is there that may not be replaced
     */
    static NewPackage open(Path given, boolean overwrite) throws IOException {
        boolean zip = PackageWriter.isZip(given);
        Path place = DataFolder.place(given);
        Path parent = place.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new ConflictException(given + ": the folder that it would be in is not there: make it first");
        }
        if (zip) {
            requireFree(given, overwrite);
        } else {
            requireOurs(given, place, overwrite);
        }
        Path work = parent.resolve(Disk.TEMPORARY + Disk.name(place));
        remove(work);
        Files.createDirectory(work);
        return new NewPackage(place, zip, work);
    }

    /** Nothing may be there, or a file that may be replaced. */
    static void requireFree(Path given, boolean overwrite) {
        if (Files.isDirectory(given)) {
            throw new ConflictException(given + ": is a folder, not a file: name another");
        }
        if (Files.exists(given, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
            throw new ConflictException(
                    given + ": is there already: name another file, or replace it with --overwrite");
        }
    }

    private static void requireOurs(Path given, Path place, boolean overwrite) throws IOException {
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new ConflictException(given + ": is a file, not a folder: name another, or end the name in .zip,"
                    + " .csv, .tsv, .json or .jsonl");
        }
        Set<Path> found = new HashSet<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> walk = Files.walk(place)) {
                walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            return;
        }
        Path descriptor = place.resolve("datapackage.json");
        if (!found.remove(descriptor) || !overwrite) {
            throw new ConflictException(given + ": is not empty: name a new folder"
                    + (Files.exists(descriptor) ? ", or replace the package with --overwrite" : ""));
        }
        byte[] bytes = Files.readAllBytes(descriptor);
        if (JsonReader.read(bytes, descriptor.toString()) instanceof JsonObject json) {
            for (Resource resource : new DataPackage(json).resources()) {
                resource.paths()
                        .forEach(path -> found.remove(place.resolve(path).normalize()));
            }
        }
        if (!found.isEmpty()) {
            throw new ConflictException(
                    given + ": holds " + place.relativize(found.iterator().next())
                            + ", which its datapackage.json does not name: nothing is replaced");
        }
    }

    /** A new file, to be given a path by {@link #place}. */
    NewFile newFile() {
        NewFile file = NewFile.in(work);
        open.add(file);
        return file;
    }

    /**
     * Gives a sealed file its path.
     *
     * @param wanted a path that it is to have if that is free and safe, null for none
     * @param name the resource's
     */
    String place(NewFile file, @Nullable String wanted, String name, String ending) {
        String path = wanted;
        if (path == null || !isSafe(path) || !taken.add(path.toLowerCase(Locale.ROOT))) {
            do {
                path = "data/" + names.of(name, ending);
            } while (!taken.add(path.toLowerCase(Locale.ROOT)));
        }
        files.put(path, file);
        return path;
    }

    private static boolean isSafe(String path) {
        boolean safe = !DataPath.isUrl(path) && path.length() < 200;
        for (String part : path.split("/", -1)) {
            safe &= !part.isEmpty() && part.charAt(0) != '.' && part.indexOf('\\') < 0 && part.indexOf(':') < 0;
        }
        return safe;
    }

    /** A copy of a file, byte for byte. */
    NewFile copy(Path from) {
        NewFile file = newFile();
        byte[] buffer = new byte[1 << 18];
        try (FileChannel in = NewFile.read(from)) {
            for (int count = in.read(ByteBuffer.wrap(buffer)); count > 0; count = in.read(ByteBuffer.wrap(buffer))) {
                file.append(buffer, count);
            }
        } catch (IOException e) {
            throw Disk.failed(from, "read", e);
        }
        file.seal();
        return file;
    }

    /** All is there: the package gets its name. */
    void commit(JsonObject descriptor) throws IOException {
        if (zip) {
            Map<String, Path> entries = new LinkedHashMap<>();
            files.forEach((path, file) -> entries.put(path, file.path()));
            NewFile packed = newFile();
            ZipPackage.pack(packed, descriptor, entries);
            packed.seal();
            packed.rename(place);
        } else {
            folder(descriptor);
        }
        Path parent = place.getParent();
        if (parent != null) {
            Disk.force(parent);
        }
    }

    private void folder(JsonObject descriptor) throws IOException {
        for (Map.Entry<String, NewFile> entry : files.entrySet()) {
            Path path = work.resolve(entry.getKey());
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            entry.getValue().rename(path);
            Disk.force(folder == null ? work : folder);
        }
        NewFile written = NewFile.of(work, JsonWriter.write(descriptor));
        open.add(written);
        written.rename(work.resolve("datapackage.json"));
        Disk.force(work);
        Path older = place.resolveSibling(Disk.TEMPORARY + "old-" + Disk.name(place));
        boolean replaces = Files.exists(place);
        if (replaces) {
            remove(older);
            Disk.rename(place, older);
        }
        boolean done = false;
        try {
            Disk.rename(work, place);
            done = true;
        } finally {
            if (!done && replaces) {
                Disk.rename(older, place);
            }
        }
        if (replaces) {
            remove(older);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.forEach(all::add);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }

    @Override
    public void close() throws IOException {
        for (NewFile file : open) {
            if (!file.isMoved()) {
                file.discard();
            }
        }
        remove(work);
    }
}
