package dev.weir.version;

import dev.weir.write.ConflictException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Whether a folder is on a disk of this machine: locks and renames of network file systems do not hold what they promise. */
public final class LocalDisk {
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "afpfs",
            "ceph",
            "glusterfs",
            "lustre",
            "ncpfs",
            "webdav",
            "davfs",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.s3fs",
            "fuse.rclone",
            "fuse.davfs2",
            "fuse.ceph",
            "fuse.gcsfuse",
            "fuse.goofys");

    private LocalDisk() {}

    /** Refuses a folder that is on a network file system, which {@code trusted} permits. */
    public static void require(Path folder, boolean trusted) {
        if (trusted) {
            return;
        }
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null) {
            require(folder, type(there));
        }
    }

    static void require(Path folder, String type) {
        if (isNetwork(type)) {
            throw new ConflictException(folder + ": is on a network file system (" + type
                    + "), where a commit may be lost or torn: write to a disk of this machine, or say --trusted");
        }
    }

    static boolean isNetwork(String type) {
        return NETWORK.contains(type.toLowerCase(Locale.ROOT));
    }

    private static String type(Path there) {
        try {
            FileStore store = Files.getFileStore(there);
            return store.type();
        } catch (IOException e) {
            return ""; // the first write will say what is wrong
        }
    }
}
