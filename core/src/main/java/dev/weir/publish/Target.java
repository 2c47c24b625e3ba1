package dev.weir.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place to publish to: files by their paths, with {@code /} between parts, from the place's own top. A file is there
 * whole or not at all, and only {@link #replace} changes one that is. Others may publish there at the same time. One
 * thread at a time. What fails in the world is an {@link java.io.UncheckedIOException} that begins with the file.
 */
public interface Target extends AutoCloseable {

    /** A small file as it was read. @param tag changes whenever the bytes do */
    record Found(byte[] bytes, String tag) {}

    /** What became of a file that was to be put. */
    enum Put {
        /** Its bytes were sent. */
        SENT,
        /** The target made it from a file that it had. */
        COPIED,
        /** It was there, with the same bytes. */
        THERE,
        /** Another file is there: nothing was changed. */
        OTHER
    }

    /** The target as its user named it. */
    String name();

    /** A small file; null where there is none. */
    @Nullable
    Found read(String path);

    /** The names of what is in a folder ({@code ""} for the top), folders with a {@code /} behind, in no order. */
    List<String> names(String folder);

    /**
     * Before the first file is put.
     *
     * @param who publishes what, for another who finds the target taken
     * @throws dev.weir.write.ConflictException where another publishes here now and the target lets in only one
     */
    void begin(String who);

    /**
     * Puts a file where there is none.
     *
     * @param like the path of a file here that should have the same bytes, null for none
     */
    Put put(String path, Content content, @Nullable String like);

    /** What was put lasts, whatever happens to the machine, when this returns. */
    void settle();

    /**
     * Puts a small file in place of one that was read, in one step: readers see the old or the new one.
     *
     * @param tag of the file that was read; null where there was none
     * @return whether it was put; false where there is now another file than was read
     */
    boolean replace(String path, @Nullable String tag, byte[] bytes);

    @Override
    void close();
}
