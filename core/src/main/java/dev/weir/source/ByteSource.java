package dev.weir.source;

/**
 * The bytes of one table: those of a plain file at any position, in any order and by several threads ({@link
 * FileBytes}), or a sequence that is made while it is read ({@link StreamBytes}).
 *
 * <p>The bytes are UTF-8 as far as the resource's encoding is kept; nothing here checks that. A byte order mark of UTF-8
 * at the very beginning is still there.
 */
public sealed interface ByteSource extends AutoCloseable permits FileBytes, StreamBytes {
    /** What a message calls the source: its file as the user would name it, the first of several. */
    String name();

    /** How many bytes there are, or -1 where that is known only at the end. */
    long size();

    /** How many bytes of files there are to read, compressed as they are: for progress. */
    long storedSize();

    @Override
    void close();
}
