package dev.weir.store.matching;

/** Bytes that can be read at any place, by one thread at a time: of a file, of the heap, of an object. */
public interface Content extends AutoCloseable {
    long length();

    /** Reads {@code count} bytes from {@code at} on; they are there. */
    void read(long at, byte[] into, int from, int count);

    @Override
    void close();

    /** A part of these bytes. */
    default byte[] part(long at, int count) {
        byte[] part = new byte[count];
        read(at, part, 0, count);
        return part;
    }

    /** Bytes of the heap. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long at, byte[] into, int from, int count) {
                System.arraycopy(bytes, (int) at, into, from, count);
            }

            @Override
            public void close() {}
        };
    }
}
