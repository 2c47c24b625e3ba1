package dev.weir.store.object;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/**
 * Bytes as one zstd frame (RFC 8878), with a context where there is one: bytes that both sides know and the frame may
 * point into, a dictionary of raw content.
 */
final class Compressed {
    /** No more bytes than this are in one frame. */
    static final int LARGEST = 1 << 22;

    /** Bytes that may be kept at the level that is slow and small: 4 MB a second, where the next one has 60. */
    private static final long SLOW = 1 << 16;

    private static final long MIDDLE = 1 << 26;
    private static final int SHORTEST_CONTEXT = 8;

    private Compressed() {}

    /** How much effort so many bytes are worth while a commit waits: past 64 KB a half, past 64 MB little. */
    static int level(long bytes) {
        return bytes <= SLOW ? 19 : bytes <= MIDDLE ? 9 : 3;
    }

    static byte[] encode(byte[] bytes, int from, int length, byte[] context, int level) {
        try (ZstdCompressCtx encoder = new ZstdCompressCtx()) {
            encoder.setLevel(level);
            encoder.setChecksum(false);
            encoder.setDictID(false);
            if (isContext(context)) {
                encoder.loadDict(context);
            }
            byte[] stored = new byte[(int) Zstd.compressBound(length)];
            int size = encoder.compressByteArray(stored, 0, stored.length, bytes, from, length);
            return Arrays.copyOf(stored, size);
        }
    }

    /** The {@code length} bytes of a frame of {@code file}; anything else that comes out is a damage. */
    static byte[] decode(StoredFile file, byte[] stored, byte[] context, int length) {
        try (ZstdDecompressCtx decoder = new ZstdDecompressCtx()) {
            if (isContext(context)) {
                decoder.loadDict(context);
            }
            byte[] bytes = new byte[length];
            int size = decoder.decompressByteArray(bytes, 0, length, stored, 0, stored.length);
            if (size != length) {
                throw file.damaged("is damaged: " + size + " bytes in a frame of " + length);
            }
            return bytes;
        } catch (ZstdException e) {
            throw file.damaged("is damaged: a frame cannot be decompressed: " + e.getMessage());
        }
    }

    /** Few bytes are none, and bytes that look like a dictionary with tables would be taken for one. */
    private static boolean isContext(byte[] context) {
        return context.length >= SHORTEST_CONTEXT
                && !(context[0] == 0x37
                        && context[1] == (byte) 0xa4
                        && context[2] == 0x30
                        && context[3] == (byte) 0xec);
    }
}
