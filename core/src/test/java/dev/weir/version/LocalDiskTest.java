package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.run.RunOptions;
import dev.weir.write.ConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to a network file system is written only where that is trusted. */
class LocalDiskTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "SMB2", "9p", "fuse.sshfs", "ceph"})
    void networkFileSystemsAreRefused(String type) {
        Path there = FaultFileSystem.wrap(folder, FaultPlan.onDisk(type));
        Path notYetThere = there.resolve("not/yet/there");
        ConflictException refused = assertThrows(ConflictException.class, () -> LocalDisk.require(notYetThere, false));
        assertEquals(
                notYetThere + ": is on a network file system (" + type + "), where a commit may be lost or torn: write"
                        + " to a disk of this machine, or say --trusted",
                refused.getMessage());
        assertThrows(ConflictException.class, () -> LocalDisk.require(there, false));
        assertDoesNotThrow(() -> LocalDisk.require(there, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "apfs", "NTFS", "tmpfs", "overlay", ""})
    void disksOfThisMachineAreNot(String type) {
        assertDoesNotThrow(() -> LocalDisk.require(FaultFileSystem.wrap(folder, FaultPlan.onDisk(type)), false));
    }

    @Test
    void anImportIsTheSame() throws IOException {
        Path from = Folders.three(folder.resolve("from"));
        Path to = FaultFileSystem.wrap(folder.resolve("to"), FaultPlan.onDisk("cifs"));
        assertThrows(ConflictException.class, () -> VersionImport.each(from, to, RunOptions.DEFAULT, Folders.NOW));
        assertFalse(Files.exists(to));
        assertEquals(
                3,
                VersionImport.each(from, to, RunOptions.DEFAULT.withTrusted(true), Folders.NOW)
                        .size());
    }
}
