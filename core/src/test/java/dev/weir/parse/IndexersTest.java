package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.row.Slices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The two indexers find the same, and the two layouts show the same, on data that is well formed. */
class IndexersTest {
    private static final CsvFormat PLAIN = new CsvFormat((byte) ',', '"', false, new byte[0]);

    @Test
    void masksFindWhatTheByteLoopFinds() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] data = wellFormed(random, 1 + random.nextInt(6)).getBytes(StandardCharsets.UTF_8);
            byte[] bytes = new byte[Slices.PAD_FRONT + data.length + Slices.PAD_BEHIND];
            int from = Slices.PAD_FRONT - random.nextInt(64);
            System.arraycopy(data, 0, bytes, from, data.length);
            int to = from + data.length;
            MaskIndexer mask = new MaskIndexer(PLAIN);
            if (!indexByMask(mask, bytes, from, to, random)) {
                assertTrue(mask.looksForReturns(), "seed " + seed);
                assertTrue(indexByMask(mask, bytes, from, to, random), "seed " + seed);
            }
            StrictIndexer strict = new StrictIndexer(PLAIN);
            strict.begin(from);
            strict.index(bytes, from, to);
            String what = "seed " + seed;
            assertArrayEquals(cut(strict.positions, strict.count), cut(mask.positions, mask.count), what);
            assertArrayEquals(cut(strict.quoted, strict.quotedCount), cut(mask.quoted, mask.quotedCount), what);
            assertEquals(strict.breaks, mask.breaks, what);
            assertEquals(strict.wide, mask.wide, what);
            assertFalse(mask.endsInQuotes(), what);
            assertEquals(0, strict.misquotedCount, what);
        }
    }

    /** In several calls, all but the last of a multiple of 64 bytes. */
    private static boolean indexByMask(MaskIndexer mask, byte[] bytes, int from, int to, Random random) {
        mask.begin(from);
        int at = from;
        boolean sound = true;
        while (at < to && sound) {
            int next = random.nextInt(4) == 0 ? to : Math.min(to, at + 64 * (1 + random.nextInt(3)));
            sound = mask.index(bytes, at, next);
            at = next;
        }
        return sound;
    }

    @Test
    void regularRowsAreLaidOutAsOthersAre() {
        int seen = 0;
        for (int seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            int fields = 1 + random.nextInt(5);
            byte[] data = wellFormed(random, fields).getBytes(StandardCharsets.UTF_8);
            Block regular = block(data, PLAIN);
            regular.layOut(fields);
            Block other = block(data, new CsvFormat((byte) ',', '"', false, new byte[] {0, 1, 2}));
            other.layOut(fields);
            String what = "seed " + seed;
            assertEquals(other.rows(), regular.rows(), what);
            assertEquals(other.records(), regular.records(), what);
            assertEquals(other.lineBreaks(), regular.lineBreaks(), what);
            assertEquals(other.ragged().size(), regular.ragged().size(), what);
            for (int field = 0; field < fields; field++) {
                assertEquals(texts(other, field), texts(regular, field), what + " field " + field);
            }
            for (int row = 0; row < regular.rows(); row++) {
                assertEquals(other.recordStart(row), regular.recordStart(row), what);
                assertEquals(other.record(row), regular.record(row), what);
            }
            seen += regular.rows();
        }
        assertTrue(seen > 10_000);
    }

    private static CsvBlock block(byte[] data, CsvFormat format) {
        CsvBlock block = new CsvBlock(format, data.length, 1 << 17);
        block.reset();
        System.arraycopy(data, 0, block.bytes, Slices.PAD_FRONT, data.length);
        block.dataEnd = Slices.PAD_FRONT + data.length;
        assertTrue(block.index(Slices.PAD_FRONT, block.dataEnd, true));
        return block;
    }

    private static List<String> texts(Block block, int field) {
        Slices raw = block.raw(field);
        Slices content = block.content(field, raw);
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < block.rows(); row++) {
            texts.add(raw.text(row) + " " + content.text(row));
        }
        return texts;
    }

    private static int[] cut(int[] numbers, int count) {
        return Arrays.copyOf(numbers, count);
    }

    private static String wellFormed(Random random, int fields) {
        StringBuilder text = new StringBuilder();
        String terminator = random.nextInt(3) == 0 ? "\r\n" : random.nextInt(5) == 0 ? "\r" : "\n";
        int rows = 1 + random.nextInt(40);
        for (int row = 0; row < rows; row++) {
            for (int field = 0; field < fields; field++) {
                text.append(field > 0 ? "," : "").append(cell(random));
            }
            text.append(terminator);
        }
        return text.toString();
    }

    private static String cell(Random random) {
        String plain =
                "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 150 : 8)) + (random.nextInt(9) == 0 ? "é" : "");
        if (random.nextInt(3) > 0) {
            return plain;
        }
        String[] parts = {"\"\"", ",", "\n", "\r\n", "\r", plain, ""};
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            quoted.append(parts[random.nextInt(parts.length)]);
        }
        return quoted.append('"').toString();
    }
}
