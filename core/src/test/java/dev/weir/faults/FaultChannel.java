package dev.weir.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file of a {@link FaultFileSystem}: its writes, reads and forces may fail. */
final class FaultChannel extends FileChannel {
    private final FileChannel real;
    private final Path path;
    private final FaultPlan plan;

    FaultChannel(FileChannel real, Path path, FaultPlan plan) {
        this.real = real;
        this.path = path;
        this.plan = plan;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        plan.operation("read", path, false);
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        plan.operation("read", path, false);
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        plan.operation("read", path, false);
        return real.read(target, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int limit = source.limit();
        source.limit(source.position() + plan.write(path, source.remaining()));
        int count = real.write(source);
        source.limit(limit);
        return count;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        plan.write(path, 1);
        return real.write(sources, offset, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int limit = source.limit();
        source.limit(source.position() + plan.write(path, source.remaining()));
        int count = real.write(source, position);
        source.limit(limit);
        return count;
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        plan.operation("truncate", path, true);
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        plan.operation("force", path, true); // counted only: a test does not survive its machine
        if (plan.unsynced() != null) {
            plan.unsynced().forced(FaultPath.real(path));
        }
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        plan.operation("read", path, false);
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        plan.write(path, 1);
        return real.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
