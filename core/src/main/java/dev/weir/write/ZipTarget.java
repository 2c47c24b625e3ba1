package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A zip with a package in it: the descriptor first, then the data files in the order of resources, all of one fixed time,
 * so that the same package gives the same bytes.
 */
final class ZipTarget implements Target {
    private final Path zip;
    /** Temporary files, beside the zip; named after it, so that the next run finds what an unfinished one left. */
    private final Path folder;

    private final SafeNames names = new SafeNames();
    private final List<NewFile> files = new ArrayList<>();
    private final Map<String, Path> entries = new LinkedHashMap<>();
    private @Nullable NewFile packed;

    private ZipTarget(Path zip, Path folder) {
        this.zip = zip;
        this.folder = folder;
    }

    static ZipTarget open(Path zip) {
        Path parent = zip.toAbsolutePath().getParent();
        if (Files.isDirectory(zip) || parent == null) {
            throw new ConflictException(zip + ": is a folder, not a zip: remove it or dump to another name");
        }
        if (!Files.isDirectory(parent)) {
            throw new ConflictException(zip + ": its folder is not there: make it first");
        }
        Path folder = parent.resolve(Disk.TEMPORARY + Disk.name(zip));
        Disk.makeFolder(folder);
        Disk.removeTemporaries(folder);
        return new ZipTarget(zip, folder);
    }

    @Override
    public synchronized NewFile newFile() {
        NewFile file = NewFile.in(folder);
        files.add(file);
        return file;
    }

    @Override
    public List<String> place(
            Resource resource, List<NewFile> parts, List<String> extensions, long bytes, String hash) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.size() == 1 ? "" : "-" + (i + 1);
            String path = "data/" + names.of(resource.name() + part, extensions.get(i));
            entries.put(path, parts.get(i).path());
            paths.add(path);
        }
        return paths;
    }

    @Override
    public List<Path> current(String resource) {
        return List.of();
    }

    @Override
    public boolean misses() {
        return false;
    }

    @Override
    public @Nullable DataPackage published() {
        return null;
    }

    @Override
    public String version(JsonObject descriptor, @Nullable String stated, DumpOptions how, boolean valid, Instant now) {
        String given = how.version() == null ? stated : how.version();
        return given == null ? "1.0.0" : given;
    }

    @Override
    public void prepare(JsonObject descriptor) {
        NewFile file = newFile();
        packed = file;
        try {
            ZipPackage.pack(file, descriptor, entries);
        } catch (IOException e) {
            throw Disk.failed(zip, "written", e);
        }
        file.seal();
    }

    @Override
    public void commit() {
        NewFile file = packed;
        if (file == null) {
            throw new IllegalStateException("commit before prepare");
        }
        if (Files.isDirectory(zip)) {
            throw new ConflictException(zip + ": has become a folder while this run was working");
        }
        file.rename(zip);
        Path folder = zip.toAbsolutePath().getParent();
        if (folder != null) {
            Disk.force(folder);
        }
        abandon();
    }

    @Override
    public void abandon() {
        for (NewFile file : files) {
            if (!file.isMoved()) {
                file.discard();
            }
        }
        Disk.deleteQuietly(folder);
    }

    @Override
    public void leave() {
        abandon();
    }

    @Override
    public int number() {
        return 0;
    }

    @Override
    public @Nullable String hash() {
        return null;
    }

    @Override
    public Path descriptor() {
        return zip;
    }
}
