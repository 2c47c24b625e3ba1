package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a package goes: a folder or a zip. One stage each; one thread at a time. */
sealed interface Target permits FolderTarget, ZipTarget {

    /** A new data file, under a temporary name. */
    NewFile newFile();

    /**
     * Gives a resource's files their paths.
     *
     * @param resource as it is described
     * @param files sealed, at least one
     * @param extensions of the files' names
     * @param hash over all of them, one after the other
     */
    List<String> place(Resource resource, List<NewFile> files, List<String> extensions, long bytes, String hash);

    /** The files that the package which is there names for a resource of that name, or none. */
    List<Path> current(String resource);

    /** Whether what is there lacks files that versions are to carry beside their data. */
    boolean misses();

    /** The package that is there, null where there is none. */
    @Nullable
    DataPackage published();

    /**
     * The version of a package whose files are all placed.
     *
     * @param descriptor without its number
     * @param stated the version that the package states; null where it states none
     * @param valid whether what was written is
     */
    String version(JsonObject descriptor, @Nullable String stated, DumpOptions how, boolean valid, Instant now);

    /** Everything is placed: brings to disk what {@link #commit} needs. */
    void prepare(JsonObject descriptor);

    /** Makes the package visible. */
    void commit();

    /** Instead of {@link #commit} where nothing would change. */
    void leave();

    /** Removes what was made; does not throw. */
    void abandon();

    /** The SHA-256 of the descriptor that is left; null where there is none. */
    @Nullable
    String hash();

    /** The number of the version being written, 0 where versions have none. */
    int number();

    /** The descriptor's place, for messages. */
    Path descriptor();
}
