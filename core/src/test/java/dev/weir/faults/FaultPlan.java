package dev.weir.faults;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which operation of a {@link FaultFileSystem} fails, and how. Operations are counted from 1. Thread-safe. */
public final class FaultPlan {

    /** How an operation fails. */
    public enum Kind {
        /** No space left: writes and making names fail; the one operation. */
        ENOSPC,
        /** Any operation fails once. */
        EIO,
        /** Any operation is denied once. */
        EACCES,
        /** From this operation on nothing works any more, as if the process had been killed. */
        KILL,
        /** The same, and then {@link #lose} takes what was not brought to disk. */
        POWER,
        /** A write is cut short: half of its bytes are written and the count says so. */
        SHORT
    }

    private final Kind kind;
    private final int failing;
    private final boolean readOnly;
    private final List<String> operations = new ArrayList<>();
    private final Unsynced unsynced;
    private boolean failed;
    private String disk;

    private FaultPlan(Kind kind, int failing, boolean readOnly) {
        this(kind, failing, readOnly, null);
    }

    private FaultPlan(Kind kind, int failing, boolean readOnly, Unsynced unsynced) {
        this.unsynced = unsynced;
        this.kind = kind;
        this.failing = failing;
        this.readOnly = readOnly;
    }

    /** Nothing fails; operations are counted. */
    public static FaultPlan none() {
        return new FaultPlan(Kind.EIO, Integer.MAX_VALUE, false);
    }

    /** The operation of that number fails. */
    public static FaultPlan at(int operation, Kind kind) {
        return new FaultPlan(kind, operation, false);
    }

    /**
     * From the operation of that number on nothing works any more, and what was not brought to disk until then will be
     * lost.
     *
     * @param backups an empty folder on the same disk
     */
    public static FaultPlan power(int operation, Path backups) {
        return new FaultPlan(Kind.POWER, operation, false, new Unsynced(backups));
    }

    /** The power goes: what was not brought to disk is gone or torn. */
    public synchronized void lose() {
        if (unsynced != null) {
            unsynced.lose();
        }
    }

    /** What is not on disk; null where nobody asks. */
    Unsynced unsynced() {
        return unsynced;
    }

    /** Everything that would change something is denied. */
    public static FaultPlan readOnly() {
        return new FaultPlan(Kind.EACCES, Integer.MAX_VALUE, true);
    }

    /** Nothing fails, on a file system that says it is of this type. */
    public static FaultPlan onDisk(String type) {
        FaultPlan plan = none();
        plan.disk = type;
        return plan;
    }

    /** The type of the file system; null for that which it has. */
    String disk() {
        return disk;
    }

    public synchronized int count() {
        return operations.size();
    }

    public synchronized boolean hasFailed() {
        return failed;
    }

    /** The operations so far: what was done to which file. */
    public synchronized List<String> operations() {
        return List.copyOf(operations);
    }

    /** Counts an operation; throws where it is to fail. */
    synchronized void operation(String what, Object file, boolean changes) throws IOException {
        operations.add(what + ' ' + file);
        int number = operations.size();
        boolean due =
                kind == Kind.KILL || kind == Kind.POWER ? number >= failing : number == failing && kind != Kind.SHORT;
        if (due || readOnly && changes) {
            failed = true;
            throw failure(file);
        }
    }

    /** How many bytes of a write are let through; the write is counted. */
    synchronized int write(Object file, int bytes) throws IOException {
        operation("write", file, true);
        boolean cut = kind == Kind.SHORT && operations.size() == failing;
        failed |= cut;
        return cut ? Math.max(1, bytes / 2) : bytes;
    }

    private IOException failure(Object file) {
        return switch (kind) {
            case ENOSPC -> new FileSystemException(file.toString(), null, "No space left on device");
            case EACCES ->
                readOnly
                        ? new FileSystemException(file.toString(), null, "Read-only file system")
                        : new AccessDeniedException(file.toString());
            default -> new FileSystemException(file.toString(), null, "Input/output error");
        };
    }
}
