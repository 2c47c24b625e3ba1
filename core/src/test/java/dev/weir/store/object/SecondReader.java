package dev.weir.store.object;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Reads a store's objects by what docs/store-format.md says, and by nothing else of this project: as a stranger would, all
 * in the heap.
 */
final class SecondReader {
    private final Path objects;

    SecondReader(Path objects) {
        this.objects = objects;
    }

    byte[] read(String hash) throws IOException {
        Path file = objects.resolve(hash);
        return Files.exists(file) ? object(checked(file, "WEIRO1")) : packed(hash);
    }

    /** The bytes of a file between its first six and its last four, both checked. */
    private static ByteBuffer checked(Path file, String magic) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - 4;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        if (ByteBuffer.wrap(bytes, end, 4).getInt() != (int) sum.getValue() || !new String(bytes, 0, 6).equals(magic)) {
            throw new IOException(file + " is damaged");
        }
        return ByteBuffer.wrap(bytes, 6, end - 6);
    }

    private byte[] object(ByteBuffer in) throws IOException {
        int form = in.get();
        int depth = in.get();
        long length = number(in);
        byte[] base = {};
        if (depth > 0) {
            byte[] name = new byte[32];
            in.get(name);
            base = read(HexFormat.of().formatHex(name));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < length) {
            if (form == 0) {
                int size = (int) number(in);
                int contextAt = depth > 0 ? (int) number(in) : 0;
                int context = depth > 0 ? (int) number(in) : 0;
                out.write(unzip(in, (int) number(in), size, Arrays.copyOfRange(base, contextAt, contextAt + context)));
            } else {
                delta(in, base, out);
            }
        }
        return out.toByteArray();
    }

    private static void delta(ByteBuffer in, byte[] base, ByteArrayOutputStream out) throws IOException {
        number(in);
        boolean inContext = number(in) == 1;
        int codes = (int) number(in);
        int storedCodes = (int) number(in);
        int inserts = (int) number(in);
        int storedInserts = (int) number(in);
        ByteBuffer operations = ByteBuffer.wrap(unzip(in, storedCodes, codes, new byte[0]));
        byte[] inserted =
                unzip(in, storedInserts, inserts, inContext ? context(operations.duplicate(), base) : new byte[0]);
        int at = 0;
        long copied = 0;
        while (operations.hasRemaining()) {
            int insert = (int) number(operations);
            int copy = (int) number(operations);
            out.write(inserted, at, insert);
            at += insert;
            if (copy > 0) {
                long source = copied + signed(number(operations));
                out.write(base, (int) source, copy);
                copied = source + copy;
            }
        }
    }

    private static byte[] context(ByteBuffer operations, byte[] base) {
        ByteArrayOutputStream context = new ByteArrayOutputStream();
        long copied = 0;
        boolean first = true;
        while (operations.hasRemaining()) {
            number(operations);
            long copy = number(operations);
            if (copy > 0) {
                long source = copied + signed(number(operations));
                gap(first ? Math.max(0, source - 65536) : copied, source, base, context);
                first = false;
                copied = source + copy;
            }
        }
        if (!first) {
            gap(copied, base.length, base, context);
        }
        return context.toByteArray();
    }

    private static void gap(long from, long to, byte[] base, ByteArrayOutputStream context) {
        long length = Math.min(Math.min(to - from, 65536), 1048576 - context.size());
        if (length > 0) {
            context.write(base, (int) from, (int) length);
        }
    }

    private byte[] packed(String hash) throws IOException {
        try (Stream<Path> packs = Files.list(objects.resolve("packs"))) {
            for (Path pack : packs.toList()) {
                byte[] found = inPack(checked(pack, "WEIRP1"), hash);
                if (found.length > 0) {
                    return found;
                }
            }
        }
        throw new IOException("no object " + hash);
    }

    private static byte[] inPack(ByteBuffer in, String hash) {
        int count = (int) number(in);
        int place = 0;
        int start = -1;
        int length = 0;
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[32];
            in.get(name);
            int size = (int) number(in);
            if (HexFormat.of().formatHex(name).equals(hash)) {
                start = place;
                length = size;
            }
            place += size;
        }
        for (int done = 0; start >= 0 && in.hasRemaining(); ) {
            int size = (int) number(in);
            byte[] frame = unzip(in, (int) number(in), size, new byte[0]);
            if (start < done + size) {
                return Arrays.copyOfRange(frame, start - done, start - done + length);
            }
            done += size;
        }
        return new byte[0];
    }

    private static byte[] unzip(ByteBuffer in, int stored, int size, byte[] context) {
        byte[] frame = new byte[stored];
        in.get(frame);
        boolean looksLikeADictionary = context.length >= 4
                && ByteBuffer.wrap(context)
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                                .getInt()
                        == 0xEC30A437;
        try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
            if (context.length >= 8 && !looksLikeADictionary) {
                zstd.loadDict(context);
            }
            return zstd.decompress(frame, size);
        }
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static long signed(long number) {
        return number >>> 1 ^ -(number & 1);
    }
}
