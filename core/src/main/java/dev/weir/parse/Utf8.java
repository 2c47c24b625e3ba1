package dev.weir.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that a block's records are UTF-8 (RFC 3629: no surrogates, nothing overlong, nothing beyond U+10FFFF). */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST = 1000;

    private Utf8() {}

    /** Adds a problem for each byte that begins no valid sequence, the first thousand of a block. */
    static void check(Block block) {
        byte[] bytes = block.bytes;
        int end = block.end;
        int found = 0;
        int at = block.start;
        while (at < end && found < MOST) {
            at = firstInvalid(bytes, at, end);
            if (at < end) {
                found++;
                block.problem(Block.Kind.ENCODING, at, "the byte 0x" + hex(bytes[at]) + " is not UTF-8 here", false);
                at++;
            }
        }
    }

    private static String hex(byte value) {
        return Integer.toHexString(value & 0xff | 0x100).substring(1);
    }

    /** Index of the first byte that is not part of a valid sequence, {@code to} where there is none. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + 8 <= to && ((long) LONGS.get(bytes, at) & 0x8080808080808080L) == 0) {
                at += 8;
                continue;
            }
            int lead = bytes[at];
            if (lead >= 0) {
                at++;
                continue;
            }
            int length = sequence(bytes, at, to, lead & 0xff);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return to;
    }

    private static int sequence(byte[] bytes, int at, int to, int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
