package dev.weir.store.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.source.Sha256;
import dev.weir.store.matching.Content;
import dev.weir.store.matching.Matching;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What damaged files lead to: each flipped bit is found and its file named, and no wrong byte is handed out as right. */
class ObjectDamageTest {
    @TempDir
    Path folder;

    private static byte[] rows(int count, String more) {
        StringBuilder rows = new StringBuilder("id,name,value\n");
        for (int i = 0; i < count; i++) {
            rows.append(i)
                    .append(",name ")
                    .append(i * 31 % 17)
                    .append(',')
                    .append(i * i)
                    .append('\n');
        }
        return rows.append(more).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int form(ObjectStore store, String hash) {
        try (StoredFile file = StoredFile.open(store.file(hash), hash)) {
            return Header.read(file).form();
        }
    }

    /** Puts bytes as a difference whatever would be smallest. */
    private String delta(byte[] bytes, byte[] base, ObjectStore store) {
        String baseHash = store.put(base, List.of());
        String hash = Sha256.of(bytes);
        try (NewObject file = NewObject.in(folder)) {
            byte[] header = new Header(Header.DELTA, 1, bytes.length, baseHash, 0).bytes();
            file.write(header, 0, header.length);
            Content content = Content.of(bytes);
            Content from = Content.of(base);
            DeltaEncoder.write(Matching.of(content, from).orElseThrow(), content, from, 19, file);
            file.seal();
            file.rename(store.file(hash));
        }
        return hash;
    }

    @Test
    void everyFlippedBitOfAnObjectIsFound() throws IOException {
        ObjectStore store = ObjectStore.open(folder);
        byte[] base = rows(40, "");
        byte[] other = rows(40, "40,new,1600\n");
        String full = store.put(base, List.of());
        String inContext = store.put(other, List.of(full));
        byte[] third = rows(50, "x,y,z\n");
        String delta = delta(third, base, store);
        assertEquals(List.of(0, 1, 1), List.of(store.depth(full), store.depth(inContext), store.depth(delta)));
        assertEquals(Header.DELTA, form(store, delta));
        assertEquals(Header.FULL, form(store, inContext));
        int flipped = flipEach(store, full, base) + flipEach(store, inContext, other) + flipEach(store, delta, third);
        assertTrue(flipped > 2000, flipped + " bits");
    }

    private int flipEach(ObjectStore store, String hash, byte[] bytes) throws IOException {
        Path file = store.file(hash);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            Verified verified = store.verify(hash);
            assertFalse(verified.whole(), "bit " + bit);
            assertEquals(file.toString(), verified.file(), "bit " + bit + ": " + verified);
            readsRightOrNot(store, hash, bytes);
        }
        Files.write(file, whole);
        assertTrue(store.verify(hash).whole());
        return 8 * whole.length;
    }

    private static void readsRightOrNot(ObjectStore store, String hash, byte[] bytes) {
        try {
            assertArrayEquals(bytes, store.bytes(hash));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.copyTo(hash, Channels.newChannel(out));
            assertArrayEquals(bytes, out.toByteArray());
        } catch (ObjectException e) {
            assertTrue(e.getMessage().startsWith(e.file() + ": "), e.getMessage());
        }
    }

