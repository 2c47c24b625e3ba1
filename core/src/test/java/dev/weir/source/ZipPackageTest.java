package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages in zip files, and archives that are made to harm. */
class ZipPackageTest {
    private static final String DESCRIPTOR =
            "{\"resources\": [{\"name\": \"t\", \"type\": \"table\", \"path\": \"data/t.csv\"}]}";

    @TempDir
    Path folder;

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private OpenedPackage open(byte[] archive) throws IOException {
        return new PackageReader().openLeniently(Files.write(folder.resolve("p.zip"), archive));
    }

    private String refusal(byte[] archive) throws IOException {
        OpenedPackage opened = open(archive);
        assertFalse(opened.checked().isValid());
        return opened.checked().errors().get(0).message();
    }

    private static String text(OpenedPackage opened) {
        byte[] text = new byte[100];
        try (ByteSource source =
                opened.data().open(opened.dataPackage().resources().get(0))) {
            int count = ((StreamBytes) source).read(text, 0, text.length);
            return new String(text, 0, count, StandardCharsets.UTF_8);
        }
    }

    @Test
    void theDescriptorIsAtTheTopOrInTheOneFolderThere() throws IOException {
        assertEquals("id\n1\n", text(open(zip("data/t.csv", "id\n1\n", "datapackage.json", DESCRIPTOR))));
        assertEquals("id\n1\n", text(open(zip("p/data/t.csv", "id\n1\n", "p/datapackage.json", DESCRIPTOR))));
        assertTrue(refusal(zip("data/t.csv", "id\n")).contains("p.zip has no datapackage.json"));
    }

    @Test
    void namesThatLeadOutAreRefused() throws IOException {
        for (String name : new String[] {"../x", "a/../../x", "./x", "/x", "C:/x", "c:x", "a\\x", "\\\\h\\x", "a\0"}) {
            String refusal = refusal(zip("datapackage.json", DESCRIPTOR, name, "x"));
            assertTrue(refusal.contains("The member \"" + name + "\""), refusal);
        }
    }

    @Test
    void aMemberMayNotBeThereTwice() throws IOException {
        byte[] archive = zip("datapackage.json", DESCRIPTOR, "aa", "1", "ab", "2");
        replace(archive, "ab", "aa");
        assertTrue(refusal(archive).contains("two members \"aa\""));
    }

    private static void replace(byte[] archive, String from, String to) {
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
            System.arraycopy(to.getBytes(StandardCharsets.ISO_8859_1), 0, archive, at, to.length());
        }
    }

    /** Where the entry of a member is in the archive's directory. */
    private static int entry(byte[] archive, String name) {
        return new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf(name) - 46;
    }

    @Test
    void linksAndEncryptionAreRefused() throws IOException {
        byte[] link = zip("datapackage.json", DESCRIPTOR, "link", "/etc/passwd");
        int at = entry(link, "link");
        link[at + 5] = 3;
        link[at + 41] = (byte) 0xa1;
        assertTrue(refusal(link).contains("\"link\" is a symbolic link"));
        byte[] locked = zip("datapackage.json", DESCRIPTOR, "locked", "x");
        locked[entry(locked, "locked") + 8] |= 1;
        assertTrue(refusal(locked).contains("\"locked\" is encrypted"));
    }

    @Test
    void membersThatLieOverEachOtherAreRefused() throws IOException {
        byte[] archive = zip("datapackage.json", DESCRIPTOR, "one", "11111111", "two", "22222222");
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(entry(archive, "two") + 42, buffer.getInt(entry(archive, "one") + 42));
        assertTrue(refusal(archive).contains("lies over what follows it"));
    }

    @Test
    void aMemberThatSaysItBecomesFarLargerIsRefusedBeforeItIsRead() throws IOException {
        byte[] archive = zip("datapackage.json", DESCRIPTOR, "bomb", "x");
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(archive, "bomb") + 24, 2_000_000_000);
        assertTrue(refusal(archive).contains("\"bomb\" becomes more than 250 times as large"));
    }

    /** A table that lies about its size, in a resource that is read. */
    @Test
    void aMemberThatIsLargerThanItSaysIsRefusedWhileItIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("datapackage.json"));
            zip.write(DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("data/t.csv"));
            for (int i = 0; i < 3000; i++) {
                zip.write(new byte[1 << 15]);
            }
            zip.closeEntry();
        }
        byte[] archive = bytes.toByteArray();
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(archive, "data/t.csv") + 24, 1000);
        OpenedPackage opened = open(archive);
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        String problem = "";
        try (ByteSource source =
                opened.data().open(opened.dataPackage().resources().get(0))) {
            for (int count = 1; count > 0; read += count) {
                count = ((StreamBytes) source).read(buffer, 0, buffer.length);
            }
        } catch (SourceException refused) {
            problem = refused.note();
        }
        assertTrue(read <= 1 << 20, "read " + read);
        assertTrue(problem.contains("larger than the archive says") || read == 1000, problem + " " + read);
    }

    @Test
    void whatIsNoArchiveIsSaid() throws IOException {
        assertTrue(refusal("PK\003\004 and no more".getBytes(StandardCharsets.UTF_8))
                .contains("no zip file"));
        byte[] archive = zip("datapackage.json", DESCRIPTOR);
        try (OutputStream out = Files.newOutputStream(folder.resolve("cut.zip"))) {
            out.write(archive, 0, archive.length - 30);
        }
        assertFalse(new PackageReader()
                .openLeniently(folder.resolve("cut.zip"))
                .checked()
                .isValid());
    }
}
