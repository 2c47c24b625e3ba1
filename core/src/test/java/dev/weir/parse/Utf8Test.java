package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes that are refused are those that the JDK's decoder refuses. */
class Utf8Test {
    @Test
    void randomBytes() {
        int valid = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[16 + 200];
            int length = random.nextInt(random.nextInt(10) == 0 ? 100 : 6);
            fill(bytes, length, random);
            int expected = firstInvalid(bytes, length);
            assertEquals(expected, Utf8.firstInvalid(bytes, 0, length), "seed " + seed);
            valid += length > 0 && expected == length ? 1 : 0;
        }
        assertTrue(valid > 500);
    }

    @Test
    void sequencesWithEachLead() {
        byte[] bytes = new byte[16];
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (int second : new int[] {0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}) {
                for (int third : new int[] {0x41, 0x7f, 0x80, 0xbf, 0xc0}) {
                    bytes[0] = (byte) lead;
                    bytes[1] = (byte) second;
                    bytes[2] = (byte) third;
                    bytes[3] = (byte) 0x80;
                    for (int length = 1; length <= 4; length++) {
                        assertEquals(firstInvalid(bytes, length), Utf8.firstInvalid(bytes, 0, length));
                    }
                }
            }
        }
    }

    private static void fill(byte[] bytes, int length, Random random) {
        int at = 0;
        while (at < length) {
            byte[] some = switch (random.nextInt(4)) {
                case 0 -> new byte[] {(byte) random.nextInt()};
                case 1 -> new byte[] {(byte) random.nextInt(128)};
                default -> Character.toString(codePoint(random)).getBytes(StandardCharsets.UTF_8);
            };
            System.arraycopy(some, 0, bytes, at, some.length);
            at += some.length;
        }
    }

    private static int codePoint(Random random) {
        int most = new int[] {0x80, 0x800, 0x10000, 0x110000}[random.nextInt(4)];
        int codePoint = random.nextInt(most);
        return codePoint >= 0xd800 && codePoint < 0xe000 ? 'x' : codePoint;
    }

    private static int firstInvalid(byte[] bytes, int length) {
        byte[] data = java.util.Arrays.copyOf(bytes, length);
        int at = 0;
        while (at < length) {
            int valid = PlainReading.validAt(data, at);
            if (valid == 0) {
                return at;
            }
            at += valid;
        }
        return length;
    }
}