    @Test
    void everyObjectCutShortIsFound() throws IOException {
        ObjectStore store = ObjectStore.open(folder);
        byte[] third = rows(50, "x,y,z\n");
        for (String hash : List.of(store.put(rows(30, ""), List.of()), delta(third, rows(40, ""), store))) {
            Path file = store.file(hash);
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertFalse(store.verify(hash).whole(), "cut to " + length);
                assertThrows(ObjectException.class, () -> store.bytes(hash), "cut to " + length);
            }
            Files.write(file, Arrays.copyOf(whole, whole.length + 1));
            assertFalse(store.verify(hash).whole(), "a byte more");
            Files.write(file, whole);
        }
    }

    @Test
    void everyFlippedBitOfAPackIsFound() throws IOException {
        ObjectStore store = ObjectStore.open(folder);
        List<String> hashes = List.of(store.put(rows(20, ""), List.of()), store.put(rows(21, ""), List.of()));
        store.compact(hashes);
        Path pack = store.file(hashes.get(0));
        byte[] whole = Files.readAllBytes(pack);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(pack, damaged);
            List<Verified> wrong = ObjectStore.open(folder).verifyPacks();
            assertEquals(1, wrong.size(), "bit " + bit);
            assertEquals(pack.toString(), wrong.get(0).file());
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(pack, Arrays.copyOf(whole, length));
            assertEquals(1, ObjectStore.open(folder).verifyPacks().size(), "cut to " + length);
        }
        Files.write(pack, whole);
        Path renamed = pack.resolveSibling("0".repeat(32));
        Files.move(pack, renamed);
        assertEquals(
                renamed.toString(),
                ObjectStore.open(folder).verifyPacks().get(0).file());
    }

    @Test
    void aBaseThatIsNotThereIsNamedAndSoIsWhatNeedsIt() {
        ObjectStore store = ObjectStore.open(folder);
        String base = store.put(rows(40, ""), List.of());
        String hash = store.put(rows(41, ""), List.of(base));
        assertEquals(base, store.base(hash).orElseThrow());
        store.delete(base);
        ObjectException problem = assertThrows(ObjectException.class, () -> store.bytes(hash));
        assertEquals(store.file(hash) + ": builds on object " + base + ", which is not there", problem.getMessage());
        assertEquals(
                "builds on object " + base + ", which is not there",
                store.verify(hash).note());
    }

    @Test
    void aBaseWithOtherBytesIsNamed() throws IOException {
        ObjectStore store = ObjectStore.open(folder);
        String base = store.put(rows(40, ""), List.of());
        String hash = store.put(rows(41, ""), List.of(base));
        byte[] damaged = Files.readAllBytes(store.file(base));
        damaged[damaged.length - 10] ^= 1;
        Files.write(store.file(base), damaged);
        assertEquals(store.file(base).toString(), store.verify(hash).file());
        // Another whole object under the name of the base: the bytes are wrong, the checksum is not.
        String other = store.put(
                new String(rows(40, ""), StandardCharsets.UTF_8)
                        .replace('a', 'b')
                        .getBytes(StandardCharsets.UTF_8),
                List.of());
        Files.copy(store.file(other), store.file(base), StandardCopyOption.REPLACE_EXISTING);
        assertFalse(store.verify(hash).whole());
        assertThrows(ObjectException.class, () -> store.bytes(hash));
        assertThrows(ObjectException.class, () -> store.bytes(base));
    }

    @Test
    void objectsThatBuildOnEachOtherAreNotFollowedForEver() {
        ObjectStore store = ObjectStore.open(folder);
        String one = "1".repeat(64);
        String two = "2".repeat(64);
        for (String hash : List.of(one, two)) {
            try (NewObject file = NewObject.in(folder)) {
                byte[] header = new Header(Header.DELTA, 3, 10, hash.equals(one) ? two : one, 0).bytes();
                file.write(header, 0, header.length);
                file.seal();
                file.rename(store.file(hash));
            }
        }
        assertTrue(
                store.verify(one).note().contains("as deep"), store.verify(one).note());
    }

    @Test
    void randomBytesAreNoObject() throws IOException {
        ObjectStore store = ObjectStore.open(folder);
        Random random = new Random(3);
        String hash = store.put(rows(40, ""), List.of());
        byte[] whole = Files.readAllBytes(store.file(hash));
        for (int i = 0; i < 500; i++) {
            byte[] noise = whole.clone();
            int from = random.nextInt(whole.length);
            for (int at = from; at < Math.min(whole.length, from + 8); at++) {
                noise[at] = (byte) random.nextInt();
            }
            Files.write(store.file(hash), noise);
            readsRightOrNot(store, hash, rows(40, ""));
        }
    }
}
