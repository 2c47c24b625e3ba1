package dev.weir.parse;

/**
 * The blocks of a table, in order, handed to several threads.
 *
 * <p>A thread takes the next block ({@link #next}) and works on it; then the blocks are settled in the order of their
 * segments by one thread at a time ({@link #settle}): a block that had guessed its first record wrongly is indexed again,
 * and what was made of it must be made again. {@code next} is safe for several threads. Errors: {@link
 * dev.weir.source.SourceException} where bytes cannot be decompressed or decoded, {@link java.io.UncheckedIOException}.
 */
public interface Blocks extends AutoCloseable {

    /** A workspace for one thread. */
    Block workspace();

    /** Fills {@code block} with the next block; false where there is none. */
    boolean next(Block block);

    /**
     * Settles where {@code block} begins. Called in the order of segments.
     *
     * @return whether the block had begun where it had to; if not it was indexed again
     */
    boolean settle(Block block);

    /**
     * Reads a block again that was settled before.
     *
     * @param start position of its first record
     * @return false where these blocks come but once: then the table is to be opened again
     */
    boolean again(Block block, long segment, long start);

    /** Whether a settled block had an error behind which nothing is read. */
    boolean isStopped();

    @Override
    void close();
}
