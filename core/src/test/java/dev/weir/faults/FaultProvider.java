package dev.weir.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands every operation on to the system's own provider, unless the plan lets it fail. */
final class FaultProvider extends FileSystemProvider {
    private final FaultFileSystem system;
    private final FileSystemProvider real;
    private final FaultPlan plan;

    FaultProvider(FaultFileSystem system, FileSystemProvider real, FaultPlan plan) {
        this.system = system;
        this.real = real;
        this.plan = plan;
    }

    private static Path real(Path path) {
        return FaultPath.real(path);
    }

    @Override
    public String getScheme() {
        return "fault";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        return system;
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return system.of(real.getPath(uri));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        plan.operation(writes ? "create" : "open", path, writes);
        if (writes && plan.unsynced() != null) {
            plan.unsynced().created(real(path), !Files.exists(real(path)));
        }
        return new FaultChannel(real.newFileChannel(real(path), options, attributes), path, plan);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        plan.operation("list", folder, false);
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = real.newDirectoryStream(real(folder), entry -> true)) {
            for (Path entry : stream) {
                Path wrapped = system.of(entry);
                if (filter.accept(wrapped)) {
                    entries.add(wrapped);
                }
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        plan.operation("make", folder, true);
        real.createDirectory(real(folder), attributes);
        if (plan.unsynced() != null) {
            plan.unsynced().made(real(folder));
        }
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        plan.operation("link", link, true);
        real.createLink(real(link), real(existing));
        if (plan.unsynced() != null) {
            plan.unsynced().linked(real(link));
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        plan.operation("delete", path, true);
        Path kept = plan.unsynced() == null ? null : plan.unsynced().keep(real(path));
        real.delete(real(path));
        if (plan.unsynced() != null) {
            plan.unsynced().deleted(real(path), kept);
        }
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        plan.operation("copy", target, true);
        real.copy(real(source), real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        plan.operation("rename", target, true);
        Path kept = plan.unsynced() == null ? null : plan.unsynced().keep(real(target));
        real.move(real(source), real(target), options);
        if (plan.unsynced() != null) {
            plan.unsynced().renamed(real(source), real(target), kept);
        }
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        FileStore store = real.getFileStore(real(path));
        return plan.disk() == null ? store : new TypedFileStore(store, plan.disk());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        plan.operation("attribute", path, true);
        real.setAttribute(real(path), attribute, value, options);
    }
}
