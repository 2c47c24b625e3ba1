package dev.weir.write;

import dev.weir.descriptor.Resource;
import dev.weir.process.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A resource whose rows are those of the version before: its files stay, its rows are ignored.
 *
 * @param resource as it is described at the dump
 * @param published as the version before has it
 */
record KeptFiles(Resource resource, Resource published) implements Whole.Table, PackageStage.Stored {

    /** Whether the files of a published resource are there in the size that it states. */
    static boolean areThere(Resource published, List<Path> files) {
        long bytes = 0;
        try {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        } catch (IOException e) {
            return false; // they are written again
        }
        return !files.isEmpty() && published.hash() != null && bytes == published.bytes();
    }

    @Override
    public Preparer preparer() {
        return batch -> null;
    }

    @Override
    public void take(Object prepared) {}

    @Override
    public void end() {}
}
