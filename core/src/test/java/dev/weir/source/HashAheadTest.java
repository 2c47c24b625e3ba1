package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A hash that is computed on a thread of its own is that of all bytes, in order. */
class HashAheadTest {
    @Test
    void hashesPartsOfAnySizeInOrder() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            byte[] part = new byte[1 + random.nextInt(seed % 2 == 0 ? 600_000 : 4_000)];
            MessageDigest expected = Sha256.digest();
            try (HashAhead hashing = new HashAhead()) {
                for (int i = random.nextInt(20); i > 0; i--) {
                    random.nextBytes(part);
                    int from = random.nextInt(part.length);
                    int to = from + random.nextInt(part.length - from + 1);
                    expected.update(part, from, to - from);
                    hashing.update(part, from, to);
                }
                assertArrayEquals(expected.digest(), hashing.digest(), "seed " + seed);
            }
        }
    }

    @Test
    void anInterruptedThreadStillGetsTheHash() {
        byte[] bytes = new byte[3_000_000];
        MessageDigest expected = Sha256.digest();
        expected.update(bytes);
        try (HashAhead hashing = new HashAhead()) {
            Thread.currentThread().interrupt();
            hashing.update(bytes, 0, bytes.length);
            assertArrayEquals(expected.digest(), hashing.digest());
            assertTrue(Thread.interrupted(), "the interrupt was forgotten");
        }
    }
}
