package dev.weir.publish;

import dev.weir.source.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The bytes of a file that is to be put; may be written more than once. */
public interface Content {
    /** The SHA-256 of the bytes, in 64 hexadecimal digits. */
    String hash();

    /** How many there are. */
    long size();

    /**
     * Writes them, checked against the hash on the way: where that fails, some have been written.
     *
     * @throws IOException as {@code out} does; what cannot be read is a {@link dev.weir.descriptor.WeirException}
     */
    void writeTo(WritableByteChannel out) throws IOException;

    /** A small file. */
    static Content of(byte[] bytes) {
        String hash = Sha256.of(bytes);
        return new Content() {
            @Override
            public String hash() {
                return hash;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void writeTo(WritableByteChannel out) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
            }
        };
    }
}
